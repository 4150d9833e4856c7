// Overrides on and off, batches in and out.
import { describe, expect, it } from "vitest";
import type { SetInstalment } from "../../../src/domain/plans/commands/plan-command.ts";
import type { PlanState } from "../../../src/domain/plans/plan.ts";
import { MAX_MINOR } from "../../../src/domain/values/money.ts";
import { change, date, newPlan, payment, planAfter, refusal, updateCommand } from "./builders.ts";
import { planFacts } from "./facts.ts";
import { amountsOf } from "./law-checks.ts";
import { readingsOf } from "./readings.ts";

const set = (instalment: number, override: bigint | null, inBatch = false): SetInstalment => ({
  kind: "set-instalment",
  instalment,
  override,
  inBatch,
});
const three = (): PlanState => newPlan({ count: 3 });

describe("an override", () => {
  it("replaces the amount of one row until it is taken off", () => {
    const plan = planAfter(three(), set(2, 2500n));
    expect(plan.rows.map(({ override }) => override)).toEqual([null, 2500n, null]);
    expect(amountsOf(plan)).toEqual([10_000n, 10_000n, 10_000n]);
    expect(planFacts(planAfter(plan, set(2, null)))).toEqual(planFacts(three()));
  });

  it("may be 0 and up to the limit, not below or beyond", () => {
    const plan = newPlan({ count: 1 });
    expect(change(plan, set(1, 0n)).changed).toBe(true);
    expect(change(plan, set(1, MAX_MINOR)).changed).toBe(true);
    expect(refusal(plan, set(1, -1n))).toEqual({ tag: "AMOUNT_NEGATIVE", amount: -1n });
    expect(refusal(plan, set(1, MAX_MINOR + 1n))).toEqual({
      tag: "AMOUNT_TOO_LARGE",
      of: "amount",
      max: MAX_MINOR,
    });
    expect(refusal(three(), set(1, MAX_MINOR))).toEqual({
      tag: "AMOUNT_TOO_LARGE",
      of: "total",
      max: MAX_MINOR,
    });
  });

  it("is refused on a locked row", () => {
    const plan = planAfter(three(), payment(1n), set(3, null, true));
    expect(refusal(plan, set(1, 5n))).toEqual({
      tag: "INSTALMENT_LOCKED",
      instalment: 1,
      received: 1n,
      inBatch: false,
    });
    expect(refusal(plan, set(3, 5n, true))).toEqual({
      tag: "INSTALMENT_LOCKED",
      instalment: 3,
      received: 0n,
      inBatch: true,
    });
  });

  it("may be set while the row goes into a batch or comes out of it", () => {
    const into = planAfter(three(), set(2, 5n, true));
    expect(into.rows[1]).toMatchObject({ override: 5n, inBatch: true });
    expect(planAfter(into, set(2, 6n, false)).rows[1]).toMatchObject({ override: 6n, inBatch: false });
  });

  it("that waived a row lets the ledger fill it, oldest first, once it is taken off", () => {
    const plan = planAfter(three(), set(1, 0n), payment(10_000n));
    expect(plan.rows.map(({ received }) => received)).toEqual([0n, 10_000n, 0n]);
    const back = planAfter(plan, set(1, null));
    expect(back.rows.map(({ received }) => received)).toEqual([10_000n, 0n, 0n]);
  });

  it("that is withdrawn frees the rows whose money moves on, by rule 8", () => {
    const plan = planAfter(three(), set(1, 0n), payment(10_000n));
    const cheaper = planAfter(plan, updateCommand(plan, { amount: 8000n }));
    const toCome = change(cheaper, set(1, null));
    expect(toCome.after.rows.map(({ received }) => received)).toEqual([8000n, 2000n, 0n]);
    const wide = planAfter(plan, updateCommand(plan, { amount: 12_000n }));
    const free = change(wide, set(1, null));
    expect(free.after.rows.map(({ received }) => received)).toEqual([10_000n, 0n, 0n]);
    expect(amountsOf(free.after)).toEqual([12_000n, 12_000n, 12_000n]);
    const late = change(wide, set(1, null), { arrears: "roll", today: date("2025-03-01") });
    expect(amountsOf(late.after)).toEqual([12_000n, 10_000n, 12_000n]);
    expect(late.warnings).toEqual([
      { tag: "ROW_DIFFERS_FROM_TERMS", ordinal: 2, amount: 10_000n, asked: 12_000n },
    ]);
  });

  it("that waives what is overdue says so", () => {
    const late = { arrears: "roll", today: date("2025-03-01") } as const;
    expect(change(three(), set(1, 0n), late).warnings).toEqual([
      { tag: "ARREARS_REDUCED", from: 20_000n, to: 10_000n },
    ]);
    expect(change(three(), set(1, 20_000n), late).warnings).toEqual([]);
    expect(change(three(), set(3, 0n), late).warnings).toEqual([]);
  });

  it("changes nothing when it is there already", () => {
    const plan = planAfter(three(), set(2, 2500n));
    const same = change(plan, set(2, 2500n));
    expect(same.changed).toBe(false);
    expect(same.after).toEqual(plan);
  });
});

describe("a batch", () => {
  it("locks its row against an update, and gives it the terms' amount when it comes out", () => {
    const plan = planAfter(three(), set(2, null, true));
    const cheaper = planAfter(plan, updateCommand(plan, { amount: 8000n }));
    expect(amountsOf(cheaper)).toEqual([8000n, 10_000n, 8000n]);
    const out = change(cheaper, set(2, null, false));
    expect(amountsOf(out.after)).toEqual([8000n, 8000n, 8000n]);
    expect(readingsOf(out.difference).rebatched).toHaveLength(1);
  });

  it("leaves its row the amount that was promised where that is past due, and warns of it", () => {
    const plan = planAfter(three(), set(1, null, true));
    const cheaper = planAfter(plan, updateCommand(plan, { amount: 8000n }));
    const out = change(cheaper, set(1, null, false), { arrears: "roll", today: date("2025-02-10") });
    expect(amountsOf(out.after)).toEqual([10_000n, 8000n, 8000n]);
    expect(out.warnings).toEqual([
      { tag: "ROW_DIFFERS_FROM_TERMS", ordinal: 1, amount: 10_000n, asked: 8000n },
    ]);
  });

  it("that a row leaves at the limit leaves it its amount", () => {
    const plan = planAfter(newPlan({ count: 2, amount: 1n }), set(1, null, true));
    const dear = planAfter(plan, updateCommand(plan, { amount: MAX_MINOR - 1n }));
    expect(amountsOf(planAfter(dear, set(1, null, false)))).toEqual([1n, MAX_MINOR - 1n]);
  });

  it("that a row leaves with another override gives it the terms' amount below that", () => {
    const plan = planAfter(three(), set(2, 500n, true));
    const cheaper = planAfter(plan, updateCommand(plan, { amount: 8000n }));
    expect(planAfter(cheaper, set(2, 600n, false)).rows[1]).toMatchObject({ amount: 8000n, override: 600n });
  });

  it("that a paid row leaves changes only that", () => {
    const plan = planAfter(three(), set(1, null, true), payment(5n));
    const cheaper = planAfter(plan, updateCommand(plan, { amount: 8000n }));
    expect(amountsOf(planAfter(cheaper, set(1, null, false)))).toEqual([10_000n, 8000n, 8000n]);
  });
});

it.each([0, 4, 1.5])("there is no instalment %d of three", (instalment) => {
  expect(refusal(three(), set(instalment, null))).toEqual({
    tag: "INSTALMENT_UNKNOWN",
    instalment,
    count: 3,
  });
});

it("on a closed plan a row can leave its batch, and nothing else", () => {
  const plan = planAfter(three(), set(2, null, true));
  const closed = planAfter(plan, updateCommand(plan, { state: "Inactive" }));
  const failure = { tag: "PLAN_CLOSED", state: "Inactive" };
  expect(refusal(closed, set(1, 5n))).toEqual(failure);
  expect(refusal(closed, set(1, null, true))).toEqual(failure);
  expect(refusal(closed, set(2, 5n, false))).toEqual(failure);
  expect(planAfter(closed, set(2, null, false)).rows[1]?.inBatch).toBe(false);
});
