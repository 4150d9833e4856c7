// What a random history is made of: a plan to begin with, and moves told relative to wherever the plan has got to.
import { fc } from "@fast-check/vitest";
import { createPlan } from "../../../src/domain/plans/commands/create-plan.ts";
import type { Arrears, CreatePlan } from "../../../src/domain/plans/commands/plan-command.ts";
import type { Currency } from "../../../src/domain/values/currency.ts";
import {
  fromDayNumber,
  type LocalDate,
  MAX_DAY_NUMBER,
  toDayNumber,
} from "../../../src/domain/values/local-date.ts";
import { createCommand } from "./builders.ts";
import { changeArb, countArb, edgeDate, recurrenceArb, type TermsChange } from "./terms-changes.ts";

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

export function daysOn(from: LocalDate, days: number): LocalDate {
  return fromDayNumber(Math.min(MAX_DAY_NUMBER, Math.max(0, toDayNumber(from) + days)));
}

export const stampOf = (number: number): { at: string; by: string } => ({
  at: `2026-01-15T08:38:${String(number).padStart(2, "0")}.000Z`,
  by: `actor-${number}`,
});
