// The schedule cases: terms to due dates and totals, and the dates that common wrong algorithms would give.
import { describe, expect, it } from "vitest";
import { readAmount } from "../../../src/domain/plans/terms/read-amount.ts";
import { totalsOf } from "../../../src/domain/plans/totals.ts";
import { exponentOf } from "../../../src/domain/values/currency.ts";
import { formatMinor } from "../../../src/domain/values/money.ts";
import { accepted, date, newPlan } from "./builders.ts";
import { recurrenceNamed, SCHEDULES, type ScheduleCase } from "./cases.ts";
import { duesOf } from "./law-checks.ts";

const planOf = (one: ScheduleCase) =>
  newPlan(
    {
      start: date(one.start),
      recurrence: recurrenceNamed(one.recurrence),
      count: one.installments,
      amount: accepted(readAmount(one.amount, one.currency)),
    },
    { currency: one.currency },
  );

describe("schedule cases", () => {
  it.each(SCHEDULES)("$id $note", (one) => {
    const plan = planOf(one);
    expect(duesOf(plan)).toEqual(one.dates);
    expect(plan.rows.every(({ amount }) => amount === BigInt(one.amount_minor))).toBe(true);
    const { total } = totalsOf(plan, date(one.start));
    expect(total).toBe(BigInt(one.total_minor));
    expect(formatMinor(total, one.currency)).toBe(one.total);
    expect(exponentOf(one.currency)).toBe(one.exponent);
  });

  const trapped = SCHEDULES.flatMap((one) =>
    Object.entries(one.traps ?? {}).map(([trap, dates]) => ({ id: one.id, trap, one, dates })),
  );

  it("set traps of every kind", () => {
    expect(new Set(trapped.map(({ trap }) => trap))).toEqual(
      new Set(["iterated", "js_overflow", "rrule_skip", "iter_eom", "eom_sticky"]),
    );
  });

  it.each(trapped)("$id does not fall into $trap", ({ one, dates }) => {
    expect(dates).toHaveLength(one.installments);
    expect(duesOf(planOf(one))).not.toEqual(dates);
  });
});
