// A history that is longer than one trip may carry is checked page by page, also while others go on changing the plan.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database, Row } from "../../src/adapters/libsql/connection/database.ts";
import { libsqlStores } from "../../src/adapters/libsql/stores.ts";
import { changePlan, makePlan } from "../../src/domain/plans/commands/change-plan.ts";
import type { KeptHistories } from "../../src/domain/plans/history/kept-histories-port.ts";
import { keptHistory } from "../../src/domain/plans/history/kept-history.ts";
import { verifyKept } from "../../src/domain/plans/history/verify-kept.ts";
import { MAX_PAGE_BYTES } from "../../src/domain/values/page.ts";
import { ok } from "../../src/domain/values/result.ts";
import { sha256 } from "../../src/http/request/key/api-key.ts";
import { startFileDatabase, startServerDatabase, type TestDatabase } from "../support/libsql.ts";
import { createCommand, updateCommand, workOn } from "../support/plan-work.ts";
import { testApp } from "../support/test-app.ts";

const VERSIONS = 100;

const sizeOf = (rows: readonly Row[][]): number =>
  JSON.stringify(rows, (_, value: unknown) => (typeof value === "bigint" ? Number(value) : value)).length;

describe.each([
  ["an embedded file", startFileDatabase],
  ["a libSQL server", startServerDatabase],
])("a long history in %s", (_, start) => {
  let test: TestDatabase;
  let id: number;
  let version = 1;
  /** Every row of the plan another price and another day. */
  const change = async () => {
    version += 1;
    const changed = await changePlan(workOn(libsqlStores(test.database).plans), id, (plan) =>
      ok(
        updateCommand(plan, {
          amount: BigInt(10_000 + version),
          recurrence: version % 2 === 0 ? "Weekly" : "Fortnightly",
        }),
      ),
    );
    expect(changed.ok).toBe(true);
  };
  beforeAll(async () => {
    test = await start();
    const made = await makePlan(
      workOn(libsqlStores(test.database).plans),
      createCommand({ count: 600, recurrence: "Fortnightly" }),
      "nonce",
    );
    if (!made.ok) throw new Error(made.error.tag);
    id = made.value.plan.id;
    while (version < VERSIONS) await change();
  });
  afterAll(() => test.stop());

  it("is read in trips of a page each, and found whole", async () => {
    const trips: number[] = [];
    const recording: Database = {
      ...test.database,
      read: async (statements) => {
        const rows = await test.database.read(statements);
        trips.push(sizeOf(rows));
        return rows;
      },
    };
    const app = testApp({ stores: libsqlStores(recording) });
    const response = await app.request(`/v1/payment-plans/${id}/history/verify`, { method: "POST" });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ intact: true, events: version, head: { version } });
    const [plan = 0, ...pages] = trips;
    expect(plan).toBeLessThan(MAX_PAGE_BYTES);
    expect(pages.length).toBeGreaterThan(2);
    // Quotes are escaped in what is measured here, and not in what a page is measured by.
    for (const page of pages) expect(page).toBeLessThan(1.5 * MAX_PAGE_BYTES);
  });

  it("is found whole as it was when the check began, whatever is added meanwhile", async () => {
    const plans = libsqlStores(test.database).plans;
    const atFirst = version;
    let pages = 0;
    const racing: KeptHistories = {
      keptHead: async (...given) => {
        const head = await plans.keptHead(...given);
        await change();
        return head;
      },
      keptEvents: async (...given) => {
        const page = await plans.keptEvents(...given);
        pages += 1;
        await change();
        return page;
      },
    };
    const kept = await keptHistory(() => racing, id);
    if (kept === null) throw new Error("no plan");
    const verified = await verifyKept(kept, sha256);
    expect(verified).toMatchObject({ ok: true, value: { version: atFirst } });
    expect(kept.count).toBe(atFirst);
    expect(pages).toBeGreaterThan(2);
    expect(version).toBe(atFirst + pages + 1);
  });

  it("shows what is wrong on its last page, and in an event that was put in before the first", async () => {
    const brokenOf = async () => {
      const kept = await keptHistory(() => libsqlStores(test.database).plans, id);
      const verified = kept === null ? null : await verifyKept(kept, sha256);
      return verified?.ok === false ? verified.error : null;
    };
    const run = (sql: string, ...args: bigint[]) => test.database.write([{ sql, args }]);
    const [plan, at] = [BigInt(id), BigInt(version - 1)];
    const flip =
      "update events set actor = actor || '!' where subject = 'plan' and subject_id = ? and version = ?";
    await run(flip, plan, at);
    expect(await brokenOf()).toMatchObject({ tag: "COLUMN_DIFFERS", version: version - 1, member: "actor" });
    await run(flip.replace("actor || '!'", "rtrim(actor, '!')"), plan, at);
    expect(await brokenOf()).toBeNull();
    await run(
      `insert into events select null, subject, subject_id, -5, kind, at, actor, body, previous_hash, hash
        from events where subject = 'plan' and subject_id = ? and version = 1`,
      plan,
    );
    expect(await brokenOf()).toMatchObject({ tag: "VERSION_OUT_OF_ORDER", version: 1 });
    await run("delete from events where version = -5");
  });

  it("that is cut back together with its plan is still seen by the mark of its newest event", async () => {
    const plans = libsqlStores(test.database).plans;
    const kept = await keptHistory(() => plans, id);
    if (kept === null || kept.plan === null) throw new Error("no plan");
    const verified = await verifyKept({ ...kept, plan: { ...kept.plan, version: 2 } }, sha256);
    expect(verified).toMatchObject({ ok: false, error: { tag: "HEAD_DIFFERS", member: "version" } });
  });
});
