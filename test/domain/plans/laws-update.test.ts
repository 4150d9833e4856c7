// Laws I1, I2, I3 and I8: what an update touches, and what it leaves alone.
import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { ACTIVE } from "../../../src/domain/plans/plan.ts";
import { isHeld } from "../../../src/domain/plans/recalculate/locks.ts";
import { totalsOf } from "../../../src/domain/plans/totals.ts";
import { statesOf, walk } from "./histories.ts";
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

describe("I2 exactly the asked count; what the update changed on every unlocked row; surviving overrides equal", () => {
  test.prop([anyHistory, changeArb], RUNS)("under any update", (history, wanted) => {
    const { state, policy } = walk(history);
    const asked = resolveChange(state, wanted);
    const { after } = updatedOrSkip(state, asked, policy);
    expect(after.rows.map(({ ordinal }) => ordinal)).toEqual(
      Array.from({ length: asked.count }, (_, i) => i + 1),
    );
    for (const row of after.rows) {
      const before = state.rows[row.ordinal - 1];
      const isTold = before === undefined || (asked.amount !== state.terms.amount && !isHeld(before, policy));
      expect(row.amount).toBe(isTold ? asked.amount : before.amount);
      expect(row.override).toBe(before?.override ?? null);
      expect(row.inBatch).toBe(before?.inBatch ?? false);
    }
    expect(after.terms).toEqual(asked);
  });

  test.prop([anyHistory], RUNS)(
    "and an unlocked row has another amount only where it was held at a change, or came free and kept it",
    (history) => {
      const { steps, state } = walk(history);
      const excused = new Map<number, bigint>();
      for (const { before, command, policy, result } of steps) {
        if (!result.ok || !result.value.changed) continue;
        const { after } = result.value;
        for (const row of after.rows) {
          const was = before.rows[row.ordinal - 1];
          if (was === undefined) excused.delete(row.ordinal);
          else if (command.kind === "update" && isHeld(was, policy)) excused.set(row.ordinal, row.amount);
          else if (was.amount !== row.amount) excused.delete(row.ordinal);
        }
      }
      for (const row of state.rows) {
        if (row.amount !== state.terms.amount) expect(excused.get(row.ordinal)).toBe(row.amount);
      }
    },
  );
});

describe("I3 the total is the sum of what the rows ask for, exactly", () => {
  test.prop([anyHistory], RUNS)("on open plans; on closed ones of what they hold", (history) => {
    for (const state of statesOf(walk(history))) {
      const isOpen = state.terms.state === ACTIVE;
      const parts = state.rows.map((row) => (isOpen ? (row.override ?? row.amount) : row.received));
      expect(totalsOf(state, history.today).total).toBe(sumOf(parts));
    }
  });

  test.prop([steadyHistory, changeArb], RUNS)("after an update of an open plan", (history, wanted) => {
    const { state, policy } = walk(history);
    const asked = resolveChange(state, wanted);
    const { after } = updatedOrSkip(state, asked, policy);
    const total = sumOf(
      Array.from({ length: asked.count }, (_, index) => {
        const before = state.rows[index];
        const keeps = before !== undefined && (asked.amount === state.terms.amount || isHeld(before, policy));
        return before?.override ?? (keeps ? before.amount : asked.amount);
      }),
    );
    expect(totalsOf(after, policy.today).total).toBe(total);
  });
});

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
