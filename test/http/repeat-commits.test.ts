// A commit of several chunks that is cut in the middle: what was done stays done, the rest is done, and all is told alike.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../src/adapters/libsql/connection/database.ts";
import { libsqlStores } from "../../src/adapters/libsql/stores.ts";
import { makePlan } from "../../src/domain/plans/commands/change-plan.ts";
import { StoreUnavailable } from "../../src/domain/ports/store-errors.ts";
import { startFileDatabase, type TestDatabase } from "../support/libsql.ts";
import { createCommand, workOn } from "../support/plan-work.ts";
import { rowsOf, serviceOver } from "../support/repeats.ts";
import { NOW, post, sendJson } from "../support/test-app.ts";

const PLANS = 230;
const PATH = "/v1/payment-plans/rehearsals";
const DAY = 24 * 3_600_000;

let test: TestDatabase;
let now = Date.parse(NOW);
beforeAll(async () => {
  test = await startFileDatabase();
});
afterAll(() => test.stop());
beforeEach(async () => {
  now = Date.parse(NOW);
  await test.empty();
  await test.database.write([{ sql: "delete from idempotency_keys", args: [] }]);
  const { plans } = libsqlStores(test.database);
  for (let index = 0; index < PLANS; index += 1) {
    await makePlan(workOn(plans), createCommand({ count: 1 + (index % 2) }), `nonce ${index}`);
  }
});

const service = (database: Database = test.database) => serviceOver(database, () => now);

/** Does every write, and then says of one that it does not know. */
function losingAt(struck: number): Database {
  let writes = 0;
  return {
    ...test.database,
    write: async (statements) => {
      const done = await test.database.write(statements);
      writes += 1;
      if (writes === struck) throw new StoreUnavailable(new Error("cut"));
      return done;
    },
  };
}

async function rehearsed(select: object = { clientId: 2 }, changed: object = { count: 2 }) {
  const response = await service().request(PATH, sendJson("POST", { select, change: changed }));
  const text = await response.text();
  const { hash } = JSON.parse(text.trimEnd().split("\n").at(-1) ?? "") as { hash: string };
  return { text, hash };
}
const change = (id: number, count: number) =>
  service().request(
    `/v1/payment-plans/${id}`,
    sendJson(
      "PUT",
      {
        ...{
          start: "2025-01-31",
          amount: { amount: "100.00", currency: "AUD" },
          count,
          recurrence: "Monthly",
        },
        ...{ paymentMethod: "Cash", recordState: "Active" },
      },
      { "If-Match": "*" },
    ),
  );
const commit = async ({ text, hash }: Awaited<ReturnType<typeof rehearsed>>, database?: Database) =>
  service(database).request(
    `${PATH}/${hash}/commit`,
    post("application/x-ndjson", text, { "Idempotency-Key": "c" }),
  );
const events = async () => Number((await rowsOf(test.database, "select count(*) as n from events"))[0]?.n);

describe("a commit with a key", () => {
  it("says the same of every plan, whatever happened to them since", async () => {
    const rehearsal = await rehearsed();
    await change(1, 7);
    await change(121, 7);
    const first = await (await commit(rehearsal)).text();
    expect(first).toContain('{"id":1,"outcome":"changed-since","version":2}');
    expect(first).toContain('{"id":2,"outcome":"unchanged","version":1}');
    expect(first).toContain('{"id":3,"outcome":"applied","version":2}');
    expect(first).toContain('{"id":121,"outcome":"changed-since","version":2}');
    expect(first).toContain('"applied":113,"unchanged":115,"refused":0,"changedSince":2');
    for (const id of [1, 3, 121, 229]) expect((await change(id, 9)).status).toBe(200);
    const before = await events();
    const again = await commit(rehearsal);
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(await again.text()).toBe(first);
    expect(await events()).toBe(before);
  });

  it.each([1, 2, 5])("goes on where chunk %i wrote and could not tell of it", async (struck) => {
    const rehearsal = await rehearsed();
    const broken = await commit(rehearsal, losingAt(struck));
    const said = await broken.text();
    expect(said).toContain("with the same Idempotency-Key is safe");
    // One of the first chunk's plans and one of the last chunk's are changed by others in between.
    await change(3, 9);
    await change(229, 9);
    const again = await (await commit(rehearsal)).text();
    const told = said.split("\n").filter((line) => line.startsWith('{"id"'));
    expect(again.split("\n").slice(0, told.length)).toEqual(told);
    expect(again).toContain('{"id":3,"outcome":"applied","version":2}');
    const last = struck === 5 ? '"outcome":"applied","version":2' : '"outcome":"changed-since","version":2';
    expect(again).toContain(`{"id":229,${last}}`);
    const updates = await rowsOf(
      test.database,
      `select subject_id from events where json_extract(body, '$.requestHash') = '${rehearsal.hash}'`,
    );
    expect(new Set(updates.map((row) => row.subject_id)).size).toBe(updates.length);
    expect(updates).toHaveLength(struck === 5 ? 115 : 114);
    expect(await (await commit(rehearsal)).text()).toBe(again);
  });

  it("is told again on a day on which it could not be begun", async () => {
    now += 7 * DAY - 3_600_000;
    const early = { ...(await rehearsed()) };
    now += 7 * DAY;
    const first = await (await commit(early)).text();
    now += DAY;
    const again = await commit(early);
    expect(again.status).toBe(200);
    expect(await again.text()).toBe(first);
    const anew = await service().request(
      `${PATH}/${early.hash}/commit`,
      post("application/x-ndjson", early.text, { "Idempotency-Key": "another" }),
    );
    expect(await anew.json()).toMatchObject({ code: "REHEARSAL_EXPIRED" });
  });

  it("is the same when two are sent at once", async () => {
    const rehearsal = await rehearsed();
    await change(121, 7);
    const [one, two] = await Promise.all([1, 2].map(async () => (await commit(rehearsal)).text()));
    expect(one).toBe(two);
    expect(one).toContain('"applied":114,"unchanged":115,"refused":0,"changedSince":1');
    expect(await (await commit(rehearsal)).text()).toBe(one);
  });

  // Twelve plans of 600 rows are written two a trip.
  it.each([1, 6])("goes on where trip %i of a chunk wrote and could not tell of it", async (struck) => {
    const { plans } = libsqlStores(test.database);
    const ids: number[] = [];
    for (let index = 0; index < 12; index += 1) {
      const made = await makePlan(
        workOn(plans),
        createCommand({ count: 600, recurrence: "Weekly" }),
        `long ${index}`,
      );
      if (made.ok) ids.push(made.value.plan.id);
    }
    const rehearsal = await rehearsed({ ids }, { amount: { amount: "90.00", currency: "AUD" } });
    const broken = await commit(rehearsal, losingAt(struck));
    expect(broken.status).toBe(503);
    await change(ids[0] ?? 0, 9);
    await change(ids[11] ?? 0, 9);
    const again = await (await commit(rehearsal)).text();
    expect(again).toContain(`{"id":${ids[0]},"outcome":"applied","version":2}`);
    const last = struck === 6 ? "applied" : "changed-since";
    expect(again).toContain(`{"id":${ids[11]},"outcome":"${last}","version":2}`);
    expect(await (await commit(rehearsal)).text()).toBe(again);
  });

  it("does nothing under a key of another request", async () => {
    const rehearsal = await rehearsed();
    await service().request("/v1/contacts/7", sendJson("PUT", { name: "Ada" }, { "Idempotency-Key": "c" }));
    const before = await events();
    const refused = await commit(rehearsal);
    expect([refused.status, await refused.json()]).toMatchObject([422, { code: "IDEMPOTENCY_KEY_REUSED" }]);
    expect(await events()).toBe(before);
  });
});
