// What every store promises of its lists: the core's own sums, pages that miss nothing, filters that mean one thing.
import { fc } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { instalmentsAcross } from "../../src/domain/plans/bulk/instalments-across.ts";
import type {
  InstalmentFilter,
  InstalmentPart,
  PlanFilter,
} from "../../src/domain/plans/bulk/plan-lists-port.ts";
import { type PlanSummary, summaryOf } from "../../src/domain/plans/bulk/plan-summary.ts";
import { effectiveAmount, type Plan } from "../../src/domain/plans/plan.ts";
import type { Stores } from "../../src/domain/ports/stores.ts";
import type { LocalDate } from "../../src/domain/values/local-date.ts";
import { anyHistory, daysOn } from "../domain/plans/history-moves.ts";
import { TODAY } from "../support/plan-work.ts";
import { played } from "../support/played-history.ts";

const EVERY: PlanFilter = { clientId: null, businessUnitId: null, state: null, active: null };

export function planListContract(stores: () => Stores): void {
  /** Plans with random histories, of clients 1 to 3 and business units 5 and 6. */
  const randomPlans = async (seed: number, count: number) => {
    const histories = fc.sample(anyHistory, { seed, numRuns: count });
    const made: { plan: Plan; today: LocalDate }[] = [];
    for (const [index, history] of histories.entries()) {
      const owner = { clientId: 1 + (index % 3), businessUnitId: 5 + (index % 2) };
      made.push(await played(stores().plans, history, owner));
    }
    return made;
  };
  const allPages = async (filter: PlanFilter, asOf: LocalDate, limit: number) => {
    const items: PlanSummary[] = [];
    let after: number | null = 0;
    while (after !== null) {
      const page = await stores().plans.summaries(filter, asOf, { after, limit });
      expect(page.items.length).toBeLessThanOrEqual(limit);
      items.push(...page.items);
      after = page.next;
    }
    return items;
  };

  describe("summaries", () => {
    it("have the totals, status and next date that the core computes, as of any day", async () => {
      const made = await randomPlans(20_260_102, 25);
      expect(new Set(made.map(({ plan }) => summaryOf(plan, TODAY).status)).size).toBe(3);
      for (const [index, { plan, today }] of made.entries()) {
        for (const asOf of [today, plan.rows.at(-1)?.due ?? today, daysOn(today, 40 * index)]) {
          const { items } = await stores().plans.summaries(EVERY, asOf, { after: plan.id - 1, limit: 1 });
          expect(items).toEqual([summaryOf(plan, asOf)]);
        }
      }
    });

    it("come in pages by id, each plan once, under every filter", async () => {
      const made = (await randomPlans(7, 14)).map(({ plan }) => plan);
      const states = new Set(made.map(({ terms }) => terms.state));
      expect(states.size).toBeGreaterThan(1);
      for (const clientId of [null, 2]) {
        for (const businessUnitId of [null, 6]) {
          for (const state of [null, "Active", "Inactive", "Nothing"]) {
            for (const active of [null, true, false]) {
              const expected = made.filter(
                (plan) =>
                  (clientId ?? plan.clientId) === plan.clientId &&
                  (businessUnitId ?? plan.businessUnitId) === plan.businessUnitId &&
                  (state ?? plan.terms.state) === plan.terms.state &&
                  (active ?? plan.terms.state === "Active") === (plan.terms.state === "Active"),
              );
              const filter = { clientId, businessUnitId, state, active };
              const ids = (await allPages(filter, TODAY, 4)).map((summary) => summary.id);
              expect(ids, JSON.stringify(filter)).toEqual(expected.map((plan) => plan.id));
              expect(await stores().plans.count(filter, 5)).toBe(Math.min(5, expected.length));
              const whole = await stores().plans.matching(filter, { after: 0, limit: 3 });
              expect(whole.items).toEqual(expected.slice(0, 3));
              expect(whole.next).toBe(expected.length > 3 ? expected[2]?.id : null);
            }
          }
        }
      }
    });
  });

  describe("instalments across plans", () => {
    const OPEN = { planIds: null, from: null, to: null, paid: null, inBatch: null, clientId: null };
    const across = (filter: InstalmentFilter, part: InstalmentPart) =>
      instalmentsAcross(stores().plans, filter, part, async () => {});
    const PART = { offset: 0, limit: 10_000 };

    it("are those of the plans, in order, with an id of their own, whatever the filter", async () => {
      const made = (await randomPlans(11, 9)).map(({ plan }) => plan);
      const planIds = made.map((plan) => plan.id).filter((id) => id % 2 === 1);
      const middle = made[2]?.rows[3]?.due ?? made[2]?.rows[0]?.due ?? TODAY;
      const all = made.flatMap((plan) => plan.rows.map((row) => ({ plan, row })));
      for (const [filter, isIn] of [
        [{ ...OPEN, planIds }, ({ plan }) => planIds.includes(plan.id)],
        [{ ...OPEN, clientId: 2 }, ({ plan }) => plan.clientId === 2],
        [{ ...OPEN, clientId: 2, planIds }, ({ plan }) => plan.clientId === 2 && planIds.includes(plan.id)],
        [{ ...OPEN, clientId: 3, from: middle }, ({ plan, row }) => plan.clientId === 3 && row.due >= middle],
        [{ ...OPEN, clientId: 3, to: middle }, ({ plan, row }) => plan.clientId === 3 && row.due <= middle],
        [
          { ...OPEN, clientId: 1, paid: true },
          ({ plan, row }) => plan.clientId === 1 && row.received === effectiveAmount(row),
        ],
        [
          { ...OPEN, clientId: 1, paid: false },
          ({ plan, row }) => plan.clientId === 1 && row.received < effectiveAmount(row),
        ],
        [{ ...OPEN, planIds, inBatch: true }, ({ plan, row }) => planIds.includes(plan.id) && row.inBatch],
        [{ ...OPEN, planIds, inBatch: false }, ({ plan, row }) => planIds.includes(plan.id) && !row.inBatch],
      ] as [Parameters<Stores["plans"]["instalments"]>[0], (one: (typeof all)[number]) => boolean][]) {
        const expected = all.filter(isIn);
        const { items, total } = await across(filter, PART);
        expect(items.map(({ id: _, created: _created, lastUpdated: _updated, ...rest }) => rest)).toEqual(
          expected.map(({ plan, row }) => ({
            ...row,
            planId: plan.id,
            clientId: plan.clientId,
            currency: plan.currency,
            state: plan.terms.state,
          })),
        );
        expect(total).toBe(expected.length);
        expect(new Set(items.map((item) => item.id)).size).toBe(items.length);
        for (const [offset, limit] of [
          [2, 3],
          [0, 1],
          [made[0]?.rows.length ?? 0, 700],
          [expected.length - 1, 5],
        ] as const) {
          const part = await across(filter, { offset: Math.max(0, offset), limit });
          expect(part).toEqual({
            items: items.slice(Math.max(0, offset), Math.max(0, offset) + limit),
            total,
          });
        }
      }
    });

    it("tell how many there are also beyond the last one", async () => {
      const [made] = await randomPlans(13, 1);
      const filter = { ...OPEN, planIds: [made?.plan.id ?? 0] };
      const beyond = await across(filter, { offset: 5_000, limit: 10 });
      expect(beyond).toEqual({ items: [], total: made?.plan.rows.length });
      expect(await across({ ...OPEN, planIds: [] }, PART)).toEqual({
        items: [],
        total: 0,
      });
    });
  });
}
