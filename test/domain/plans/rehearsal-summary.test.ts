// What a change does to many plans, added up exactly: counts, reasons, and totals by currency.
import { describe, expect, it } from "vitest";
import { summaryOf } from "../../../src/domain/plans/bulk/plan-summary.ts";
import { type Effect, effectOf, rehearsalTally } from "../../../src/domain/plans/bulk/rehearsal-summary.ts";
import { rehearse } from "../../../src/domain/plans/bulk/terms-patch.ts";
import type { Plan } from "../../../src/domain/plans/plan.ts";
import { type Totals, totalsOf } from "../../../src/domain/plans/totals.ts";
import type { Currency } from "../../../src/domain/values/currency.ts";
import { AUD, date, newPlan, payment, planAfter, ROLL, STAMP } from "./builders.ts";

const plan: Plan = {
  ...planAfter(newPlan(), payment(15_000n)),
  ...{ id: 7, version: 2, created: STAMP, lastUpdated: STAMP, eventHash: "hash" },
};
const TODAY = date("2025-03-15");

describe("the effect on one plan", () => {
  it("is the difference where it is changed", () => {
    const rehearsed = rehearse(plan, { amount: { minor: 8_000n, currency: AUD } }, { ...ROLL, today: TODAY });
    if (rehearsed.tag !== "changed") throw new Error(rehearsed.tag);
    const { difference, after } = rehearsed.change;
    expect(effectOf(plan, rehearsed, TODAY)).toEqual({
      totals: { before: totalsOf(plan, TODAY), after: totalsOf(after, TODAY) },
      nextDue: difference.nextDue,
    });
  });

  it("is none where it is unchanged or refused", () => {
    for (const patch of [{}, { count: 0 }]) {
      const totals = totalsOf(plan, TODAY);
      expect(effectOf(plan, rehearse(plan, patch, ROLL), TODAY)).toEqual({
        totals: { before: totals, after: totals },
        nextDue: { before: date("2025-03-31"), after: date("2025-03-31") },
      });
    }
  });
});

const sums = (from: bigint): Totals => ({
  total: from,
  received: from + 1n,
  outstanding: from + 2n,
  credit: from + 3n,
  overdue: from + 4n,
  dueNow: from + 5n,
});
const effect = (before: bigint, after: bigint, moves: boolean): Effect => ({
  totals: { before: sums(before), after: sums(after) },
  nextDue: { before: date("2025-01-31"), after: moves ? date("2025-02-28") : date("2025-01-31") },
});
const twice = (a: bigint, b: bigint): Totals => ({
  total: a + b,
  received: a + b + 2n,
  outstanding: a + b + 4n,
  credit: a + b + 6n,
  overdue: a + b + 8n,
  dueNow: a + b + 10n,
});

describe("the tally", () => {
  it("of nothing is nothing", () => {
    expect(rehearsalTally().summary()).toEqual({
      ...{ plans: 0, changed: 0, unchanged: 0, refused: 0, moved: 0 },
      ...{ refusals: {}, warnings: {}, arrearsReduced: {}, totals: {} },
    });
  });

  it("counts outcomes and reasons, and sums by currency", () => {
    const tally = rehearsalTally();
    const JPY = "JPY" as Currency;
    tally.add("changed", null, [AUD, effect(100n, 200n, true)]);
    const warnings = [
      { tag: "OVERRIDE_DROPPED", ordinal: 5, override: 1n },
      { tag: "OVERRIDE_DROPPED", ordinal: 6, override: 1n },
      { tag: "ARREARS_REDUCED", from: 30n, to: 10n },
    ] as const;
    tally.add("changed", null, [AUD, effect(1_000n, 2_000n, false)], warnings);
    tally.add(
      "unchanged",
      null,
      [JPY, effect(7n, 7n, false)],
      [{ tag: "ARREARS_REDUCED", from: 3n, to: 0n }],
    );
    tally.add("refused", "PLAN_CLOSED", [JPY, effect(5n, 5n, false)]);
    tally.add("refused", "PLAN_NOT_FOUND", null);
    tally.add("refused", "PLAN_NOT_FOUND", null);
    expect(tally.summary()).toEqual({
      ...{ plans: 6, changed: 2, unchanged: 1, refused: 3, moved: 1 },
      warnings: { OVERRIDE_DROPPED: 1, ARREARS_REDUCED: 2 },
      arrearsReduced: { AUD: { from: 30n, to: 10n }, JPY: { from: 3n, to: 0n } },
      refusals: { PLAN_CLOSED: 1, PLAN_NOT_FOUND: 2 },
      totals: {
        AUD: { before: twice(100n, 1_000n), after: twice(200n, 2_000n) },
        JPY: { before: twice(7n, 5n), after: twice(7n, 5n) },
      },
    });
  });
});

describe("a summary", () => {
  it("is the plan without its rows, ledger and inner workings, as of a day", () => {
    const summary = summaryOf(plan, TODAY);
    expect(Object.keys(summary).sort()).toEqual(
      [
        ...[
          "businessUnitId",
          "clientId",
          "created",
          "currency",
          "id",
          "lastUpdated",
          "method",
          "nextDue",
          "oldestUnpaid",
        ],
        ...["status", "terms", "totals", "version"],
      ].sort(),
    );
    expect(summary).toMatchObject({ id: 7, status: "active", nextDue: "2025-03-31" });
    expect(summary.totals).toEqual(totalsOf(plan, TODAY));
  });
});
