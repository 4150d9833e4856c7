// Differences and the sentences that tell them.
import { describe, expect, it } from "vitest";
import { createPlan } from "../../../src/domain/plans/commands/create-plan.ts";
import type { ChangePlan, Policy, SetInstalment } from "../../../src/domain/plans/commands/plan-command.ts";
import { differenceOf } from "../../../src/domain/plans/difference/difference.ts";
import { sentencesOf } from "../../../src/domain/plans/difference/sentences.ts";
import { warningSentence } from "../../../src/domain/plans/difference/warnings.ts";
import { namedPayments, payments, readableDate } from "../../../src/domain/plans/difference/wording.ts";
import type { PlanState } from "../../../src/domain/plans/plan.ts";
import type { Currency } from "../../../src/domain/values/currency.ts";
import { readableAmount } from "../../../src/domain/values/readable-amount.ts";
import {
  AUD,
  accepted,
  change,
  createCommand,
  date,
  newPlan,
  payment,
  planAfter,
  ROLL,
  STAMP,
  updateCommand,
} from "./builders.ts";

const threePaid = () => planAfter(newPlan(), payment(30_000n));
const onDay = (today: string): Policy => ({ arrears: "roll", today: date(today) });
const told = (plan: PlanState, command: ChangePlan, policy = ROLL): readonly string[] =>
  sentencesOf(change(plan, command, policy).difference, plan.currency);
const set = (instalment: number, override: bigint | null, inBatch = false): SetInstalment => ({
  kind: "set-instalment",
  instalment,
  override,
  inBatch,
});

describe("sentencesOf", () => {
  it("tells the example of the specification to the letter", () => {
    const plan = threePaid();
    expect(told(plan, updateCommand(plan, { amount: 8000n })).join("; ")).toBe(
      "9 future payments fall from 100.00 to 80.00; the next payment stays 30 Apr 2025; plan total 1,200.00 -> 1,020.00",
    );
  });

  it("tells past-due rows apart", () => {
    const plan = threePaid();
    expect(told(plan, updateCommand(plan, { amount: 12_000n }), onDay("2025-05-10"))).toEqual([
      "8 future payments rise from 100.00 to 120.00",
      "1 past-due payment rises from 100.00 to 120.00",
      "what is overdue rises from 100.00 to 120.00",
      "the next payment stays 31 May 2025",
      "plan total 1,200.00 -> 1,380.00",
    ]);
  });

  it("tells prices that part together", () => {
    const plan = newPlan({ count: 3 });
    const rows = plan.rows.map((row) => ({ ...row, amount: row.ordinal === 1 ? 8000n : 9000n }));
    const difference = differenceOf(plan, { ...plan, rows }, date("2025-01-01"));
    expect(sentencesOf(difference, AUD)[0]).toBe("3 future payments change from 300.00 to 260.00 together");
  });

  it("tells unequal prices together", () => {
    const kept = change(newPlan({ count: 3 }), updateCommand(newPlan({ count: 3 }), { amount: 8000n }), {
      arrears: "keep",
      today: date("2025-02-01"),
    }).after;
    expect(told(kept, updateCommand(kept, { amount: 9000n })).slice(0, 2)).toEqual([
      "the amount of an instalment changes from 80.00 to 90.00",
      "3 future payments change from 260.00 to 270.00 together",
    ]);
  });

  it("tells moves", () => {
    const plan = threePaid();
    expect(told(plan, updateCommand(plan, { start: date("2025-05-15") }))).toEqual([
      "the start date changes from 31 Jan 2025 to 15 May 2025",
      "9 future payments move, the first from 30 Apr 2025 to 15 May 2025",
      "the next payment moves from 30 Apr 2025 to 15 May 2025",
    ]);
    const one = newPlan({ count: 1 });
    expect(told(one, updateCommand(one, { start: date("2025-02-01") }), onDay("2025-02-01"))).toEqual([
      "the start date changes from 31 Jan 2025 to 1 Feb 2025",
      "1 past-due payment moves from 31 Jan 2025 to 1 Feb 2025",
      "nothing is overdue any more",
      "the next payment is 1 Feb 2025",
    ]);
  });

  it("tells rows added and removed", () => {
    const plan = threePaid();
    expect(told(plan, updateCommand(plan, { count: 14 }))[0]).toBe(
      "2 payments of 100.00 are added, from 31 Jan 2026 to 28 Feb 2026",
    );
    expect(told(plan, updateCommand(plan, { count: 13 }))[0]).toBe(
      "1 payment of 100.00 is added, on 31 Jan 2026",
    );
    expect(told(plan, updateCommand(plan, { count: 9 }))).toEqual([
      "3 payments from 31 Oct 2025 on leave the plan",
      "the next payment stays 30 Apr 2025",
      "plan total 1,200.00 -> 900.00",
    ]);
    expect(told(plan, updateCommand(plan, { count: 11 }))[0]).toBe(
      "1 payment due 31 Dec 2025 leaves the plan",
    );
    expect(told(plan, updateCommand(plan, { count: 3 }))[1]).toBe("no payment is left to come");
  });

  it("tells a new plan", () => {
    const { difference } = accepted(createPlan(createCommand(), ROLL, STAMP));
    expect(sentencesOf(difference, AUD)).toEqual([
      "the plan starts on 31 Jan 2025",
      "the recurrence is Monthly",
      "the payment method is Cash",
      "12 payments of 100.00 are added, from 31 Jan 2025 to 31 Dec 2025",
      "the next payment is 31 Jan 2025",
      "plan total 1,200.00",
    ]);
  });

  it("tells closing, reopening and another payment method", () => {
    const plan = threePaid();
    const closing = updateCommand(plan, { state: "Inactive" }, { method: "Cheque" });
    expect(told(plan, closing)).toEqual([
      "the plan is closed (Inactive)",
      "the payment method changes from Cash to Cheque",
      "plan total 1,200.00 -> 300.00",
    ]);
    const closed = planAfter(plan, closing);
    expect(told(closed, updateCommand(closed, { state: "Active" }))).toEqual([
      "the plan is open again",
      "the next payment is 30 Apr 2025",
      "plan total 300.00 -> 1,200.00",
    ]);
  });

  it("tells money received, taken back, left as credit and used", () => {
    const plan = newPlan({ count: 2 });
    expect(told(plan, payment(1n))[0]).toBe("0.01 is received");
    expect(told(planAfter(plan, payment(1n)), { kind: "reverse-payment", payment: 1 })[0]).toBe(
      "0.01 received is taken back",
    );
    expect(told(plan, payment(5000n))).toEqual([
      "50.00 is received",
      "payment 1 holds 50.00 more",
      "the next payment stays 31 Jan 2025",
    ]);
    expect(told(plan, payment(10_000n))).toContain("the next payment is 28 Feb 2025");
    expect(told(plan, payment(25_000n))).toEqual([
      "250.00 is received",
      "50.00 is credit beyond the plan total",
      "payments 1 and 2 hold 200.00 more",
      "no payment is left to come",
    ]);
    const paid = planAfter(plan, payment(25_000n));
    expect(told(paid, { kind: "reverse-payment", payment: 1 })).toEqual([
      "250.00 received is taken back",
      "no credit is left",
      "payments 1 and 2 hold 200.00 less",
      "payments 1 and 2 are open again and owe 200.00, as the terms say",
      "the next payment is 31 Jan 2025",
    ]);
    expect(told(paid, updateCommand(paid, { count: 3 }))).toContain("50.00 of credit is used");
    expect(told(paid, updateCommand(paid, {}, { method: "Cheque" }))).toEqual([
      "the payment method changes from Cash to Cheque",
    ]);
  });

  it("tells batches and overrides", () => {
    const plan = newPlan({ count: 2 });
    expect(told(plan, set(2, null, true))[0]).toBe("payment 2 goes into a payment batch");
    const batched = planAfter(plan, set(2, null, true));
    expect(told(batched, set(2, null))[0]).toBe("payment 2 comes out of its payment batch");
    expect(told(plan, set(2, 0n)).slice(0, 2)).toEqual([
      "1 future payment falls from 100.00 to 0.00",
      "payment 2 is waived",
    ]);
    const waived = planAfter(plan, set(2, 0n));
    expect(told(waived, set(2, null))).toContain("payment 2 is no longer waived");
    expect(told(waived, set(2, 2500n))).toContain("the override of payment 2 changes from 0.00 to 25.00");
    expect(told(planAfter(plan, set(2, 2500n)), set(2, null))).toContain(
      "the override of 25.00 on payment 2 is taken off",
    );
  });

  it("tells what changes where no row does, or where no row asks for anything else", () => {
    const one = planAfter(newPlan({ count: 1 }), payment(10_000n));
    expect(told(one, updateCommand(one, { amount: 8000n }))).toEqual([
      "the amount of an instalment changes from 100.00 to 80.00",
    ]);
    expect(told(one, updateCommand(one, { recurrence: "Weekly" }))).toEqual([
      "the recurrence changes from Monthly to Weekly",
    ]);
    expect(told(one, updateCommand(one, { start: date("2025-02-01") }))).toEqual([
      "the start date changes from 31 Jan 2025 to 1 Feb 2025",
    ]);
    const overridden = planAfter(newPlan({ count: 2 }), set(1, 500n), set(2, 500n));
    expect(told(overridden, updateCommand(overridden, { amount: 8000n }))).toEqual([
      "the amount of an instalment changes from 100.00 to 80.00",
      "the amounts of payments 1 and 2, their overrides aside, change from 100.00 to 80.00",
      "the next payment stays 31 Jan 2025",
    ]);
    expect(told(newPlan(), set(2, 10_000n))).toEqual([
      "payment 2 has an override of 100.00 now",
      "the next payment stays 31 Jan 2025",
    ]);
  });

  it("does not say of two equal sums that they change", () => {
    const plan = planAfter(newPlan({ count: 2 }), set(1, 15_000n), set(2, 5000n));
    const rows = plan.rows.map((row) => ({ ...row, override: null }));
    const [first] = sentencesOf(differenceOf(plan, { ...plan, rows }, date("2025-01-01")), AUD);
    expect(first).toBe("2 future payments change one by one and stay 200.00 together");
  });

  it("says what is overdue before what is next, and never that nothing is left while it is", () => {
    const plan = newPlan({ count: 2 });
    expect(told(plan, payment(10_000n), onDay("2025-03-01"))).toEqual([
      "100.00 is received",
      "payment 1 holds 100.00 more",
      "what is overdue falls from 200.00 to 100.00",
    ]);
    expect(told(plan, updateCommand(plan, { count: 1 }), onDay("2025-02-10"))).toEqual([
      "1 payment due 28 Feb 2025 leaves the plan",
      "100.00 stays overdue",
      "all that is left is overdue",
      "plan total 200.00 -> 100.00",
    ]);
    expect(told(plan, payment(20_000n), onDay("2025-03-01")).slice(-2)).toEqual([
      "nothing is overdue any more",
      "no payment is left to come",
    ]);
  });

  it("tells money that moves between rows", () => {
    const plan = planAfter(newPlan({ count: 3 }), set(1, 0n), payment(10_000n));
    expect(told(plan, set(1, null))).toContain("100.00 moves from payment 2 to payment 1");
    const two = planAfter(newPlan({ count: 3 }), payment(20_000n), set(3, null, true));
    const raised = planAfter(two, { kind: "reverse-payment", payment: 1 }, set(1, 0n), payment(15_000n));
    expect(told(raised, set(1, null))).toContain("100.00 moves from payments 2 and 3 to payment 1");
    const named = planAfter(
      newPlan(),
      payment(10_000n, { instalment: 3 }),
      payment(5000n, { instalment: 3 }),
    );
    expect(told(named, { kind: "reverse-payment", payment: 1 }).slice(0, 3)).toEqual([
      "100.00 received is taken back",
      "payments 1 and 3 hold 100.00 less",
      "payment 1 is open again and owes 100.00, as the terms say",
    ]);
  });

  it("tells rows that came free, and what they go by now", () => {
    const plan = planAfter(newPlan({ count: 4 }), set(4, 2500n), payment(20_000n), set(4, 2500n, true));
    const cheaper = planAfter(plan, updateCommand(plan, { amount: 8000n }));
    const reverse = { kind: "reverse-payment", payment: 1 } as const;
    const said = told(cheaper, reverse, onDay("2025-02-10"));
    expect(said).toContain("payment 1 is open again and owes the 100.00 that was promised");
    expect(said).toContain("payment 2 is open again and owes 80.00, as the terms say");
    expect(said).toContain("1 future payment falls from 100.00 to 80.00");
    expect(told(cheaper, set(4, 2500n))).toContain(
      "payment 4 is open again and owes the 25.00 of its override",
    );
    expect(told(cheaper, set(4, 0n))).toContain("payment 4 is open again and owes nothing");
    const closed = planAfter(cheaper, updateCommand(cheaper, { state: "Inactive" }));
    expect(told(closed, reverse, onDay("2025-02-10"))).toEqual([
      "1 future payment falls from 100.00 to 80.00",
      "200.00 received is taken back",
      "payments 1 and 2 hold 200.00 less",
      "payment 1 is no longer locked and keeps the 100.00 that was promised",
      "payment 2 is no longer locked and keeps 80.00, as the terms say",
      "plan total 200.00 -> 0.00",
    ]);
    expect(told(closed, updateCommand(closed, { state: "Deleted" }))[0]).toBe(
      "the plan stays closed, Deleted instead of Inactive",
    );
  });

  it("tells that nothing changes", () => {
    const plan = threePaid();
    expect(told(plan, updateCommand(plan))).toEqual(["nothing changes"]);
  });

  it("tells a warning", () => {
    const warning = { tag: "OVERRIDE_DROPPED", ordinal: 11, override: 2500n } as const;
    expect(warningSentence(warning, AUD)).toBe("payment 11 leaves the plan with its override of 25.00");
    expect(warningSentence({ tag: "ARREARS_REDUCED", from: 20_000n, to: 0n }, AUD)).toBe(
      "what is overdue falls from 200.00 to 0.00, without a payment",
    );
    const differs = { tag: "ROW_DIFFERS_FROM_TERMS", ordinal: 1, amount: 10_000n, asked: 1000n } as const;
    expect(warningSentence(differs, AUD)).toBe(
      "the amount of payment 1 stays 100.00, where the terms ask for 10.00",
    );
  });
});

describe("wording", () => {
  it.each([
    [0n, "AUD", "0.00"],
    [99_999n, "AUD", "999.99"],
    [100_000n, "AUD", "1,000.00"],
    [123_456_789n, "AUD", "1,234,567.89"],
    [1_234_567n, "JPY", "1,234,567"],
    [1_234_567n, "KWD", "1,234.567"],
  ])("writes %d %s as %s", (minor, currency, text) => {
    expect(readableAmount(minor, currency as Currency)).toBe(text);
  });

  it.each([
    [[4], "payment 4"],
    [[4, 5], "payments 4 and 5"],
    [[1, 2, 3], "payments 1 to 3"],
    [[1, 3], "payments 1 and 3"],
    [[1, 2, 3, 7, 9, 10], "payments 1 to 3, 7, 9 and 10"],
    [[1, 3, 5, 7], "payments 1, 3, 5 and 7"],
    [[1, 3, 5, 7, 9], "5 payments"],
  ])("names %j as %s", (ordinals, text) => {
    expect(namedPayments(ordinals)).toBe(text);
  });

  it("writes dates and counts", () => {
    expect(readableDate(date("2025-04-30"))).toBe("30 Apr 2025");
    expect(readableDate(date("0001-01-01"))).toBe("1 Jan 0001");
    expect(readableDate(date("9999-12-31"))).toBe("31 Dec 9999");
    expect(payments(1, "future")).toBe("1 future payment");
    expect(payments(2, "")).toBe("2 payments");
  });
});
