// Rehearsals over a real database: what was rehearsed is what a commit writes, also while others write.

import { fc } from "@fast-check/vitest";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { libsqlStores } from "../../src/adapters/libsql/stores.ts";
import { rehearse, type TermsPatch } from "../../src/domain/plans/bulk/terms-patch.ts";
import { changePlan } from "../../src/domain/plans/commands/change-plan.ts";
import { verifyKept } from "../../src/domain/plans/history/verify-kept.ts";
import type { Plan } from "../../src/domain/plans/plan.ts";
import type { Stores } from "../../src/domain/ports/stores.ts";
import type { LocalDate } from "../../src/domain/values/local-date.ts";
import { ok } from "../../src/domain/values/result.ts";
import { sha256 } from "../../src/http/request/key/api-key.ts";
import { TABLES } from "../../tools/shared/tables.ts";
import { wholeHistory } from "../../tools/shared/whole-history.ts";
import { anyHistory } from "../domain/plans/history-moves.ts";
import { startServerDatabase, type TestDatabase } from "../support/libsql.ts";
import { updateCommand, workOn } from "../support/plan-work.ts";
import { played } from "../support/played-history.ts";
import { post, type TestApp, testApp } from "../support/test-app.ts";

type Line = {
  readonly id: number;
  readonly outcome: string;
  readonly version: number;
  readonly hash?: string;
};

const NOW = "2026-01-02T03:04:05.678Z";
const POLICY = { arrears: "roll", today: NOW.slice(0, 10) as LocalDate } as const;
const PATH = "/v1/payment-plans/rehearsals";

let database: TestDatabase;
let stores: Stores;
let app: TestApp;
beforeAll(async () => {
  database = await startServerDatabase();
  stores = libsqlStores(database.database);
});
afterAll(() => database.stop());
beforeEach(async () => {
  await database.empty();
  app = testApp({ stores, clock: () => Date.parse(NOW) });
});

const plansOf = async (seed: number, count: number) => {
  const made: Plan[] = [];
  for (const history of fc.sample(anyHistory, { seed, numRuns: count })) {
    made.push((await played(stores.plans, history, { clientId: 2 })).plan);
  }
  return made;
};
const dump = () =>
  database.database.read(TABLES.map((table) => ({ sql: `select * from ${table} order by 1, 2`, args: [] })));
const linesOf = (text: string) =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);
const send = async (path: string, type: string, body: string) => {
  const response = await app.request(path, post(type, body));
  const text = await response.text();
  expect(response.status, text.slice(0, 500)).toBe(200);
  return text;
};
const rehearsed = async (change: object) => {
  const text = await send(PATH, "application/json", JSON.stringify({ select: { clientId: 2 }, change }));
  return { text, hash: linesOf(text).at(-1)?.hash ?? "" };
};
const committed = async ({ text, hash }: { text: string; hash: string }) =>
  linesOf(await send(`${PATH}/${hash}/commit`, "application/x-ndjson", text)).slice(0, -1);

describe("a rehearsal over a real database", () => {
  it("writes nothing, and its commit writes what the core makes of each plan, and nothing else", async () => {
    const changes: [object, TermsPatch][] = [
      [{ count: 13 }, { count: 13 }],
      [
        { start: "2026-06-30", recurrence: "Quarterly" },
        { start: "2026-06-30" as LocalDate, recurrence: "Quarterly" },
      ],
      [{ recordState: "Inactive" }, { state: "Inactive" }],
      [
        { recordState: "Active", paymentMethod: "Cheque" },
        { state: "Active", method: "Cheque" },
      ],
    ];
    await plansOf(2_026, 14);
    for (const [change, patch] of changes) {
      const { items: before } = await stores.plans.matching(
        { clientId: 2, businessUnitId: null, state: null, active: null },
        { after: 0, limit: 100 },
      );
      const kept = await dump();
      const sent = await rehearsed(change);
      expect(await dump()).toEqual(kept);
      const lines = await committed(sent);
      expect(lines.map((line) => line.id)).toEqual(before.map((plan) => plan.id));
      for (const [index, plan] of before.entries()) {
        const expected = rehearse(plan, patch, POLICY);
        const now = await stores.plans.byId(plan.id);
        if (expected.tag === "changed") {
          expect(lines[index]).toMatchObject({ outcome: "applied", version: plan.version + 1 });
          expect(now).toEqual({
            ...plan,
            ...expected.change.after,
            version: plan.version + 1,
            lastUpdated: { at: NOW, by: "tester" },
            eventHash: expect.any(String),
          });
        } else {
          expect(lines[index]?.outcome).toBe(expected.tag);
          expect(now).toEqual(plan);
        }
      }
      expect(lines.some((line) => line.outcome === "applied")).toBe(true);
    }
  });

  it("loses no update while others write: a plan is applied or changed-since, and every history holds", async () => {
    const plans = await plansOf(77, 24);
    const sent = await rehearsed({ recordState: "Active", count: 20 });
    const wanted = new Set(
      linesOf(sent.text)
        .filter((line) => line.outcome === "changed")
        .map((line) => line.id),
    );
    const others = plans.map((plan) =>
      changePlan(workOn(stores.plans), plan.id, (current) =>
        ok({ ...updateCommand(current, {}), method: current.method === "Cash" ? "Cheque" : "Cash" }),
      ),
    );
    const [lines, changed] = await Promise.all([committed(sent), Promise.all(others)]);
    const again = await committed(sent);
    const accepted = new Set(plans.filter((_, index) => changed[index]?.ok).map((plan) => plan.id));
    expect(accepted.size).toBeGreaterThan(0);
    for (const [index, { id, outcome }] of lines.entries()) {
      const before = plans[index];
      const kept = await wholeHistory(stores.plans, id);
      if (kept === null || before === undefined) throw new Error("no history");
      expect((await verifyKept(kept, sha256)).ok).toBe(true);
      const ours = kept.events.filter((event) => event.text.includes(`"requestHash":"${sent.hash}"`));
      expect(ours).toHaveLength(outcome === "applied" ? 1 : 0);
      expect(wanted.has(id)).toBe(outcome === "applied" || outcome === "changed-since");
      expect(kept.plan?.version).toBe(before.version + ours.length + (accepted.has(id) ? 1 : 0));
      expect(again[index]?.outcome).toBe(outcome);
    }
  });
});
