// What every store promises of many plans in a trip: whole plans, and changes that do not undo one another.
import { fc } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import type { TermsSave } from "../../src/domain/plans/bulk/many-plans-port.ts";
import { rehearse, type TermsPatch } from "../../src/domain/plans/bulk/terms-patch.ts";
import { changePlan, makePlan } from "../../src/domain/plans/commands/change-plan.ts";
import { planEvent, sealEvent } from "../../src/domain/plans/history/plan-event.ts";
import { verifyKept } from "../../src/domain/plans/history/verify-kept.ts";
import type { Plan } from "../../src/domain/plans/plan.ts";
import type { Stores } from "../../src/domain/ports/stores.ts";
import { ok } from "../../src/domain/values/result.ts";
import { sha256 } from "../../src/http/request/key/api-key.ts";
import { wholeHistory } from "../../tools/shared/whole-history.ts";
import { anyHistory } from "../domain/plans/history-moves.ts";
import { createCommand, updateCommand, workOn } from "../support/plan-work.ts";
import { played } from "../support/played-history.ts";

const LATER = { at: "2027-03-04T05:06:07.008Z", by: "committer" };

/** The change as a caller of `saveTerms` makes it; null where the patch changes nothing or is refused. */
async function saveOf(before: Plan, patch: TermsPatch): Promise<TermsSave | null> {
  const policy = { arrears: "roll", today: before.terms.start } as const;
  const rehearsed = rehearse(before, patch, policy);
  if (rehearsed.tag !== "changed") return null;
  const record = { command: rehearsed.command, policy, stamp: LATER };
  const { change } = rehearsed;
  const unsealed = planEvent(before.version + 1, record, change, "request", before.eventHash);
  return { before, after: change.after, event: await sealEvent(unsealed, sha256) };
}

export function manyPlansContract(stores: () => Stores): void {
  const randomPlans = async (seed: number, count: number) => {
    const plans: Plan[] = [];
    for (const history of fc.sample(anyHistory, { seed, numRuns: count })) {
      plans.push((await played(stores().plans, history)).plan);
    }
    return plans;
  };
  const chosen = (saves: readonly (TermsSave | null)[]) => saves.filter((save) => save !== null);

  describe("many plans", () => {
    it("are read whole, by id, each as on its own; ids that are none are left out", async () => {
      const plans = await randomPlans(3, 12);
      const ids = [...plans.map((plan) => plan.id), 4711].reverse();
      expect(await stores().plans.byIds(ids)).toEqual({ items: plans, next: null });
      expect(await stores().plans.byIds([])).toEqual({ items: [], next: null });
      for (const plan of plans) expect(await stores().plans.byId(plan.id)).toEqual(plan);
    });

    it("take a change of terms each, which reads back and verifies like any other", async () => {
      const plans = await randomPlans(5, 16);
      const patches: TermsPatch[] = [
        { count: 17 },
        { count: 9, method: "Cheque" },
        { state: "Inactive" },
        { recurrence: "Quarterly" },
      ];
      const made = await Promise.all(plans.map((plan, i) => saveOf(plan, patches[i % 4] ?? {})));
      const saves = chosen(made);
      expect(saves.length).toBeGreaterThan(6);
      const written = await stores().plans.saveTerms(saves);
      expect(written).toEqual(new Set(saves.map((save) => save.before.id)));
      for (const { before, after, event } of saves) {
        const { id, version, created } = before;
        const { hash: eventHash } = event;
        const expected = { ...after, id, version: version + 1, created, lastUpdated: LATER, eventHash };
        expect(await stores().plans.byId(id)).toEqual(expected);
        const kept = await wholeHistory(stores().plans, id);
        expect(kept && (await verifyKept(kept, sha256))).toEqual({
          ok: true,
          value: { version: version + 1, hash: eventHash },
        });
      }
    });

    it("leave one alone that has changed since, wholly, without harm to the others", async () => {
      const plans = await randomPlans(8, 6);
      // Rows of every kind: some change their price, some come, and one plan loses some.
      const patch = (plan: Plan, index: number) => ({
        count: index % 3 === 2 ? Math.max(1, plan.rows.length - 1) : plan.rows.length + 2,
        amount: { minor: plan.terms.amount + 1n, currency: plan.currency },
      });
      const saves = chosen(await Promise.all(plans.map((plan, i) => saveOf(plan, patch(plan, i)))));
      const [raced] = saves;
      if (raced === undefined || saves.length < 3) throw new Error("too few plans that can change");
      const { id } = raced.before;
      const method = raced.before.method === "Cash" ? "Cheque" : "Cash";
      const other = await changePlan(workOn(stores().plans), id, (plan) =>
        ok({ ...updateCommand(plan, {}), method }),
      );
      expect(other.ok).toBe(true);
      const before = await wholeHistory(stores().plans, id);
      const written = await stores().plans.saveTerms(saves);
      expect(written).toEqual(new Set(saves.slice(1).map((save) => save.before.id)));
      expect(await wholeHistory(stores().plans, id)).toEqual(before);
      for (const { before, after } of saves.slice(1)) {
        expect(await stores().plans.byId(before.id)).toMatchObject({ rows: after.rows, lastUpdated: LATER });
      }
      expect(await stores().plans.saveTerms(saves)).toEqual(new Set());
    });

    it("keep the id and creation of a row that stays, and give a row that comes back another", async () => {
      const made = await makePlan(workOn(stores().plans), createCommand(), "nonce");
      if (!made.ok) throw new Error(made.error.tag);
      const { plan } = made.value;
      const { id } = plan;
      const filter = { planIds: [id], clientId: null, from: null, to: null, paid: null, inBatch: null };
      const list = async () => (await stores().plans.instalments(filter, { offset: 0, limit: 999 }, 0)).items;
      const first = await list();
      const step = async (count: number) => {
        const current = await stores().plans.byId(id);
        const save = current && (await saveOf(current, { count }));
        if (save) await stores().plans.saveTerms([save]);
        return list();
      };
      const longer = await step(plan.rows.length + 2);
      expect(longer.slice(0, first.length).map((row) => row.id)).toEqual(first.map((row) => row.id));
      expect(longer.at(-1)).toMatchObject({ created: LATER, lastUpdated: LATER });
      await step(plan.rows.length);
      const again = await step(plan.rows.length + 2);
      expect(again.slice(0, first.length)).toEqual(first);
      expect(again.at(-1)?.id).toBeGreaterThan(longer.at(-1)?.id ?? 0);
    });
  });
}
