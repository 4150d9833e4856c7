// Why a row falls on its date and asks for its amount.
import { describe, expect, it } from "vitest";
import { explainInstalment } from "../../../src/domain/plans/explain/explanation.ts";
import type { PlanState } from "../../../src/domain/plans/plan.ts";
import { accepted, change, date, newPlan, payment, planAfter, refused, updateCommand } from "./builders.ts";

const dateOf = (plan: PlanState, ordinal: number) => accepted(explainInstalment(plan, ordinal)).date;
const amountOf = (plan: PlanState, ordinal: number) => accepted(explainInstalment(plan, ordinal)).amount;
const set = (instalment: number, override: bigint | null, inBatch = false) =>
  ({ kind: "set-instalment", instalment, override, inBatch }) as const;

describe("the date of an instalment", () => {
  it("is explained by the specification's example", () => {
    const {
      ordinal,
      due,
      anchor,
      cause,
      amountSince,
      date: reason,
    } = accepted(explainInstalment(newPlan(), 2));
    expect(reason).toEqual({
      rule: "D2",
      text: "31 wanted, February has 28; counted from 31 Jan 2025; rule D2",
    });
    expect([ordinal, due]).toEqual([2, "2025-02-28"]);
    expect(anchor).toEqual({
      ordinal: 1,
      date: "2025-01-31",
      wantedDay: 31,
      recurrence: "Monthly",
      cause: { kind: "creation", version: 1 },
    });
    expect(cause).toEqual({
      rule: "D3",
      text: "the start date, 31 Jan 2025, since the plan was made (version 1); 31 wanted; rule D3",
    });
    expect(amountSince).toBe(1);
  });

  it("is the start date for the first", () => {
    const explained = accepted(explainInstalment(newPlan({ recurrence: "Weekly" }), 1));
    expect(explained.date).toEqual({
      rule: "D3",
      text: "the start date, 31 Jan 2025, since the plan was made (version 1); rule D3",
    });
    expect(explained.date).toEqual(explained.cause);
  });

  it("is months on where the wanted day exists", () => {
    expect(dateOf(newPlan({ recurrence: "Quarterly" }), 3).text).toBe(
      "6 months on, 31 wanted; counted from 31 Jan 2025; rule D2",
    );
    expect(dateOf(newPlan({ start: date("2025-03-30") }), 2).text).toBe(
      "1 month on, 30 wanted; counted from 30 Mar 2025; rule D2",
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
      text: "30 Apr 2025 was promised before the recurrence changed to Weekly (version 3), so it stays; rule update 3",
    });
    expect(dateOf(weekly, 5).text).toBe("7 days on; counted from 30 Apr 2025; rule D2");
    const moved = planAfter(weekly, payment(10_000n), updateCommand(weekly, { start: date("2025-05-15") }));
    expect(dateOf(moved, 5)).toEqual({
      rule: "update 2",
      text: "the start date was moved to 15 May 2025 (version 5), for payment 5 and those after it; rule update 2",
    });
    expect(dateOf(moved, 3).text).toBe("2 months on, 31 wanted; counted from 31 Jan 2025; rule D2");
    const early = planAfter(newPlan(), updateCommand(newPlan(), { start: date("2025-02-01") }));
    expect(dateOf(early, 1).text).toBe(
      "the start date was moved to 1 Feb 2025 (version 2); 1 wanted; rule update 2",
    );
  });

  it("names the wanted day that the anchor's own date does not show", () => {
    const plan = planAfter(newPlan({ start: date("2024-12-31") }), payment(20_000n));
    const quarterly = planAfter(plan, updateCommand(plan, { recurrence: "Quarterly" }));
    expect(dateOf(quarterly, 3).text).toBe(
      "28 Feb 2025 was promised before the recurrence changed to Quarterly (version 3), so it stays; 31 wanted; rule update 3",
    );
    const { due, date: reason } = accepted(explainInstalment(quarterly, 4));
    expect(due).toBe("2025-05-31");
    expect(reason.text).toBe("3 months on, 31 wanted; counted from 28 Feb 2025; rule D2");
  });

  it("knows the start for the cause where it was moved onto the date that was promised anyway", () => {
    const plan = planAfter(newPlan(), payment(30_000n));
    const moved = planAfter(plan, updateCommand(plan, { start: date("2025-04-30") }));
    const { anchor, cause } = accepted(explainInstalment(moved, 5));
    expect(anchor.cause).toEqual({ kind: "moved-start", version: 3 });
    expect(cause.rule).toBe("update 2");
  });

  it("says where what made the anchor is not known, but for a plan that nothing changed since", () => {
    const anchors = newPlan().anchors.map((anchor) => ({ ...anchor, cause: null }));
    const later = accepted(explainInstalment({ ...newPlan(), anchors, version: 2 }, 2));
    expect(later.anchor.cause).toBeNull();
    expect(later.cause.text).toBe(
      "31 Jan 2025 is what is counted from; which version made it so is not known; 31 wanted; rule D2",
    );
    const first = accepted(explainInstalment({ ...newPlan(), anchors }, 2));
    expect(first.anchor.cause).toEqual({ kind: "creation", version: 1 });
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
    expect(amountOf(planAfter(newPlan(), set(2, 10_000n)), 2).text).toBe(
      "overridden: 100.00, which its amount is too; rule total",
    );
  });

  it("stays where the row was locked when the terms changed", () => {
    const plan = planAfter(newPlan(), payment(5000n), set(3, null, true));
    const cheaper = planAfter(plan, updateCommand(plan, { amount: 8000n }));
    expect(amountOf(cheaper, 1).text).toBe(
      "100.00 stays since version 1: it is locked, as it holds 50.00; the terms ask for 80.00 now; rule update 5",
    );
    expect(amountOf(cheaper, 3).text).toBe(
      "100.00 stays since version 1: it is locked, as it is in a payment batch; the terms ask for 80.00 now; rule update 5",
    );
  });

  it("stays where it was kept as arrears", () => {
    const plan = newPlan();
    const keep = { arrears: "keep", today: date("2025-02-01") } as const;
    const kept = change(plan, updateCommand(plan, { amount: 8000n }), keep).after;
    expect(amountOf(kept, 1)).toEqual({
      rule: "arrears",
      text: "100.00 stays since version 1: it was past due, and arrears were kept; the terms ask for 80.00 now; rule arrears",
    });
  });

  it("stays where the row came free when it was past due", () => {
    const plan = planAfter(newPlan(), payment(20_000n));
    const cheaper = planAfter(plan, updateCommand(plan, { amount: 8000n }));
    const late = { arrears: "roll", today: date("2025-02-10") } as const;
    const bounced = change(cheaper, { kind: "reverse-payment", payment: 1 }, late).after;
    expect(amountOf(bounced, 1)).toEqual({
      rule: "update 8",
      text: "100.00 stays since version 1: it came free in version 4 and keeps what was promised; the terms ask for 80.00 now; rule update 8",
    });
    expect(accepted(explainInstalment(bounced, 2)).amountSince).toBe(4);
    const overridden = planAfter(bounced, set(1, 2500n));
    expect(amountOf(overridden, 1).text).toBe(
      "overridden: 25.00 instead of 100.00; 100.00 stays since version 1: it came free in version 4 and keeps what was promised; the terms ask for 80.00 now; rule total",
    );
    const rows = bounced.rows.map((row) => ({ ...row, amountSince: null, freedIn: null }));
    expect(amountOf({ ...bounced, rows }, 1).text).toBe(
      "100.00 stays; since which version is not known: it was past due, and arrears were kept; the terms ask for 80.00 now; rule arrears",
    );
  });
});

it("there is no explanation of a row that is not there", () => {
  expect(refused(explainInstalment(newPlan(), 13))).toEqual({
    tag: "INSTALMENT_UNKNOWN",
    instalment: 13,
    count: 12,
  });
});
