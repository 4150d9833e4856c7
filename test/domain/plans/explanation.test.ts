// Why a row falls on its date and asks for its amount.
import { describe, expect, it } from "vitest";
import { explainInstalment } from "../../../src/domain/plans/explanation.ts";
import type { PlanState } from "../../../src/domain/plans/plan.ts";
import { accepted, change, date, newPlan, payment, planAfter, refused, updateCommand } from "./builders.ts";

const dateOf = (plan: PlanState, ordinal: number) => accepted(explainInstalment(plan, ordinal)).date;
const amountOf = (plan: PlanState, ordinal: number) => accepted(explainInstalment(plan, ordinal)).amount;
const set = (instalment: number, override: bigint | null, inBatch = false) =>
  ({ kind: "set-instalment", instalment, override, inBatch }) as const;

describe("the date of an instalment", () => {
  it("is explained by the specification's example", () => {
    const { ordinal, due, anchor, date: reason } = accepted(explainInstalment(newPlan(), 2));
    expect(reason).toEqual({
      rule: "D2",
      text: "31 wanted, February has 28; counted from 31 Jan 2025; rule D2",
    });
    expect([ordinal, due]).toEqual([2, "2025-02-28"]);
    expect(anchor).toEqual({ ordinal: 1, date: "2025-01-31", wantedDay: 31, recurrence: "Monthly" });
  });

  it("is the start date for the first", () => {
    expect(dateOf(newPlan(), 1)).toEqual({ rule: "D3", text: "the start date, 31 Jan 2025; rule D3" });
  });

  it("is months on where the wanted day exists", () => {
    expect(dateOf(newPlan({ recurrence: "Quarterly" }), 3).text).toBe(
      "6 months on; counted from 31 Jan 2025; rule D2",
    );
  });

  it("is days on where weeks are counted", () => {
    expect(dateOf(newPlan({ recurrence: "Fortnightly" }), 3)).toEqual({
      rule: "D2",
      text: "28 days on; counted from 31 Jan 2025; rule D2",
    });
  });

  it("was promised where only the recurrence changed, and is the new start where that changed", () => {
    const plan = planAfter(newPlan(), payment(30_000n));
    const weekly = planAfter(plan, updateCommand(plan, { recurrence: "Weekly" }));
    expect(dateOf(weekly, 4)).toEqual({
      rule: "update 3",
      text: "30 Apr 2025 was promised before the recurrence changed, so it stays; rule update 3",
    });
    expect(dateOf(weekly, 5).text).toBe("7 days on; counted from 30 Apr 2025; rule D2");
    const moved = planAfter(weekly, payment(10_000n), updateCommand(weekly, { start: date("2025-05-15") }));
    expect(dateOf(moved, 5)).toEqual({
      rule: "update 2",
      text: "the start date was moved to 15 May 2025, and earlier payments were locked; rule update 2",
    });
    expect(dateOf(moved, 3).text).toBe("2 months on; counted from 31 Jan 2025; rule D2");
  });
});

describe("the amount of an instalment", () => {
  it("is the terms' where nothing else holds", () => {
    expect(amountOf(newPlan(), 2)).toEqual({
      rule: "update 5",
      text: "100.00 an instalment, as the terms say; rule update 5",
    });
  });

  it("is its override", () => {
    expect(amountOf(planAfter(newPlan(), set(2, 0n)), 2)).toEqual({
      rule: "total",
      text: "overridden: 0.00 instead of 100.00; rule total",
    });
  });

  it("stays where the row was locked when the terms changed", () => {
    const plan = planAfter(newPlan(), payment(5000n), set(3, null, true));
    const cheaper = planAfter(plan, updateCommand(plan, { amount: 8000n }));
    expect(amountOf(cheaper, 1).text).toBe(
      "100.00 stays, it holds 50.00; the terms ask for 80.00 now; rule update 5",
    );
    expect(amountOf(cheaper, 3).text).toBe(
      "100.00 stays, it is in a payment batch; the terms ask for 80.00 now; rule update 5",
    );
  });

  it("stays where it was kept as arrears", () => {
    const plan = newPlan();
    const keep = { arrears: "keep", today: date("2025-02-01") } as const;
    const kept = change(plan, updateCommand(plan, { amount: 8000n }), keep).after;
    expect(amountOf(kept, 1)).toEqual({
      rule: "arrears",
      text: "100.00 stays, it was past due when the amount changed; the terms ask for 80.00 now; rule arrears",
    });
  });
});

it("there is no explanation of a row that is not there", () => {
  expect(refused(explainInstalment(newPlan(), 13))).toEqual({
    tag: "INSTALMENT_UNKNOWN",
    instalment: 13,
    count: 12,
  });
});
