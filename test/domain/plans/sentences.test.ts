// Differences and the sentences that tell them.
import { describe, expect, it } from "vitest";
import { createPlan } from "../../../src/domain/plans/create-plan.ts";
import { differenceOf } from "../../../src/domain/plans/difference.ts";
import type { PlanState } from "../../../src/domain/plans/plan.ts";
import type { ChangePlan, Policy, SetInstalment } from "../../../src/domain/plans/plan-command.ts";
import { sentencesOf, warningSentence } from "../../../src/domain/plans/sentences.ts";
import { payments, readableAmount, readableDate } from "../../../src/domain/plans/wording.ts";
import type { Currency } from "../../../src/domain/values/currency.ts";
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
    expect(told(kept, updateCommand(kept, { amount: 9000n }))[0]).toBe(
      "3 future payments change from 260.00 to 270.00 together",
    );
  });

  it("tells moves", () => {
    const plan = threePaid();
    expect(told(plan, updateCommand(plan, { start: date("2025-05-15") }))).toEqual([
      "9 future payments move, the first from 30 Apr 2025 to 15 May 2025",
      "the next payment moves from 30 Apr 2025 to 15 May 2025",
    ]);
    const one = newPlan({ count: 1 });
    expect(told(one, updateCommand(one, { start: date("2025-02-01") }), onDay("2025-02-01"))).toEqual([
      "1 past-due payment moves from 31 Jan 2025 to 1 Feb 2025",
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
      "12 payments of 100.00 are added, from 31 Jan 2025 to 31 Dec 2025",
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
    expect(told(plan, payment(5000n))).toEqual(["50.00 is received", "the next payment stays 31 Jan 2025"]);
    expect(told(plan, payment(25_000n))).toEqual([
      "250.00 is received",
      "50.00 is credit beyond the plan total",
      "no payment is left to come",
    ]);
    const paid = planAfter(plan, payment(25_000n));
    expect(told(paid, { kind: "reverse-payment", payment: 1 })).toEqual([
      "250.00 received is taken back",
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
    expect(told(plan, set(2, 0n))[0]).toBe("1 future payment falls from 100.00 to 0.00");
  });

  it("tells that nothing changes", () => {
    const plan = threePaid();
    expect(told(plan, updateCommand(plan))).toEqual(["nothing changes"]);
  });

  it("tells a dropped override", () => {
    const warning = { tag: "OVERRIDE_DROPPED", ordinal: 11, override: 2500n } as const;
    expect(warningSentence(warning, AUD)).toBe("payment 11 leaves the plan with its override of 25.00");
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

  it("writes dates and counts", () => {
    expect(readableDate(date("2025-04-30"))).toBe("30 Apr 2025");
    expect(readableDate(date("0001-01-01"))).toBe("1 Jan 0001");
    expect(readableDate(date("9999-12-31"))).toBe("31 Dec 9999");
    expect(payments(1, "future")).toBe("1 future payment");
    expect(payments(2, "")).toBe("2 payments");
  });
});
