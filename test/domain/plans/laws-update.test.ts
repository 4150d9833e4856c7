// Laws I1, I2, I3 and I8: what an update touches, and what it leaves alone.
import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { isHeld } from "../../../src/domain/plans/locks.ts";
import { effectiveAmount } from "../../../src/domain/plans/plan.ts";
import { totalsOf } from "../../../src/domain/plans/totals.ts";
import { walk } from "./histories.ts";
import { anyHistory, steadyHistory } from "./history-moves.ts";
import { amountsOf, duesOf, frontierOf, RUNS, rowOf, sumOf, updatedOrSkip } from "./law-checks.ts";
import {
  changeArb,
  onlyAmount,
  onlyCount,
  onlyRecurrence,
  onlyStart,
  resolveChange,
} from "./terms-changes.ts";

describe("I1 locked rows are equal before and after, and so are all dates up to the frontier", () => {
  test.prop([anyHistory, changeArb], RUNS)("under any update", (history, wanted) => {
    const { state, policy } = walk(history);
    const { after } = updatedOrSkip(state, resolveChange(state, wanted), policy);
    const frontier = frontierOf(state, policy);
    expect(after.rows.length).toBeGreaterThanOrEqual(frontier);
    for (const row of state.rows) {
      if (isHeld(row, policy)) expect(rowOf(after, row.ordinal)).toEqual(row);
      if (row.ordinal <= frontier) expect(rowOf(after, row.ordinal).due).toBe(row.due);
    }
  });

  test.prop([anyHistory], RUNS)("at every update of a history", (history) => {
    for (const { before, command, policy, result } of walk(history).steps) {
      if (command.kind !== "update" || !result.ok) continue;
      const held = before.rows.filter((row) => isHeld(row, policy));
      expect(held.map(({ ordinal }) => rowOf(result.value.after, ordinal))).toEqual(held);
    }
  });
});

describe("I2 exactly the asked count; the asked amount on every unlocked row; surviving overrides equal", () => {
  test.prop([steadyHistory, changeArb], RUNS)("under any update", (history, wanted) => {
    const { state, policy } = walk(history);
    const asked = resolveChange(state, wanted);
    const { after } = updatedOrSkip(state, asked, policy);
    expect(after.rows.map(({ ordinal }) => ordinal)).toEqual(
      Array.from({ length: asked.count }, (_, i) => i + 1),
    );
    for (const row of after.rows) {
      const before = state.rows[row.ordinal - 1];
      if (before === undefined || !isHeld(before, policy)) expect(row.amount).toBe(asked.amount);
      expect(row.override).toBe(before?.override ?? null);
      expect(row.inBatch).toBe(before?.inBatch ?? false);
    }
    expect(after.terms).toEqual(asked);
  });

  test.prop([steadyHistory], RUNS)("and an unlocked row never has another amount", (history) => {
    const { steps, state, policy } = walk(history);
    const points = [
      ...steps.map((step) => ({ plan: step.before, policy: step.policy })),
      { plan: state, policy },
    ];
    for (const { plan, policy: then } of points) {
      const unlocked = plan.rows.filter((row) => !isHeld(row, then));
      expect(unlocked.every(({ amount }) => amount === plan.terms.amount)).toBe(true);
    }
  });
});

test.prop([steadyHistory, changeArb], RUNS)(
  "I3 the total is the locked rows' own plus override or asked amount of the others, exactly",
  (history, wanted) => {
    const { state, policy } = walk(history);
    const asked = resolveChange(state, wanted);
    const { after } = updatedOrSkip(state, asked, policy);
    const held = state.rows.filter((row) => isHeld(row, policy));
    const heldOrdinals = new Set(held.map(({ ordinal }) => ordinal));
    const others = Array.from({ length: asked.count }, (_, index) => index + 1)
      .filter((ordinal) => !heldOrdinals.has(ordinal))
      .map((ordinal) => state.rows[ordinal - 1]?.override ?? asked.amount);
    const total = sumOf(held.map(effectiveAmount)) + sumOf(others);
    expect(totalsOf(after, policy.today).total).toBe(total);
  },
);

describe("I8 one member changed", () => {
  test.prop([anyHistory, onlyAmount], RUNS)("amount: all dates equal", (history, wanted) => {
    const { state, policy } = walk(history);
    const { after } = updatedOrSkip(state, resolveChange(state, wanted), policy);
    expect(duesOf(after)).toEqual(duesOf(state));
    expect(after.anchors).toEqual(state.anchors);
  });

  test.prop([anyHistory, onlyCount], RUNS)("count: common rows equal", (history, wanted) => {
    const { state, policy } = walk(history);
    const { after } = updatedOrSkip(state, resolveChange(state, wanted), policy);
    const common = Math.min(state.rows.length, after.rows.length);
    expect(after.rows.slice(0, common)).toEqual(state.rows.slice(0, common));
  });

  test.prop([anyHistory, onlyRecurrence], RUNS)(
    "recurrence: amounts equal, the next unlocked due date equal",
    (history, wanted) => {
      const { state, policy } = walk(history);
      const { after } = updatedOrSkip(state, resolveChange(state, wanted), policy);
      expect(amountsOf(after)).toEqual(amountsOf(state));
      const next = frontierOf(state, policy) + 1;
      expect(after.rows[next - 1]?.due).toBe(state.rows[next - 1]?.due);
    },
  );

  test.prop([anyHistory, onlyStart], RUNS)(
    "start: amounts equal, the first row after the frontier falls on it",
    (history, wanted) => {
      const { state, policy } = walk(history);
      const asked = resolveChange(state, wanted);
      fc.pre(asked.start !== state.terms.start);
      const { after } = updatedOrSkip(state, asked, policy);
      expect(amountsOf(after)).toEqual(amountsOf(state));
      const next = frontierOf(state, policy) + 1;
      fc.pre(next <= after.rows.length);
      expect(rowOf(after, next).due).toBe(asked.start);
    },
  );
});
