// Laws I5, I6, I7, I9, I11, I12 and the pure half of I17: updates as operations that agree with each other.
import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { applyCommand } from "../../../src/domain/plans/commands/apply-command.ts";
import type { Policy } from "../../../src/domain/plans/commands/plan-command.ts";
import { ACTIVE, type Instalment, type PlanState } from "../../../src/domain/plans/plan.ts";
import { isHeld } from "../../../src/domain/plans/recalculate/locks.ts";
import { creditOf, totalsOf } from "../../../src/domain/plans/totals.ts";
import { deepFreeze, newPlan, STAMP, updateCommand } from "./builders.ts";
import { anchorFacts, rowFacts } from "./facts.ts";
import { statesOf, walk } from "./histories.ts";
import { anyHistory, freeHistory } from "./history-moves.ts";
import { frontierOf, RUNS, updated, updatedOrSkip } from "./law-checks.ts";
import {
  changeArb,
  onlyAmount,
  onlyCount,
  onlyRecurrence,
  onlyStart,
  resolveChange,
} from "./terms-changes.ts";

test.prop([freeHistory], RUNS)(
  "I5 while nothing was ever locked or overridden, rows are a function of the terms alone",
  (history) => {
    for (const state of statesOf(walk(history))) {
      const fresh = newPlan(state.terms, { currency: state.currency });
      expect(rowFacts(state)).toEqual(rowFacts(fresh));
      expect(anchorFacts(state)).toEqual(anchorFacts(fresh));
    }
  },
);

describe("I6 updating a plan with its own terms changes nothing", () => {
  test.prop([anyHistory, fc.string(), fc.boolean()], RUNS)(
    "however it came about",
    (history, text, named) => {
      const { state, policy } = walk(history);
      const asWritten = { start: text, amount: text };
      const owner = named ? state : { clientId: 0, businessUnitId: null };
      const { clientId, businessUnitId } = owner;
      const command = updateCommand(state, {}, { asWritten, clientId, businessUnitId });
      const result = applyCommand(state, command, policy, STAMP);
      expect(result.ok && result.value.changed).toBe(false);
      expect(result.ok && result.value.after).toEqual({ ...state, asWritten });
    },
  );

  test.prop([anyHistory], RUNS)("under another arrears policy too", (history) => {
    const { state, policy } = walk(history);
    for (const arrears of ["roll", "keep"] as const) {
      const change = updated(state, state.terms, { ...policy, arrears });
      expect(change?.changed).toBe(false);
      expect(change?.after).toEqual(state);
    }
  });
});

test.prop([anyHistory, changeArb], RUNS)(
  "I7 sending an update twice equals sending it once",
  (history, wanted) => {
    const { state, policy } = walk(history);
    const asked = resolveChange(state, wanted);
    const once = updatedOrSkip(state, asked, policy);
    const twice = updated(once.after, asked, policy);
    expect(twice?.changed).toBe(false);
    expect(twice?.after).toEqual(once.after);
  },
);

describe("I9 single-field changes commute", () => {
  const singles = [onlyStart, onlyAmount, onlyCount, onlyRecurrence];
  const pairs = fc
    .subarray([0, 1, 2, 3], { minLength: 2, maxLength: 2 })
    .chain(([a = 0, b = 0]) => fc.tuple(singles[a] ?? onlyStart, singles[b] ?? onlyStart));

  test.prop([anyHistory, pairs], RUNS)(
    "where there is no credit and no anchor is left behind",
    (history, [first, second]) => {
      const { state, policy: reached } = walk(history);
      fc.pre(creditOf(state) === 0n);
      const policy = { ...reached, arrears: "roll" as const };
      fc.pre(!hasAnchorBehind(state, policy));
      const one = { ...state.terms, ...pick(first, resolveChange(state, first)), state: ACTIVE };
      const two = { ...state.terms, ...pick(second, resolveChange(state, second)), state: ACTIVE };
      const oneThenTwo = { ...one, ...pick(second, two) };
      const here = updatedOrSkip(updatedOrSkip(state, one, policy).after, oneThenTwo, policy).after;
      const there = updatedOrSkip(updatedOrSkip(state, two, policy).after, oneThenTwo, policy).after;
      expect(rowFacts(here)).toEqual(rowFacts(there));
      expect(anchorFacts(here)).toEqual(anchorFacts(there));
      expect(here.terms).toEqual(there.terms);
    },
  );
});

describe("I11 close then reopen", () => {
  test.prop([anyHistory], RUNS)("is the identity on rows, and nothing is outstanding between", (history) => {
    const { state, policy } = walk(history);
    fc.pre(state.terms.state === ACTIVE);
    const closed = updated(state, { ...state.terms, state: "Inactive" }, policy);
    expect(closed?.changed).toBe(true);
    if (closed === null) return;
    expect(closed.after.rows).toEqual(state.rows);
    const before = totalsOf(state, policy.today);
    const totals = totalsOf(closed.after, policy.today);
    const { received, credit } = before;
    const nothing = { outstanding: 0n, overdue: 0n, dueNow: 0n };
    expect(totals).toEqual({ ...nothing, total: received - credit, received, credit });
    const reopened = updated(closed.after, state.terms, policy);
    expect(reopened?.after).toEqual({ ...state, version: state.version + 2 });
    expect(totalsOf(state, policy.today)).toEqual(before);
  });
});

test.prop([anyHistory, fc.oneof(onlyAmount, onlyCount, onlyRecurrence)], RUNS)(
  "I12 amount, count and recurrence changes are undone by the old terms",
  (history, wanted) => {
    const { state, policy } = walk(history);
    fc.pre(state.terms.state === ACTIVE);
    fc.pre(!hasAnchorBehind(state, policy));
    fc.pre(state.rows.every((row) => isHeld(row, policy) || row.amount === state.terms.amount));
    const done = updatedOrSkip(state, resolveChange(state, wanted), policy);
    fc.pre(done.warnings.length === 0 && sameMoney(state.rows, done.after.rows));
    // A row added in the past is held at once where arrears are kept, as if money had moved.
    fc.pre(frontierOf(done.after, policy) === frontierOf(state, policy));
    const undone = updated(done.after, state.terms, policy);
    expect(undone !== null && rowFacts(undone.after)).toEqual(rowFacts(state));
    expect(undone?.after.terms).toEqual(state.terms);
  },
);

describe("I17 a preview is the real call", () => {
  test.prop([anyHistory, changeArb], RUNS)(
    "of an update: the same answer twice, and the plan it was asked of untouched",
    (history, wanted) => {
      const { state, policy } = walk(history);
      const command = updateCommand(state, resolveChange(state, wanted));
      const copy = structuredClone(state);
      const preview = applyCommand(deepFreeze(state), deepFreeze(command), deepFreeze(policy), STAMP);
      const real = applyCommand(copy, command, policy, STAMP);
      expect(real).toEqual(preview);
      expect(copy).toEqual(state);
    },
  );

  test.prop([anyHistory], { numRuns: 200 })("of every command of a history", (history) => {
    for (const { before, command, policy, stamp, result } of walk(history).steps) {
      expect(applyCommand(deepFreeze(structuredClone(before)), command, policy, stamp)).toEqual(result);
    }
  });
});

function pick<T extends object>(names: object, from: T): Partial<T> {
  return Object.fromEntries(Object.entries(from).filter(([name]) => name in names)) as Partial<T>;
}

/** A reversal pulled the frontier back behind an anchor. */
function hasAnchorBehind(state: PlanState, policy: Policy): boolean {
  return (state.anchors.at(-1)?.ordinal ?? 1) > frontierOf(state, policy) + 1;
}

/** No row that was there holds another amount, and no added row holds any. */
function sameMoney(before: readonly Instalment[], after: readonly Instalment[]): boolean {
  return after.every(({ ordinal, received }) => received === (before[ordinal - 1]?.received ?? 0n));
}
