// Random histories through the real store: each command previewed, then performed, then compared with the pure engine.
import { fc } from "@fast-check/vitest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { libsqlStores } from "../../src/adapters/libsql/stores.ts";
import { memoryDatabase } from "../../src/adapters/memory/memory-database.ts";
import { changePlan, makePlan, type PlanWork } from "../../src/domain/plans/commands/change-plan.ts";
import type { Plan, PlanState } from "../../src/domain/plans/plan.ts";
import { ok } from "../../src/domain/values/result.ts";
import { sha256 } from "../../src/http/request/key/api-key.ts";
import { walk } from "../domain/plans/histories.ts";
import { anyHistory } from "../domain/plans/history-moves.ts";
import { startFileDatabase, type TestDatabase } from "../support/libsql.ts";

const LEAST_COMMANDS = 1_000;

let test: TestDatabase;
beforeAll(async () => {
  test = await startFileDatabase();
});
afterAll(() => test.stop());

/** Only what a command can change: the store's own additions apart. */
function stateOf(plan: Partial<Plan> | null): Partial<PlanState> {
  const { id, created, lastUpdated, eventHash, ...state } = plan ?? {};
  return state;
}

describe.each([
  ["libSQL", () => libsqlStores(test.database)],
  ["memory", () => memoryDatabase().open()],
])("a random history through the store in %s", (_, open) => {
  it("previews what it then does, and holds after every command what the engine holds", async () => {
    const { plans } = open();
    const seen = { commands: 0, refused: 0, unchanged: 0 };
    const property = fc.asyncProperty(anyHistory, async (history) => {
      const walked = walk(history);
      const [first] = walked.records;
      if (first === undefined) throw new Error("a history begins with its plan");
      const base = { plans, digest: sha256, newSalt: () => crypto.randomUUID() };
      const made = await makePlan(
        { ...base, policy: first.policy, stamp: first.stamp },
        history.create,
        "nonce",
      );
      if (!made.ok) throw new Error(made.error.tag);
      const { id } = made.value.plan;
      let version = 1;
      for (const { command, policy, stamp, result } of walked.steps) {
        seen.commands += 1;
        const work: PlanWork = { ...base, policy, stamp };
        const before = await plans.byId(id);
        const preview = await changePlan(work, id, () => ok(command), { expected: null, preview: true });
        expect(await plans.byId(id)).toEqual(before);
        const real = await changePlan(work, id, () => ok(command));
        const after = await plans.byId(id);
        if (!result.ok) {
          seen.refused += 1;
          expect([preview, real, after]).toEqual([result, result, before]);
          continue;
        }
        if (!preview.ok || !real.ok) throw new Error("the store refuses what the engine does");
        for (const { change } of [preview.value, real.value]) {
          expect({ ...change, after: stateOf(change.after) }).toEqual(result.value);
        }
        // A preview's plan keeps its version (I17).
        const previewed = { ...preview.value.plan, version: real.value.plan.version };
        expect(stateOf(previewed)).toEqual(stateOf(real.value.plan));
        if (!result.value.changed) {
          seen.unchanged += 1;
          expect(after).toEqual(before);
          continue;
        }
        version += 1;
        expect(after).toEqual(real.value.plan);
        expect(stateOf(after)).toEqual(result.value.after);
        expect(after?.version).toBe(version);
        expect(after?.lastUpdated).toEqual(stamp);
      }
      expect(stateOf(await plans.byId(id))).toEqual(walked.state);
    });
    while (seen.commands < LEAST_COMMANDS) await fc.assert(property, { numRuns: 25 });
    expect(seen.refused).toBeGreaterThan(20);
    expect(seen.unchanged).toBeGreaterThan(5);
  });
});
