// Totals as of a date, and the rows that a change put into each list.
import { describe, expect, it } from "vitest";
import type { SetInstalment } from "../../../src/domain/plans/commands/plan-command.ts";
import { differenceOf, nextDueOf } from "../../../src/domain/plans/difference/difference.ts";
import { factsOf, type PlanState } from "../../../src/domain/plans/plan.ts";
import { statusOf, totalsOf } from "../../../src/domain/plans/totals.ts";
import { change, date, newPlan, payment, planAfter, updateCommand } from "./builders.ts";
import { rowOf } from "./law-checks.ts";
import { readingsOf } from "./readings.ts";

const factsAt = (plan: PlanState, ordinal: number) => factsOf(rowOf(plan, ordinal));
const threePaid = () => planAfter(newPlan(), payment(30_000n));
const set = (instalment: number, override: bigint | null, inBatch = false): SetInstalment => ({
  kind: "set-instalment",
  instalment,
  override,
  inBatch,
});

describe("totalsOf", () => {
  const plan = planAfter(newPlan(), payment(25_000n), set(5, 2500n));

  it.each([
    ["before the first due date", "2025-01-30", 0n, 0n],
    ["on the day a part-paid row is due", "2025-03-31", 0n, 5000n],
    ["the day after", "2025-04-01", 5000n, 5000n],
    ["on the next due date", "2025-04-30", 5000n, 15_000n],
    ["once the overridden row is due", "2025-05-31", 15_000n, 17_500n],
    ["after the last", "2026-01-01", 87_500n, 87_500n],
  ])("tells overdue and due now %s", (_name, asOf, overdue, dueNow) => {
    const rest = { total: 112_500n, received: 25_000n, outstanding: 87_500n, credit: 0n };
    expect(totalsOf(plan, date(asOf))).toEqual({ ...rest, overdue, dueNow });
  });

  it("asks for nothing once the plan is closed", () => {
    const closed = planAfter(plan, updateCommand(plan, { state: "Inactive" }));
    expect(totalsOf(closed, date("2026-01-01"))).toEqual({
      total: 25_000n,
      received: 25_000n,
      outstanding: 0n,
      credit: 0n,
      overdue: 0n,
      dueNow: 0n,
    });
  });
});

describe("statusOf", () => {
  it("is closed, completed or active", () => {
    const plan = newPlan({ count: 2 });
    expect(statusOf(plan)).toBe("active");
    const paid = planAfter(plan, payment(20_000n));
    expect(statusOf(paid)).toBe("completed");
    expect(statusOf(planAfter(paid, updateCommand(paid, { state: "Inactive" })))).toBe("closed");
    expect(statusOf(planAfter(plan, set(1, 0n), set(2, 0n)))).toBe("completed");
  });
});

describe("nextDueOf", () => {
  it("is the first unpaid row on or after the day; none when the plan is closed", () => {
    const plan = threePaid();
    expect(nextDueOf(plan, date("2025-01-01"))).toBe("2025-04-30");
    expect(nextDueOf(plan, date("2025-04-30"))).toBe("2025-04-30");
    expect(nextDueOf(plan, date("2025-05-01"))).toBe("2025-05-31");
    expect(nextDueOf(plan, date("2026-01-01"))).toBeNull();
    expect(
      nextDueOf(planAfter(plan, updateCommand(plan, { state: "Inactive" })), date("2025-01-01")),
    ).toBeNull();
  });
});

describe("differenceOf", () => {
  it("tells each row before and after, past-due ones flagged", () => {
    const plan = threePaid();
    const today = date("2025-05-10");
    const policy = { arrears: "roll", today } as const;
    const command = updateCommand(plan, { amount: 8000n, count: 13, start: date("2025-05-01") });
    const { difference, after } = change(plan, command, policy);
    const { added, moved, rebatched, refilled, removed, repriced } = readingsOf(difference);
    expect(repriced).toHaveLength(9);
    expect(moved.map(({ ordinal }) => ordinal)).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(moved[0]).toEqual({
      ordinal: 4,
      before: factsAt(plan, 4),
      after: factsAt(after, 4),
      pastDue: true,
    });
    expect(moved.map(({ pastDue }) => pastDue).filter(Boolean)).toHaveLength(1);
    expect(added).toEqual([{ ordinal: 13, before: null, after: factsAt(after, 13), pastDue: false }]);
    expect(removed).toEqual([]);
    expect(refilled).toEqual([]);
    expect(rebatched).toEqual([]);
    expect(difference.terms).toEqual({ before: plan.terms, after: after.terms });
    expect(difference.method).toEqual({ before: "Cash", after: "Cash" });
    expect(difference.totals).toEqual({ before: totalsOf(plan, today), after: totalsOf(after, today) });
    expect(difference.nextDue).toEqual({ before: "2025-05-31", after: "2025-06-01" });
  });

  it("calls a row due today not past due, and an added one in the past past due", () => {
    const plan = threePaid();
    const command = updateCommand(plan, { amount: 8000n });
    const onTheDay = change(plan, command, { arrears: "roll", today: date("2025-04-30") });
    expect(readingsOf(onTheDay.difference).repriced.some(({ pastDue }) => pastDue)).toBe(false);
    const longer = updateCommand(plan, { count: 13 });
    const late = change(plan, longer, { arrears: "roll", today: date("2026-02-01") });
    expect(readingsOf(late.difference).added[0]?.pastDue).toBe(true);
  });

  it("lists an override only where it changes what the row asks for", () => {
    const plan = newPlan({ count: 2 });
    const same = change(plan, set(1, 10_000n));
    expect(same.changed).toBe(true);
    expect(readingsOf(same.difference)).toMatchObject({ repriced: [], overridden: [{ ordinal: 1 }] });
    expect(same.difference.rows).toHaveLength(1);
    expect(readingsOf(change(plan, set(1, 5n)).difference).repriced).toHaveLength(1);
  });

  it("lists what payments fill and which rows leave", () => {
    const plan = newPlan({ count: 3 });
    const { difference } = change(plan, payment(15_000n));
    expect(readingsOf(difference).refilled.map(({ ordinal }) => ordinal)).toEqual([1, 2]);
    const shorter = readingsOf(change(plan, updateCommand(plan, { count: 1 })).difference).removed;
    expect(shorter).toEqual([
      { ordinal: 2, before: factsAt(plan, 2), after: null, pastDue: false },
      { ordinal: 3, before: factsAt(plan, 3), after: null, pastDue: false },
    ]);
  });

  it("has no before for a plan just made", () => {
    const plan = newPlan({ count: 1 });
    const { rows, terms, method, totals, nextDue } = differenceOf(null, plan, date("2025-02-01"));
    expect(rows).toEqual([{ ordinal: 1, before: null, after: factsAt(plan, 1), pastDue: true }]);
    expect([terms.before, method.before, totals.before, nextDue.before]).toEqual([null, null, null, null]);
  });
});
