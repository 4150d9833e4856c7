// Random histories: moves that are made concrete against the plan as it stands, so that most are accepted and the
// interesting states (locks with gaps, credit, several anchors, dropped overrides, kept arrears) are really reached.
import { fc } from "@fast-check/vitest";
import { applyCommand } from "../../../src/domain/plans/apply-command.ts";
import { createPlan } from "../../../src/domain/plans/create-plan.ts";
import { effectiveAmount, isLocked, type PlanState } from "../../../src/domain/plans/plan.ts";
import type { PlanChange } from "../../../src/domain/plans/plan-change.ts";
import type {
  Arrears,
  ChangePlan,
  CreatePlan,
  PlanRecord,
  Policy,
} from "../../../src/domain/plans/plan-command.ts";
import type { PlanFailure } from "../../../src/domain/plans/plan-failure.ts";
import type { Currency } from "../../../src/domain/values/currency.ts";
import {
  fromDayNumber,
  type LocalDate,
  MAX_DAY_NUMBER,
  toDayNumber,
} from "../../../src/domain/values/local-date.ts";
import type { Result } from "../../../src/domain/values/result.ts";
import { accepted, createCommand, payment, updateCommand } from "./builders.ts";
import {
  changeArb,
  countArb,
  edgeDate,
  recurrenceArb,
  resolveChange,
  type TermsChange,
} from "./terms-changes.ts";

export type Move =
  | { readonly move: "pay"; readonly how: number; readonly named: number | null; readonly note: string }
  | { readonly move: "reverse"; readonly which: number }
  | { readonly move: "batch"; readonly row: number }
  | { readonly move: "override"; readonly row: number; readonly how: number }
  | { readonly move: "update"; readonly change: TermsChange }
  | { readonly move: "open-or-close"; readonly state: string }
  | { readonly move: "method"; readonly method: string }
  | { readonly move: "wait"; readonly days: number };

export type History = {
  readonly create: CreatePlan;
  readonly arrears: Arrears | "mixed";
  readonly today: LocalDate;
  readonly moves: readonly Move[];
};

/** One command of a history, and what came of it. */
export type Step = {
  readonly before: PlanState;
  readonly command: ChangePlan;
  readonly policy: Policy;
  readonly result: Result<PlanChange, PlanFailure>;
};

export type Walk = {
  readonly steps: readonly Step[];
  readonly state: PlanState;
  readonly policy: Policy;
  readonly records: readonly PlanRecord[];
};

const index = fc.nat({ max: 599 });
const how = fc.nat({ max: 5 });

const moves = {
  pay: fc.record({ move: fc.constant("pay" as const), how, named: fc.option(index), note: fc.string() }),
  reverse: fc.record({ move: fc.constant("reverse" as const), which: index }),
  batch: fc.record({ move: fc.constant("batch" as const), row: index }),
  override: fc.record({ move: fc.constant("override" as const), row: index, how }),
  update: fc.record({ move: fc.constant("update" as const), change: changeArb }),
  openOrClose: fc.record({
    move: fc.constant("open-or-close" as const),
    state: fc.constantFrom("Active", "Inactive", "Deleted"),
  }),
  method: fc.record({ move: fc.constant("method" as const), method: fc.constantFrom("Cash", "Cheque") }),
  wait: fc.record({ move: fc.constant("wait" as const), days: fc.nat({ max: 120 }) }),
};

const moveArb: fc.Arbitrary<Move> = fc.oneof(
  { weight: 7, arbitrary: moves.pay },
  { weight: 3, arbitrary: moves.reverse },
  { weight: 3, arbitrary: moves.batch },
  { weight: 4, arbitrary: moves.override },
  { weight: 7, arbitrary: moves.update },
  { weight: 3, arbitrary: moves.openOrClose },
  { weight: 1, arbitrary: moves.method },
  { weight: 2, arbitrary: moves.wait },
);

/** Moves that never lock or override anything (law I5). */
const freeMoveArb: fc.Arbitrary<Move> = fc.oneof(
  { weight: 5, arbitrary: moves.update },
  { weight: 1, arbitrary: moves.openOrClose },
  { weight: 1, arbitrary: moves.method },
);

const createArb: fc.Arbitrary<CreatePlan> = fc
  .record({
    start: edgeDate,
    recurrence: recurrenceArb,
    count: countArb,
    currency: fc.constantFrom("AUD", "JPY", "KWD") as fc.Arbitrary<Currency>,
    amount: fc.oneof(fc.bigInt(1n, 5n), fc.bigInt(1n, 20_000n), fc.bigInt(1n, 10n ** 12n)),
  })
  .map(({ currency, ...terms }) => createCommand(terms, { currency }))
  // A plan that would end beyond 9999 or be too large is no history.
  .filter((command) => createPlan(command, { arrears: "roll", today: command.terms.start }, stampOf(0)).ok);

const historyOf = (
  arrears: fc.Arbitrary<Arrears | "mixed">,
  move: fc.Arbitrary<Move>,
): fc.Arbitrary<History> =>
  createArb.chain((create) =>
    fc.record({
      create: fc.constant(create),
      arrears,
      today: fc.integer({ min: -100, max: 500 }).map((days) => daysOn(create.terms.start, days)),
      moves: fc.array(move, { minLength: 1, maxLength: 16, size: "max" }),
    }),
  );

/** One arrears policy all along; only then does an unlocked row always have the amount of the terms. */
export const steadyHistory = historyOf(fc.constantFrom("roll", "roll", "keep"), moveArb);
export const anyHistory = historyOf(fc.constantFrom("roll", "keep", "mixed"), moveArb);
export const freeHistory = historyOf(fc.constant("roll"), freeMoveArb);

/** Performs the history; refused commands are kept as steps and change nothing. */
export function walk(history: History): Walk {
  let policy: Policy = { arrears: history.arrears === "keep" ? "keep" : "roll", today: history.today };
  let state = accepted(createPlan(history.create, policy, stampOf(0))).after;
  const records: PlanRecord[] = [{ command: history.create, policy, stamp: stampOf(0) }];
  const steps: Step[] = [];
  for (const [number, move] of history.moves.entries()) {
    if (move.move === "wait") {
      policy = { ...policy, today: daysOn(policy.today, move.days) };
      continue;
    }
    if (history.arrears === "mixed") policy = { ...policy, arrears: number % 2 === 0 ? "keep" : "roll" };
    const command = commandOf(state, move, policy);
    const stamp = stampOf(number + 1);
    const result = applyCommand(state, command, policy, stamp);
    steps.push({ before: state, command, policy, result });
    if (!result.ok || !result.value.changed) continue;
    records.push({ command, policy, stamp });
    state = result.value.after;
  }
  return { steps, state, policy, records };
}

/** Every state that the history went through, the first and the last included. */
export function statesOf({ steps, state }: Walk): readonly PlanState[] {
  return [...steps.map(({ before }) => before), state];
}

function commandOf(state: PlanState, move: Exclude<Move, { move: "wait" }>, policy: Policy): ChangePlan {
  switch (move.move) {
    case "pay": {
      const instalment = move.named === null ? null : (move.named % state.rows.length) + 1;
      const receivedOn = move.how === 5 ? daysOn(policy.today, 1) : policy.today;
      return payment(paidAmount(state, move.how), { instalment, note: move.note, receivedOn });
    }
    case "reverse":
      return { kind: "reverse-payment", payment: paymentAt(state, move.which) };
    case "batch": {
      const row = rowAt(state, move.row);
      return {
        kind: "set-instalment",
        instalment: row.ordinal,
        override: row.override,
        inBatch: !row.inBatch,
      };
    }
    case "override": {
      const row = unlockedRowAt(state, move.row);
      const override = [null, 0n, 1n, row.amount / 2n, row.amount * 2n, row.amount][move.how] ?? null;
      return { kind: "set-instalment", instalment: row.ordinal, override, inBatch: row.inBatch };
    }
    case "update":
      return updateCommand(state, resolveChange(state, move.change));
    case "open-or-close":
      return updateCommand(state, { state: move.state });
    case "method":
      return updateCommand(state, {}, { method: move.method });
  }
}

/** A part of a row, a row, several rows, everything, or more than everything. */
function paidAmount(state: PlanState, how: number): bigint {
  const unpaid = state.rows.reduce((sum, row) => sum + effectiveAmount(row) - row.received, 0n);
  const amounts = [
    state.terms.amount,
    state.terms.amount / 3n,
    state.terms.amount * 3n + 1n,
    unpaid,
    unpaid + 700n,
  ];
  return amounts[how] ?? 1n;
}

/** Mostly a payment that still stands; else any, and now and then one that is not there. */
function paymentAt(state: PlanState, which: number): number {
  if (which % 8 === 7) return state.payments.length + 1;
  const standing =
    which % 8 === 6 ? state.payments : state.payments.filter(({ reversed }) => reversed === null);
  return standing[which % Math.max(1, standing.length)]?.number ?? 1;
}

function rowAt(state: PlanState, position: number): PlanState["rows"][number] {
  const row = state.rows[position % state.rows.length];
  if (row === undefined) throw new Error("a plan without rows");
  return row;
}

/** Mostly an unlocked row, as an override of a locked one is refused; any row where all are locked. */
function unlockedRowAt(state: PlanState, position: number): PlanState["rows"][number] {
  const unlocked = position % 7 === 0 ? [] : state.rows.filter((row) => !isLocked(row));
  return unlocked[position % Math.max(1, unlocked.length)] ?? rowAt(state, position);
}

export function daysOn(from: LocalDate, days: number): LocalDate {
  return fromDayNumber(Math.min(MAX_DAY_NUMBER, Math.max(0, toDayNumber(from) + days)));
}

export const stampOf = (number: number): { at: string; by: string } => ({
  at: `2026-01-15T08:38:${String(number).padStart(2, "0")}.000Z`,
  by: `actor-${number}`,
});
