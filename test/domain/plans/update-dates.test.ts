// Updating a plan: changes of recurrence, and arrears rolled or kept.
import { describe, expect, it } from "vitest";
import { change, date, newPlan, payment, planAfter, refusal, updateCommand } from "./builders.ts";
import { amountsOf, duesOf } from "./law-checks.ts";

const paid = (rows: number) => planAfter(newPlan(), payment(10_000n * BigInt(rows)));

describe("a change of recurrence", () => {
  it("keeps the wanted day where that day, clamped, is the next promised date", () => {
    const plan = paid(1);
    const weekly = planAfter(plan, updateCommand(plan, { recurrence: "Weekly" }));
    expect(weekly.anchors[1]).toEqual({
      ordinal: 2,
      date: "2025-02-28",
      wantedDay: 31,
      recurrence: "Weekly",
      cause: { kind: "changed-recurrence", version: 3 },
    });
    const quarterly = planAfter(weekly, updateCommand(weekly, { recurrence: "Quarterly" }));
    expect(duesOf(quarterly).slice(0, 4)).toEqual(["2025-01-31", "2025-02-28", "2025-05-31", "2025-08-31"]);
    expect(quarterly.anchors).toHaveLength(2);
  });

  it("else takes the date's own day", () => {
    const plan = planAfter(newPlan({ recurrence: "Weekly" }), payment(10_000n));
    const monthly = planAfter(plan, updateCommand(plan, { recurrence: "Monthly" }));
    expect(monthly.anchors[1]).toEqual({
      ordinal: 2,
      date: "2025-02-07",
      wantedDay: 7,
      recurrence: "Monthly",
      cause: { kind: "changed-recurrence", version: 3 },
    });
    expect(duesOf(monthly).slice(1, 3)).toEqual(["2025-02-07", "2025-03-07"]);
  });

  it("takes no day from a week grid that meets a month's end by chance", () => {
    const plan = planAfter(newPlan({ recurrence: "Weekly" }), payment(40_000n));
    const monthly = planAfter(plan, updateCommand(plan, { recurrence: "Monthly" }));
    expect(monthly.anchors[1]).toMatchObject({ ordinal: 5, date: "2025-02-28", wantedDay: 28 });
    const again = planAfter(plan, updateCommand(plan, { recurrence: "Fortnightly" }));
    expect(again.anchors[1]).toMatchObject({ ordinal: 5, date: "2025-02-28", wantedDay: 28 });
  });

  it("carries a wish through week grids at the same row, and no further", () => {
    const plan = paid(1);
    const weekly = planAfter(plan, updateCommand(plan, { recurrence: "Weekly" }));
    const fortnightly = planAfter(weekly, updateCommand(weekly, { recurrence: "Fortnightly" }));
    expect(fortnightly.anchors[1]).toMatchObject({ ordinal: 2, wantedDay: 31 });
    const back = planAfter(fortnightly, updateCommand(fortnightly, { recurrence: "Monthly" }));
    expect(duesOf(back)).toEqual(duesOf(plan));
    const on = planAfter(weekly, payment(10_000n));
    const later = planAfter(on, updateCommand(on, { recurrence: "Monthly" }));
    expect(later.anchors.at(-1)).toMatchObject({ ordinal: 3, date: "2025-03-07", wantedDay: 7 });
  });

  it("begins at a moved start that a reversal left after the frontier, where the plan still has that row", () => {
    const moved = planAfter(paid(3), updateCommand(paid(3), { start: date("2025-05-15") }));
    const reversed = planAfter(moved, { kind: "reverse-payment", payment: 1 });
    const quarterly = planAfter(reversed, updateCommand(reversed, { recurrence: "Quarterly" }));
    expect(quarterly.anchors.map(({ ordinal, recurrence }) => [ordinal, recurrence])).toEqual([
      [1, "Monthly"],
      [4, "Quarterly"],
    ]);
    expect(duesOf(quarterly).slice(0, 5)).toEqual([
      "2025-01-31",
      "2025-02-28",
      "2025-03-31",
      "2025-05-15",
      "2025-08-15",
    ]);
    expect(quarterly.anchors[1]?.cause).toEqual({ kind: "changed-recurrence", version: 5 });
    // The count that is asked for decides, not the one that was.
    const short = planAfter(reversed, updateCommand(reversed, { recurrence: "Quarterly", count: 3 }));
    expect(short.anchors).toHaveLength(1);
    expect(duesOf(short)).toEqual(["2025-01-31", "2025-04-30", "2025-07-31"]);
    const again = planAfter(quarterly, updateCommand(quarterly, { start: date("2025-06-01") }));
    expect(again.anchors).toHaveLength(1);
    expect(again.anchors[0]?.cause).toEqual({ kind: "moved-start", version: 6 });
  });

  it("knows a start that was moved onto the date that was promised anyway for a moved start", () => {
    const moved = planAfter(paid(3), updateCommand(paid(3), { start: date("2025-04-30") }));
    expect(moved.anchors[1]?.cause).toEqual({ kind: "moved-start", version: 3 });
  });

  it("counts on from a plan that is paid in full, unless the calendar ends there", () => {
    const plan = paid(12);
    const weekly = planAfter(plan, updateCommand(plan, { recurrence: "Weekly" }));
    expect(weekly.rows).toEqual(plan.rows);
    const longer = planAfter(weekly, updateCommand(weekly, { count: 14 }));
    expect(duesOf(longer).slice(11)).toEqual(["2025-12-31", "2026-01-31", "2026-02-07"]);
    const last = planAfter(newPlan({ start: date("9999-12-31"), count: 1 }), payment(10_000n));
    expect(refusal(last, updateCommand(last, { recurrence: "Weekly" }))).toEqual({
      tag: "DATE_OUT_OF_RANGE",
      ordinal: 2,
      max: "9999-12-31",
    });
  });
});

describe("arrears", () => {
  const may = { today: date("2025-04-30") };
  it("kept: rows due before today count as locked; one due today does not", () => {
    const plan = newPlan();
    const keep = { arrears: "keep", ...may } as const;
    const { after: updated } = change(plan, updateCommand(plan, { amount: 8000n }), keep);
    expect(amountsOf(updated).slice(0, 5)).toEqual([10_000n, 10_000n, 10_000n, 8000n, 8000n]);
    expect(refusal(plan, updateCommand(plan, { count: 2 }), keep)).toEqual({
      tag: "INSTALMENTS_BELOW_LOCKED",
      count: 2,
      locked: 3,
    });
    expect(refusal(plan, updateCommand(plan, { start: date("2025-03-31") }), keep).tag).toBe(
      "START_NOT_AFTER_LOCKED",
    );
    expect(change(plan, updateCommand(plan, { start: date("2025-04-01") }), keep).changed).toBe(true);
  });

  it("kept once, stay when a later call rolls but asks for the same amount", () => {
    const plan = newPlan();
    const kept = change(plan, updateCommand(plan, { amount: 8000n }), { arrears: "keep", ...may }).after;
    const rolled = change(kept, updateCommand(kept, { count: 13 }), { arrears: "roll", ...may }).after;
    expect(amountsOf(rolled).slice(2, 4)).toEqual([10_000n, 8000n]);
    const repriced = change(rolled, updateCommand(rolled, { amount: 7000n }), {
      arrears: "roll",
      ...may,
    }).after;
    expect(new Set(amountsOf(repriced))).toEqual(new Set([7000n]));
  });
});
