// Law I18 and rule 8: what payments, reversals, batches, waivers and the passing of days do to dates and amounts.
import { test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { isLocked, type PlanState } from "../../../src/domain/plans/plan.ts";
import { totalOf } from "../../../src/domain/plans/totals.ts";
import { MAX_MINOR } from "../../../src/domain/values/money.ts";
import { type Step, walk } from "./histories.ts";
import { anyHistory } from "./history-moves.ts";
import { duesOf, RUNS, rowOf } from "./law-checks.ts";

type Settled = { readonly step: Step; readonly after: PlanState };

/** Every accepted command of a history but its updates. */
function settled(steps: readonly Step[]): readonly Settled[] {
  return steps.flatMap((step) =>
    step.command.kind !== "update" && step.result.ok && step.result.value.changed
      ? [{ step, after: step.result.value.after }]
      : [],
  );
}

const freedOf = ({ step: { before }, after }: Settled) =>
  after.rows.filter((row) => isLocked(rowOf(before, row.ordinal)) && !isLocked(row));

describe("I18 a payment, a reversal, a batch flag or a waiver", () => {
  test.prop([anyHistory], RUNS)("changes no row's date and no anchor", (history) => {
    for (const { step, after } of settled(walk(history).steps)) {
      expect(duesOf(after)).toEqual(duesOf(step.before));
      expect(after.anchors).toEqual(step.before.anchors);
      expect(after.terms).toEqual(step.before.terms);
    }
  });

  test.prop([anyHistory], RUNS)("changes no amount but of a row that came free", (history) => {
    for (const one of settled(walk(history).steps)) {
      const freed = new Set(freedOf(one));
      for (const row of one.after.rows) {
        if (!freed.has(row)) expect(row.amount).toBe(rowOf(one.step.before, row.ordinal).amount);
      }
    }
  });

  test.prop([anyHistory], RUNS)("never frees a row by a payment", (history) => {
    for (const one of settled(walk(history).steps)) {
      if (one.step.command.kind === "record-payment") expect(freedOf(one)).toEqual([]);
    }
  });
});

test.prop([anyHistory], RUNS)(
  "rule 8: past due, a row that came free keeps its amount; to come, it takes the terms' unless a limit forbids",
  (history) => {
    for (const one of settled(walk(history).steps)) {
      const { before, policy } = one.step;
      const amount = before.terms.amount;
      const freed = freedOf(one);
      const toCome = freed.filter(({ due }) => due >= policy.today);
      const wanted = one.after.rows.map((row) => (toCome.includes(row) ? { ...row, amount } : row));
      const isWithin = totalOf(wanted) <= MAX_MINOR;
      for (const row of freed) {
        const was = rowOf(before, row.ordinal).amount;
        expect(row.amount).toBe(isWithin && toCome.includes(row) ? amount : was);
      }
    }
  },
);

test.prop([anyHistory], RUNS)(
  "a reversal is refused only where the payment is unknown or reversed",
  (history) => {
    for (const { command, result } of walk(history).steps) {
      if (command.kind !== "reverse-payment" || result.ok) continue;
      expect(["PAYMENT_UNKNOWN", "PAYMENT_ALREADY_REVERSED"]).toContain(result.error.tag);
    }
  },
);

test.prop([anyHistory], RUNS)(
  "a row names the version that set its amount, and an anchor the one that made it",
  (history) => {
    const { steps, state, records } = walk(history);
    const states = [
      ...steps.filter(({ result }) => result.ok && result.value.changed).map(({ before }) => before),
      state,
    ];
    expect(states.map(({ version }) => version)).toEqual(records.map((_, index) => index + 1));
    for (const row of state.rows) {
      const since = states[(row.amountSince ?? 0) - 1]?.rows[row.ordinal - 1];
      expect(since?.amount).toBe(row.amount);
      const earlier = states[(row.amountSince ?? 0) - 2]?.rows[row.ordinal - 1];
      expect(earlier?.amount).not.toBe(row.amount);
      for (const between of states.slice(row.amountSince ?? 0)) {
        expect(between.rows[row.ordinal - 1]?.amount).toBe(row.amount);
      }
    }
    for (const { cause, ordinal, date, recurrence } of state.anchors) {
      const made = states[(cause?.version ?? 0) - 1];
      const before = states[(cause?.version ?? 0) - 2];
      expect(made?.anchors).toContainEqual(expect.objectContaining({ ordinal, date, recurrence }));
      if (cause?.kind === "creation") expect(cause.version).toBe(1);
      if (cause?.kind === "moved-start") {
        expect(made?.terms.start).toBe(date);
        expect(before?.terms.start).not.toBe(date);
      }
      if (cause?.kind === "changed-recurrence") {
        expect(made?.terms.recurrence).toBe(recurrence);
        expect(before?.terms.recurrence).not.toBe(recurrence);
        expect(before?.terms.start).toBe(made?.terms.start);
      }
    }
  },
);
