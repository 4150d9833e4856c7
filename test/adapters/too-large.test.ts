// What the database finds too large is no outage: nobody is told to try again, and it goes on serving all the others.
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Statement } from "../../src/adapters/libsql/connection/database.ts";
import { embeddedFile } from "../../src/adapters/libsql/connection/embedded-file.ts";
import { migrateDatabase } from "../../src/adapters/libsql/connection/migrate.ts";
import { libsqlStores } from "../../src/adapters/libsql/stores.ts";
import { changePlan, makePlan } from "../../src/domain/plans/commands/change-plan.ts";
import { MAX_PAYMENTS } from "../../src/domain/plans/commands/record-payment.ts";
import { planEvent, sealEvent } from "../../src/domain/plans/history/plan-event.ts";
import { planChange } from "../../src/domain/plans/plan-change.ts";
import { StoreUnavailable, TooLargeForStore } from "../../src/domain/ports/store-errors.ts";
import { MAX_NOTE_LENGTH } from "../../src/domain/values/text-length.ts";
import { sha256 } from "../../src/http/request/key/api-key.ts";
import { startServerDatabase, type TestDatabase, temporaryFolder } from "../support/libsql.ts";
import { createCommand, STAMP, TODAY, workOn } from "../support/plan-work.ts";
import { testApp } from "../support/test-app.ts";

let test: TestDatabase;
beforeAll(async () => {
  test = await startServerDatabase();
  const { contacts } = libsqlStores(test.database);
  for (let id = 1; id <= 3; id += 1) {
    await contacts.put({ id, reference: null, name: "N", parentId: id === 1 ? null : id - 1 }, "any", STAMP);
  }
});
afterAll(() => test.stop());

const MEGABYTES_4 = 4_000_000;
const setReason = (id: number): Statement => ({
  sql: "update contacts set on_stop_reason = ? where id = ?",
  args: ["x".repeat(MEGABYTES_4), BigInt(id)],
});

describe("a libSQL server", () => {
  it.each<[string, Statement]>([
    ["a text", { sql: "select replace(hex(zeroblob(3000000)), '00', 'xx') as x", args: [] }],
    [
      "all rows together",
      {
        sql: "select replace(hex(zeroblob(2000000)), '00', 'xx') as x from json_each('[1,2,3]')",
        args: [],
      },
    ],
    ["a bound text", { sql: "select length(?) as x", args: ["x".repeat(6_000_000)] }],
  ])("that finds %s too large says so, and no more", async (_, statement) => {
    const tried = test.database.read([statement]);
    await expect(tried).rejects.toBeInstanceOf(TooLargeForStore);
    await expect(tried).rejects.not.toBeInstanceOf(StoreUnavailable);
  });

  it("keeps nothing of a batch whose answer is too large", async () => {
    const name = (id: number, more: string): Statement => ({
      sql: `update contacts set name = 'changed' where id = ? returning ${more}`,
      args: [BigInt(id)],
    });
    const batch = [name(1, "id"), name(2, "replace(hex(zeroblob(3000000)), '00', 'xx')")];
    await expect(test.database.write(batch)).rejects.toBeInstanceOf(TooLargeForStore);
    const [rows = []] = await test.database.read([{ sql: "select name from contacts", args: [] }]);
    expect(rows.map((row) => row.name)).toEqual(["N", "N", "N"]);
  });

  it("has it answered as what it is: 500 with its own code, and nothing to try again", async () => {
    for (const id of [1, 2, 3]) await test.database.write([setReason(id)]);
    const app = testApp({ stores: libsqlStores(test.database) });
    const whole = await app.request("/v1/contacts/3/credit");
    expect([whole.status, whole.headers.get("retry-after")]).toEqual([500, null]);
    expect(await whole.json()).toMatchObject({ code: "DATA_TOO_LARGE" });
    expect(app.log.at(-1)).toMatchObject({ status: 500 });
    for (const path of ["/v1/contacts/3", "/v1/contacts/1/credit", "/v1/contacts", "/ready"]) {
      expect((await app.request(path)).status, path).toBe(200);
    }
  });
});

describe("a full ledger of the longest notes", () => {
  it.each(["\u0001", "👍", '"'])("of %j is read and changed like any other", async (character) => {
    const { plans } = libsqlStores(test.database);
    const made = await makePlan(workOn(plans), createCommand({ count: 600 }), `nonce ${character}`);
    if (!made.ok) throw new Error(made.error.tag);
    const { plan } = made.value;
    const note = character.repeat(MAX_NOTE_LENGTH);
    const payment = {
      amount: 1n,
      receivedOn: TODAY,
      note,
      instalment: null,
      recorded: STAMP,
      reversed: null,
    };
    const record = {
      command: { kind: "record-payment", ...payment },
      policy: { arrears: "roll", today: TODAY },
      stamp: STAMP,
    } as const;
    let before = plan;
    // As many as a plan may have; a server takes no text of more than 5 MB at once.
    for (let count = 300; count <= MAX_PAYMENTS; count += 300) {
      const more = Array.from({ length: 300 }, (_, at) => ({ ...payment, number: count - 299 + at }));
      const payments = [...before.payments, ...more];
      const change = planChange(before, { ...before, payments }, record.policy, "record-payment");
      const unsealed = planEvent(before.version + 1, record, change, "", before.eventHash);
      const event = await sealEvent(unsealed, sha256);
      expect(await plans.save(before, { ...before, payments }, event)).toBe("saved");
      const after = await plans.byId(plan.id);
      expect(after?.payments).toEqual(payments);
      before = after ?? before;
    }
    expect((await plans.byIds([plan.id])).items[0]?.payments).toHaveLength(MAX_PAYMENTS);
    const filter = { clientId: before.clientId, businessUnitId: null, state: null, active: null };
    const page = await plans.matching(filter, { after: plan.id - 1, limit: 100 });
    expect(page.items[0]).toEqual(before);
    const reversed = await changePlan(workOn(plans), plan.id, () => ({
      ok: true,
      value: { kind: "reverse-payment", payment: 1_200 },
    }));
    expect(reversed.ok).toBe(true);
    const app = testApp({ stores: libsqlStores(test.database) });
    expect((await app.request(`/v1/payment-plans/${plan.id}`)).status).toBe(200);
  });
});

describe("an embedded file", () => {
  it("that finds something too large says so, and goes on", async () => {
    const folder = temporaryFolder();
    const path = join(folder.path, "large.db");
    await migrateDatabase(`file:${path}`);
    const database = embeddedFile(path, 100);
    const tried = database.read([{ sql: "select zeroblob(2000000000) as x", args: [] }]);
    await expect(tried).rejects.toBeInstanceOf(TooLargeForStore);
    expect(await database.read([{ sql: "select 1 as x", args: [] }])).toEqual([[{ x: 1 }]]);
    database.close();
    folder.remove();
  });
});
