// What every store promises of what needs a person: the core's own sums, one order, pages that miss nothing.
import { fc } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import type { WrittenDate } from "../../src/domain/contacts/extras/written-date.ts";
import type { Place } from "../../src/domain/plans/bulk/plan-lists-port.ts";
import { summaryOf } from "../../src/domain/plans/bulk/plan-summary.ts";
import { makePlan } from "../../src/domain/plans/commands/change-plan.ts";
import type { Plan } from "../../src/domain/plans/plan.ts";
import { oldestUnpaidOf, totalsOf } from "../../src/domain/plans/totals.ts";
import { reaching } from "../../src/domain/ports/reaching-stores.ts";
import type { Stores } from "../../src/domain/ports/stores.ts";
import type { Currency } from "../../src/domain/values/currency.ts";
import type { LocalDate } from "../../src/domain/values/local-date.ts";
import { AGES, ageOf, dueWithin } from "../../src/domain/worklist/ages.ts";
import type {
  OverdueFilter,
  OverduePlan,
  StoppedContact,
  Worklist,
} from "../../src/domain/worklist/worklist-port.ts";
import { anyHistory } from "../domain/plans/history-moves.ts";
import { AUD, createCommand, STAMP, workOn } from "../support/plan-work.ts";
import { played } from "../support/played-history.ts";

const START: Place = { day: "", id: 0 };

export function worklistContract(stores: () => Stores): void {
  const filterOn = (today: LocalDate, more: Partial<OverdueFilter> = {}): OverdueFilter => ({
    ...{ clientId: null, businessUnitId: null, state: null, active: null, atLeast: null },
    ...{ today, ...dueWithin(null, today), ...more },
  });
  /** Every overdue plan, page by page. */
  async function oldest(
    worklist: Worklist,
    filter: OverdueFilter,
    limit: number,
  ): Promise<readonly OverduePlan[]> {
    const items: OverduePlan[] = [];
    for (let after: Place | null = START; after !== null; ) {
      const { overdue, sums }: Awaited<ReturnType<Worklist>> = await worklist({
        ...{ filter, overdue: { after }, stopped: null, sums: false, names: null, limit },
      });
      expect(overdue.items.length).toBeLessThanOrEqual(limit);
      expect(sums).toBeNull();
      items.push(...overdue.items);
      after = overdue.next;
    }
    return items;
  }
  const owedBy = (plan: Plan, today: LocalDate): OverduePlan => {
    const { id, version, clientId, businessUnitId, currency } = plan;
    const since = oldestUnpaidOf(plan) ?? today;
    return {
      id,
      version,
      clientId,
      businessUnitId,
      currency,
      since,
      overdue: totalsOf(plan, today).overdue,
      contact: null,
    };
  };
  const inOrder = (one: OverduePlan, other: OverduePlan): number =>
    one.since === other.since ? one.id - other.id : one.since < other.since ? -1 : 1;

  describe("what is overdue", () => {
    const TODAY = "2025-08-15" as LocalDate;
    /** Plans with random histories: freed rows, waivers, closed and reopened ones, of clients 1 to 3 and units 5 and 6. */
    const randomPlans = async () => {
      const plans: Plan[] = [];
      for (const [index, history] of fc.sample(anyHistory, { seed: 20_260_107, numRuns: 24 }).entries()) {
        const owner = { clientId: 1 + (index % 3), businessUnitId: 5 + (index % 2) };
        plans.push((await played(stores().plans, history, owner)).plan);
      }
      const today = plans
        .map((plan) => plan.rows[Math.floor(plan.rows.length / 2)]?.due ?? TODAY)
        .sort()
        .at(-6) as LocalDate;
      const owed = plans
        .filter((plan) => (oldestUnpaidOf(plan) ?? today) < today)
        .map((plan) => owedBy(plan, today))
        .sort(inOrder);
      expect(owed.length).toBeGreaterThan(6);
      expect(owed.length).toBeLessThan(plans.length);
      return { plans, owed, today };
    };

    it("is what the core says, the oldest first, page by page, whatever the filter", async () => {
      const { owed, today } = await randomPlans();
      const { worklist } = stores();
      expect(await oldest(worklist, filterOn(today), 3)).toEqual(owed);
      expect(await oldest(worklist, filterOn(today, { clientId: 2 }), 2)).toEqual(
        owed.filter((plan) => plan.clientId === 2),
      );
      expect(await oldest(worklist, filterOn(today, { businessUnitId: 6 }), 2)).toEqual(
        owed.filter((plan) => plan.businessUnitId === 6),
      );
      expect(await oldest(worklist, filterOn(today, { businessUnitId: 6, clientId: 2 }), 2)).toEqual(
        owed.filter((plan) => plan.businessUnitId === 6 && plan.clientId === 2),
      );
      for (const age of AGES) {
        const aged = owed.filter(({ since }) => ageOf(since, today) === age);
        expect(await oldest(worklist, filterOn(today, dueWithin(age, today)), 2), age).toEqual(aged);
      }
      const least = owed.map(({ overdue }) => overdue).sort((a, b) => Number(a - b))[3] ?? 0n;
      const currency = owed[0]?.currency ?? AUD;
      expect(await oldest(worklist, filterOn(today, { atLeast: { minor: least, currency } }), 2)).toEqual(
        owed.filter((plan) => plan.overdue >= least && plan.currency === currency),
      );
      const none = { minor: 0n, currency: "EUR" as Currency };
      expect(await oldest(worklist, filterOn(today, { atLeast: none }), 2)).toEqual([]);
      const units = (numbers: number[]) => reaching(stores(), { businessUnits: numbers, accounts: null });
      expect(await oldest(units([6, 7]).worklist, filterOn(today), 2)).toEqual(
        owed.filter((plan) => plan.businessUnitId === 6),
      );
      expect(await oldest(units([6, 5, 5]).worklist, filterOn(today), 2)).toEqual(owed);
      expect(await oldest(units([]).worklist, filterOn(today), 2)).toEqual([]);
    });

    it("is sorted by what it comes to, and summed by age, over the same plans", async () => {
      const { owed, today } = await randomPlans();
      const { worklist } = stores();
      const filter = filterOn(today);
      const byCurrency = (one: OverduePlan, other: OverduePlan) =>
        one.currency === other.currency ? 0 : one.currency < other.currency ? -1 : 1;
      const largest = owed.toSorted(
        (one, other) => byCurrency(one, other) || Number(other.overdue - one.overdue) || inOrder(one, other),
      );
      const items: OverduePlan[] = [];
      for (let position = 0; position < owed.length; position += 4) {
        const asked = {
          filter,
          overdue: { largestFrom: position },
          stopped: null,
          sums: false,
          names: null,
          limit: 4,
        };
        const { overdue, sums } = await worklist(asked);
        items.push(...overdue.items);
        expect(overdue.next === null).toBe(position + 4 >= owed.length);
        expect(sums).toMatchObject({ plans: owed.length, complete: true });
      }
      expect(items).toEqual(largest);
      const { sums, overdue, stopped } = await worklist({
        ...{ filter, overdue: null, stopped: null, sums: true, names: null, limit: 1 },
      });
      expect([overdue.items, stopped.items]).toEqual([[], []]);
      const currencies = [...new Set(largest.map(({ currency }) => currency))];
      expect(currencies.length).toBeGreaterThan(1);
      const expected = currencies.flatMap((currency) =>
        AGES.flatMap((age) => {
          const aged = owed.filter((plan) => plan.currency === currency && ageOf(plan.since, today) === age);
          const sum = aged.reduce((total, plan) => total + plan.overdue, 0n);
          return aged.length === 0 ? [] : [{ currency, age, plans: aged.length, overdue: sum }];
        }),
      );
      expect(sums).toEqual({ sums: expected, plans: owed.length, complete: true });
    });

    it("is listed with the plans' own totals, in the same order, as of any day", async () => {
      const { plans, owed, today } = await randomPlans();
      const byId = new Map(plans.map((plan) => [plan.id, plan]));
      const every = { clientId: null, businessUnitId: null, state: null, active: null };
      for (const [filter, expected] of [
        [every, owed],
        [{ ...every, clientId: 3 }, owed.filter((plan) => plan.clientId === 3)],
        [{ ...every, active: false }, []],
      ] as const) {
        const items: unknown[] = [];
        for (let after: Place | null = START; after !== null; ) {
          const page: Awaited<ReturnType<Stores["plans"]["overdue"]>> = await stores().plans.overdue(
            filter,
            today,
            {
              after,
              limit: 4,
            },
          );
          items.push(...page.items);
          after = page.next;
        }
        expect(items).toEqual(
          expected.map(({ id }) => {
            const plan = byId.get(id);
            return plan === undefined ? undefined : summaryOf(plan, today);
          }),
        );
      }
    });

    it("names the contacts that its clients are, where that is asked for", async () => {
      const { worklist, clients, plans } = stores();
      const terms = { start: "2024-01-01" as LocalDate, count: 1 };
      for (const clientId of [2, 7])
        await makePlan(workOn(plans), { ...createCommand(terms), clientId }, `${clientId}`);
      await clients.put(2, 8, [0], STAMP);
      const named = async (names: "linked" | "contact-ids" | null, overdue: object) => {
        const asked = { filter: filterOn(TODAY), stopped: null, sums: false, names, limit: 5 };
        const found = await worklist({ ...asked, overdue: overdue as { after: Place } });
        return found.overdue.items.map(({ contact }) => contact);
      };
      for (const overdue of [{ after: START }, { largestFrom: 0 }]) {
        expect(await named("linked", overdue)).toEqual([{ id: 8, name: "First" }, null]);
        expect(await named("contact-ids", overdue)).toEqual([null, { id: 7, name: "Joe Bloggs" }]);
        expect(await named(null, overdue)).toEqual([null, null]);
      }
    });

    it("has sums beyond 64 bits, in each currency", async () => {
      const work = workOn(stores().plans);
      const terms = { start: "2024-01-01" as LocalDate, amount: 999_999_999_999_999n, count: 1 };
      for (let at = 0; at < 10; at += 1) await makePlan(work, createCommand(terms), `${at}`);
      const yen = { ...createCommand({ ...terms, amount: 7n }), currency: "JPY" as Currency };
      await makePlan(work, yen, "yen");
      const filter = filterOn(TODAY);
      const found = await stores().worklist({
        ...{ filter, overdue: { largestFrom: 9 }, stopped: null, sums: true, names: null, limit: 5 },
      });
      expect(found.overdue.items.map(({ currency }) => currency)).toEqual(["AUD", "JPY"]);
      expect(found.sums?.sums).toEqual([
        { currency: "AUD", age: "over-90", plans: 10, overdue: 9_999_999_999_999_990n },
        { currency: "JPY", age: "over-90", plans: 1, overdue: 7n },
      ]);
    });
  });

  describe("contacts that may be on stop", () => {
    const TODAY = "2026-01-02" as LocalDate;
    const STOPS: readonly (readonly [id: number, onStopDate: string | null, onStopReason: string | null])[] =
      [
        [60, "2025-12-01", null],
        [61, "2025-12-01T10:00:00Z", "disputes"],
        [62, null, "unpaid invoices"],
        [63, "2031-01-01", null],
        [64, "2031-01-01", "from next decade"],
        [65, "2025-11-30 08:00:00", "older"],
        [66, null, null],
      ];

    it("come by the date of their stop, those without one first, and no further than what has begun", async () => {
      for (const [id, onStopDate, onStopReason] of STOPS) {
        await stores().contacts.put({ id, reference: null, name: `${id}`, parentId: null }, "any", STAMP);
        const patch = { onStopDate: onStopDate as WrittenDate | null, onStopReason };
        await stores().contacts.saveExtra({ by: "id", id }, patch, STAMP);
      }
      const items: StoppedContact[] = [];
      for (let after: Place | null = START; after !== null; ) {
        const { stopped }: Awaited<ReturnType<Worklist>> = await stores().worklist({
          ...{
            filter: filterOn(TODAY),
            overdue: null,
            stopped: { after },
            sums: false,
            names: null,
            limit: 2,
          },
        });
        items.push(...stopped.items);
        after = stopped.next;
      }
      expect(items.map(({ id }) => id)).toEqual([62, 65, 60, 61, 64]);
      expect(items[3]).toEqual({
        id: 61,
        name: "61",
        onStopDate: "2025-12-01T10:00:00Z",
        onStopReason: "disputes",
      });
    });
  });
}
