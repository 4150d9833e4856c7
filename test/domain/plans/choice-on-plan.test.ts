// A solved schedule held against a plan that exists.
import { describe, expect, it } from "vitest";
import type { Policy } from "../../../src/domain/plans/commands/plan-command.ts";
import { sentencesOf } from "../../../src/domain/plans/difference/sentences.ts";
import { effectiveAmount, type PlanState } from "../../../src/domain/plans/plan.ts";
import { choiceOnPlan } from "../../../src/domain/plans/schedule/choice-on-plan.ts";
import { type ScheduleChoice, solveSchedule } from "../../../src/domain/plans/schedule/solver.ts";
import type { LocalDate } from "../../../src/domain/values/local-date.ts";
import {
  AUD,
  accepted,
  date,
  newPlan,
  payment,
  planAfter,
  ROLL,
  refused,
  updateCommand,
} from "./builders.ts";
import { readingsOf } from "./readings.ts";

const start = date("2025-01-31");
const choicesOf = (total: bigint, count: number): readonly ScheduleChoice[] =>
  accepted(solveSchedule({ start, recurrence: "Monthly", amount: null, count, total, end: null }));
type Pinned = { readonly from?: LocalDate; readonly total?: bigint | null; readonly policy?: Policy };
const onto = (
  plan: PlanState,
  choice: ScheduleChoice | undefined,
  { from = start, total = null, policy = ROLL }: Pinned = {},
) => {
  if (choice === undefined) throw new Error("no choice");
  return choiceOnPlan(plan, { start: from, recurrence: "Monthly", total }, choice, policy);
};
const asked = (plan: PlanState): bigint[] => plan.rows.map(effectiveAmount);

describe("choiceOnPlan", () => {
  it("takes the terms, and overrides for the residue", () => {
    const [last, first] = choicesOf(10_000n, 3);
    const change = accepted(onto(newPlan(), last));
    expect(asked(change.after)).toEqual([3333n, 3333n, 3334n]);
    expect(change.after.rows.map(({ override }) => override)).toEqual([null, null, 3334n]);
    expect(change.changed).toBe(true);
    expect(readingsOf(change.difference).removed).toHaveLength(9);
    expect(change.difference.totals.after.total).toBe(10_000n);
    expect(asked(accepted(onto(newPlan(), first)).after)).toEqual([3334n, 3333n, 3333n]);
  });

  it("changes nothing where the plan fits already", () => {
    const change = accepted(onto(newPlan(), choicesOf(120_000n, 12)[0]));
    expect(change.changed).toBe(false);
  });

  it("changes a plan whose terms fit by its overrides alone", () => {
    const plan = newPlan({ count: 3, amount: 3333n });
    const change = accepted(onto(plan, choicesOf(10_000n, 3)[0]));
    expect(change.changed).toBe(true);
    expect(readingsOf(change.difference).repriced.map(({ ordinal }) => ordinal)).toEqual([3]);
  });

  it("takes off an override that the schedule has no use for", () => {
    const plan = planAfter(newPlan({ count: 3 }), {
      kind: "set-instalment",
      instalment: 2,
      override: 5n,
      inBatch: false,
    });
    const { after } = accepted(onto(plan, choicesOf(30_000n, 3)[0]));
    expect(after.rows.map(({ override }) => override)).toEqual([null, null, null]);
  });

  it("leaves rows alone that are past due where arrears are kept, as an update does", () => {
    const plan = newPlan({ count: 3 });
    const keep = { arrears: "keep", today: date("2025-02-10") } as const;
    const [even] = choicesOf(27_000n, 3);
    const { after } = accepted(onto(plan, even, { policy: keep }));
    expect(asked(after)).toEqual([10_000n, 9000n, 9000n]);
    expect(after.rows.map(({ override }) => override)).toEqual([null, null, null]);
    const odd = accepted(onto(plan, choicesOf(10_000n, 3)[1], { policy: keep })).after;
    expect(asked(odd)).toEqual([10_000n, 3333n, 3333n]);
  });

  it("refuses a pinned total of a closed plan as what it is", () => {
    const plan = newPlan({ count: 3 });
    const closed = planAfter(plan, updateCommand(plan, { state: "Inactive" }));
    const [even] = choicesOf(30_000n, 3);
    expect(refused(onto(closed, even, { total: 30_000n }))).toEqual({
      tag: "PLAN_CLOSED",
      state: "Inactive",
    });
  });

  it("refuses a pinned total that the plan would not have, and tells the one it would", () => {
    const [last] = choicesOf(10_000n, 3);
    const failure = { tag: "TOTAL_NOT_REACHABLE", currency: "AUD" };
    const paid = planAfter(newPlan(), payment(15_000n));
    const locked = { ...failure, total: 10_000n, reached: 23_334n };
    expect(refused(onto(paid, last, { total: 10_000n }))).toEqual(locked);
    const keep = { arrears: "keep", today: date("2025-02-10") } as const;
    const kept = { ...failure, total: 27_000n, reached: 28_000n };
    const [even] = choicesOf(27_000n, 3);
    expect(refused(onto(newPlan({ count: 3 }), even, { total: 27_000n, policy: keep }))).toEqual(kept);
    expect(accepted(onto(newPlan(), last, { total: 10_000n })).difference.totals.after.total).toBe(10_000n);
    const first = planAfter(newPlan({ count: 3, amount: 3333n }), payment(3333n));
    expect(accepted(onto(first, last, { total: 10_000n })).difference.totals.after.total).toBe(10_000n);
  });

  it("tells many overrides at once as those set, changed and taken off", () => {
    const set = (instalment: number, override: bigint) =>
      ({ kind: "set-instalment", instalment, override, inBatch: false }) as const;
    const said = (overridden: number, count: number, total: bigint, which: number) => {
      const ordinals = Array.from({ length: overridden }, (_, index) => index + 1);
      const overrides = ordinals.map((ordinal) => set(ordinal, 2000n + BigInt(ordinal)));
      const plan = planAfter(newPlan({ count }), ...overrides);
      const { difference } = accepted(onto(plan, choicesOf(total, count)[which]));
      return sentencesOf(difference, AUD).filter((sentence) => sentence.includes("override"));
    };
    expect(said(4, 5, 50_001n, 0)).toEqual([
      "the overrides of 80.10 together on payments 1 to 4 are taken off",
      "payment 5 has an override of 100.01 now",
    ]);
    expect(said(5, 6, 60_003n, 1)).toEqual([
      "the overrides of payments 1 to 3 change from 60.06 to 300.03 together",
      "the overrides of 40.09 together on payments 4 and 5 are taken off",
    ]);
    expect(said(2, 3, 30_001n, 0)).toEqual([
      "the override of 20.01 on payment 1 is taken off",
      "the override of 20.02 on payment 2 is taken off",
      "payment 3 has an override of 100.01 now",
    ]);
  });

  it("warns of arrears that it lowers", () => {
    const late = { arrears: "roll", today: date("2025-03-01") } as const;
    expect(
      accepted(onto(newPlan({ count: 3 }), choicesOf(15_000n, 3)[0], { policy: late })).warnings,
    ).toEqual([{ tag: "ARREARS_REDUCED", from: 20_000n, to: 10_000n }]);
  });

  it("tells that the plan is closed where that is why a total is not reached", () => {
    const plan = newPlan({ count: 3 });
    const closed = planAfter(plan, updateCommand(plan, { state: "Inactive" }));
    const [fits] = choicesOf(30_000n, 3);
    expect(refused(onto(closed, fits, { total: 30_000n }))).toEqual({
      tag: "PLAN_CLOSED",
      state: "Inactive",
    });
    expect(accepted(onto(closed, fits)).changed).toBe(false);
  });

  it("leaves locked rows alone, and fails where they forbid it", () => {
    const plan = planAfter(newPlan(), payment(15_000n));
    const { after } = accepted(onto(plan, choicesOf(10_000n, 3)[0]));
    expect(asked(after)).toEqual([10_000n, 10_000n, 3334n]);
    const odd = newPlan({ count: 3, amount: 3333n });
    const closed = planAfter(odd, updateCommand(odd, { state: "Inactive" }));
    expect(refused(onto(closed, choicesOf(10_000n, 3)[0])).tag).toBe("PLAN_CLOSED");
    expect(refused(onto(plan, choicesOf(10_000n, 1)[0]))).toMatchObject({ tag: "INSTALMENTS_BELOW_LOCKED" });
    expect(refused(onto(plan, choicesOf(10_000n, 3)[0], { from: date("2025-02-01") })).tag).toBe(
      "START_NOT_AFTER_LOCKED",
    );
  });
});
