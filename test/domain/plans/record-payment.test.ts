// Payments and reversals: who gets the money, what is refused, which rows come free.
import { describe, expect, it } from "vitest";
import { MAX_PAYMENTS } from "../../../src/domain/plans/commands/record-payment.ts";
import { sentencesOf } from "../../../src/domain/plans/difference/sentences.ts";
import { replay } from "../../../src/domain/plans/history/replay.ts";
import type { PlanState } from "../../../src/domain/plans/plan.ts";
import { creditOf } from "../../../src/domain/plans/totals.ts";
import { MAX_MINOR } from "../../../src/domain/values/money.ts";
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
  refusal,
  STAMP,
  updateCommand,
} from "./builders.ts";
import { amountsOf } from "./law-checks.ts";
import { readingsOf } from "./readings.ts";

const three = (): PlanState => newPlan({ count: 3 });
const heldBy = (plan: PlanState): bigint[] => plan.rows.map(({ received }) => received);
const reverse = (number: number) => ({ kind: "reverse-payment", payment: number }) as const;
const batch = (instalment: number, inBatch: boolean) =>
  ({ kind: "set-instalment", instalment, override: null, inBatch }) as const;
const waive = (instalment: number, override: bigint | null) =>
  ({ kind: "set-instalment", instalment, override, inBatch: false }) as const;

describe("a ledger", () => {
  const many = (count: number) => Array.from({ length: count }, () => payment(1n));

  it("takes 1,200 payments and no more, also when some are reversed, and gives every one of them back", () => {
    const full = planAfter(three(), ...many(MAX_PAYMENTS - 1), payment(5n));
    expect(full.payments).toHaveLength(1_200);
    const refused = { tag: "PAYMENTS_TOO_MANY", max: 1_200 };
    expect(refusal(full, payment(1n))).toEqual(refused);
    const reversed = planAfter(full, reverse(1_200), reverse(1));
    expect(heldBy(reversed)).toEqual([1_198n, 0n, 0n]);
    expect(refusal(reversed, payment(1n))).toEqual(refused);
    expect(change(reversed, updateCommand(reversed, { count: 4 })).after.rows).toHaveLength(4);
  });

  it("that was recorded longer, before there was a bound, replays, and can be reversed", () => {
    const commands = [createCommand({ count: 3 }), ...many(MAX_PAYMENTS + 1)];
    const records = commands.map((command) => ({ command, policy: ROLL, stamp: STAMP }));
    const plan = accepted(replay(records));
    expect(plan.payments).toHaveLength(1_201);
    expect(refusal(plan, payment(1n)).tag).toBe("PAYMENTS_TOO_MANY");
    expect(heldBy(planAfter(plan, reverse(1_201)))).toEqual([1_200n, 0n, 0n]);
  });
});

describe("a payment", () => {
  it("fills rows oldest first and leaves the rest as credit", () => {
    const plan = planAfter(three(), payment(15_000n));
    expect(heldBy(plan)).toEqual([10_000n, 5000n, 0n]);
    const more = planAfter(plan, payment(5000n), payment(12_000n));
    expect(heldBy(more)).toEqual([10_000n, 10_000n, 10_000n]);
    expect(creditOf(more)).toBe(2000n);
  });

  it("that names an instalment fills that row first and the rest oldest first", () => {
    const plan = planAfter(three(), payment(12_000n, { instalment: 3 }));
    expect(heldBy(plan)).toEqual([2000n, 0n, 10_000n]);
    expect(heldBy(planAfter(plan, payment(9000n, { instalment: 3 })))).toEqual([10_000n, 1000n, 10_000n]);
  });

  it("is a line of the ledger", () => {
    const command = payment(5n, { instalment: 2, note: "desk", receivedOn: date("2024-12-31") });
    expect(planAfter(three(), payment(1n), command).payments[1]).toEqual({
      number: 2,
      amount: 5n,
      receivedOn: "2024-12-31",
      note: "desk",
      instalment: 2,
      recorded: STAMP,
      reversed: null,
    });
  });

  it("becomes credit that fills a row added later", () => {
    const plan = planAfter(three(), payment(33_000n));
    const { after: longer } = change(plan, updateCommand(plan, { count: 4 }));
    expect(heldBy(longer)).toEqual([10_000n, 10_000n, 10_000n, 3000n]);
    expect(creditOf(longer)).toBe(0n);
  });

  it("is refused when there is nothing to record", () => {
    const plan = three();
    expect(refusal(plan, payment(0n))).toEqual({ tag: "AMOUNT_NOT_POSITIVE", amount: 0n });
    expect(refusal(plan, payment(-5n)).tag).toBe("AMOUNT_NOT_POSITIVE");
    expect(refusal(plan, payment(MAX_MINOR + 1n))).toMatchObject({ tag: "AMOUNT_TOO_LARGE", of: "amount" });
    const rich = planAfter(plan, payment(MAX_MINOR));
    expect(refusal(rich, payment(1n))).toEqual({ tag: "AMOUNT_TOO_LARGE", of: "payments", max: MAX_MINOR });
    expect(creditOf(planAfter(rich, reverse(1), payment(MAX_MINOR)))).toBe(MAX_MINOR - 30_000n);
  });

  it("is refused before the day it was received, not on it", () => {
    expect(refusal(three(), payment(1n, { receivedOn: date("2025-01-02") }))).toEqual({
      tag: "RECEIVED_IN_FUTURE",
      receivedOn: "2025-01-02",
      today: "2025-01-01",
    });
    expect(change(three(), payment(1n, { receivedOn: date("2025-01-01") })).changed).toBe(true);
  });

  it.each([0, 4, -1, 1.5])("cannot name instalment %d of three", (instalment) => {
    expect(refusal(three(), payment(1n, { instalment }))).toEqual({
      tag: "INSTALMENT_UNKNOWN",
      instalment,
      count: 3,
    });
  });

  it("cannot name a waived instalment, and passes it by", () => {
    const plan = planAfter(three(), waive(1, 0n));
    expect(refusal(plan, payment(1n, { instalment: 1 }))).toEqual({
      tag: "INSTALMENT_WAIVED",
      instalment: 1,
    });
    expect(heldBy(planAfter(plan, payment(1n)))).toEqual([0n, 1n, 0n]);
  });

  it("is refused on a closed plan; a reversal is not", () => {
    const plan = planAfter(three(), payment(10_000n));
    const closed = planAfter(plan, updateCommand(plan, { state: "Inactive" }));
    expect(refusal(closed, payment(1n))).toEqual({ tag: "PLAN_CLOSED", state: "Inactive" });
    expect(heldBy(planAfter(closed, reverse(1)))).toEqual([0n, 0n, 0n]);
  });
});

describe("a reversal", () => {
  it("recomputes the allocation as if the payment had never been", () => {
    const plan = planAfter(three(), payment(10_000n), payment(7000n), payment(3000n, { instalment: 3 }));
    expect(heldBy(plan)).toEqual([10_000n, 7000n, 3000n]);
    const reversed = planAfter(plan, reverse(1));
    expect(heldBy(reversed)).toEqual([7000n, 0n, 3000n]);
    const unexplained = { ...STAMP, reason: null, on: null };
    expect(reversed.payments.map((line) => line.reversed)).toEqual([unexplained, null, null]);
  });

  it("gives a row that comes free the amount of the terms, and moves no date", () => {
    const plan = planAfter(three(), payment(20_000n));
    const cheaper = planAfter(plan, updateCommand(plan, { amount: 8000n }));
    expect(amountsOf(cheaper)).toEqual([10_000n, 10_000n, 8000n]);
    const { after: reversed, difference } = change(cheaper, reverse(1));
    expect(amountsOf(reversed)).toEqual([8000n, 8000n, 8000n]);
    expect(reversed.anchors).toEqual(cheaper.anchors);
    expect(readingsOf(difference).repriced.map(({ ordinal }) => ordinal)).toEqual([1, 2]);
    expect(readingsOf(difference).refilled.map(({ ordinal }) => ordinal)).toEqual([1, 2]);
  });

  it("leaves a part-paid row and a row in a batch as they are", () => {
    const plan = planAfter(three(), payment(1000n), payment(19_000n), batch(2, true));
    const cheaper = planAfter(plan, updateCommand(plan, { amount: 8000n }));
    const reversed = planAfter(cheaper, reverse(2));
    expect(amountsOf(reversed)).toEqual([10_000n, 10_000n, 8000n]);
    expect(heldBy(reversed)).toEqual([1000n, 0n, 0n]);
  });

  it.each(["roll", "keep"] as const)(
    "leaves a row that is past due at its amount, and warns of it, where arrears %s",
    (arrears) => {
      const plan = planAfter(three(), payment(20_000n));
      const cheaper = planAfter(plan, updateCommand(plan, { amount: 8000n }));
      const bounced = change(cheaper, reverse(1), { arrears, today: date("2025-02-01") });
      expect(amountsOf(bounced.after)).toEqual([10_000n, 8000n, 8000n]);
      expect(bounced.after.rows.map(({ freedIn }) => freedIn)).toEqual([4, null, null]);
      expect(bounced.warnings).toEqual([
        { tag: "ROW_DIFFERS_FROM_TERMS", ordinal: 1, amount: 10_000n, asked: 8000n },
      ]);
      const onTheDay = change(cheaper, reverse(1), { arrears, today: date("2025-01-31") });
      expect(amountsOf(onTheDay.after)).toEqual([8000n, 8000n, 8000n]);
      expect(onTheDay.warnings).toEqual([]);
    },
  );

  it("forgives nothing: twelve of 100.00, two paid, 10.00 from then on, and the payment bounces months later", () => {
    const plan = planAfter(newPlan({ start: date("2026-09-30") }), payment(20_000n));
    const cheaper = planAfter(plan, updateCommand(plan, { amount: 1000n }));
    for (const arrears of ["roll", "keep"] as const) {
      // The day that a reversal names decides nothing.
      for (const on of [date("2026-09-01"), date("2027-12-31")]) {
        const { after, difference } = change(
          cheaper,
          { ...reverse(1), on },
          { arrears, today: date("2027-01-05") },
        );
        expect(difference.totals.after).toMatchObject({ total: 30_000n, overdue: 22_000n });
        expect(amountsOf(after).slice(0, 3)).toEqual([10_000n, 10_000n, 1000n]);
        expect(sentencesOf(difference, AUD)).toContain(
          "payments 1 and 2 are open again and owe the 200.00 that was promised",
        );
      }
    }
  });

  it("on a closed plan frees rows alike", () => {
    const plan = planAfter(three(), payment(20_000n));
    const cheaper = planAfter(plan, updateCommand(plan, { amount: 8000n }));
    const closed = planAfter(cheaper, updateCommand(cheaper, { state: "Inactive" }));
    const bounced = change(closed, reverse(1), { arrears: "roll", today: date("2025-02-01") });
    expect(amountsOf(bounced.after)).toEqual([10_000n, 8000n, 8000n]);
    expect(bounced.warnings).toHaveLength(1);
    expect(bounced.difference.totals.after).toMatchObject({ total: 0n, outstanding: 0n, overdue: 0n });
  });

  it("keeps the reason and the day that were given", () => {
    const plan = planAfter(three(), payment(10_000n), payment(1n));
    const told = { ...reverse(1), reason: "insufficient funds", on: date("2024-12-30") };
    const [first, second] = planAfter(plan, told, reverse(2)).payments;
    expect(first?.reversed).toEqual({ ...STAMP, reason: "insufficient funds", on: "2024-12-30" });
    expect(second?.reversed).toEqual({ ...STAMP, reason: null, on: null });
  });

  it("is refused for a payment that is not there or is reversed already", () => {
    const plan = planAfter(three(), payment(10_000n));
    expect(refusal(plan, reverse(2))).toEqual({ tag: "PAYMENT_UNKNOWN", payment: 2 });
    expect(refusal(plan, reverse(0))).toEqual({ tag: "PAYMENT_UNKNOWN", payment: 0 });
    expect(refusal(planAfter(plan, reverse(1)), reverse(1))).toEqual({
      tag: "PAYMENT_ALREADY_REVERSED",
      payment: 1,
      at: STAMP.at,
    });
  });

  it("reprices none of the rows that it freed where that would ask for too much", () => {
    const plan = planAfter(newPlan({ count: 3, amount: 1n }), payment(2n));
    const dear = planAfter(plan, updateCommand(plan, { amount: MAX_MINOR - 3n }));
    const bounced = change(dear, reverse(1));
    expect(amountsOf(bounced.after)).toEqual([1n, 1n, MAX_MINOR - 3n]);
    const asked = MAX_MINOR - 3n;
    expect(bounced.warnings).toEqual([
      { tag: "ROW_DIFFERS_FROM_TERMS", ordinal: 1, amount: 1n, asked },
      { tag: "ROW_DIFFERS_FROM_TERMS", ordinal: 2, amount: 1n, asked },
    ]);
  });

  it("leaves the rows alone that it did not free", () => {
    const plan = planAfter(three(), payment(10_000n), payment(10_000n, { instalment: 2 }));
    const cheaper = planAfter(plan, updateCommand(plan, { amount: 8000n }));
    const bounced = planAfter(cheaper, reverse(2));
    expect(heldBy(bounced)).toEqual([10_000n, 0n, 0n]);
    expect(amountsOf(bounced)).toEqual([10_000n, 8000n, 8000n]);
  });
});
