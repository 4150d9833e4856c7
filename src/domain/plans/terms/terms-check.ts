// What every plan's terms must be, whatever the plan (update rule 1).
import { LAST_DATE } from "../../values/local-date.ts";
import { MAX_MINOR, type Minor } from "../../values/money.ts";
import { dueOf } from "../due-dates/grid.ts";
import type { Anchor, Instalment, Terms } from "../plan.ts";
import type { TermsFailure } from "../plan-failure.ts";
import { totalOf } from "../totals.ts";
import { RECURRENCES } from "./recurrence.ts";

export const MIN_COUNT = 1;
export const MAX_COUNT = 600;

/** The first thing wrong with the terms by themselves, or null. Amount in minor units. */
export function termsProblem(terms: Terms): TermsFailure | null {
  if (!Object.hasOwn(RECURRENCES, terms.recurrence)) {
    return { tag: "RECURRENCE_UNKNOWN", recurrence: terms.recurrence };
  }
  const amountProblem = positiveAmountProblem(terms.amount);
  if (amountProblem !== null) return amountProblem;
  const { count } = terms;
  if (!Number.isInteger(count) || count < MIN_COUNT || count > MAX_COUNT) {
    return { tag: "COUNT_OUT_OF_RANGE", count, min: MIN_COUNT, max: MAX_COUNT };
  }
  return null;
}

/** Refuses an amount that is not above 0 or is beyond `MAX_MINOR`. */
export function positiveAmountProblem(amount: Minor): TermsFailure | null {
  if (amount <= 0n) return { tag: "AMOUNT_NOT_POSITIVE", amount };
  if (amount > MAX_MINOR) return { tag: "AMOUNT_TOO_LARGE", of: "amount", max: MAX_MINOR };
  return null;
}

/** Refuses rows whose total is beyond `MAX_MINOR`. */
export function totalProblem(rows: readonly Instalment[]): TermsFailure | null {
  return totalOf(rows) > MAX_MINOR ? { tag: "AMOUNT_TOO_LARGE", of: "total", max: MAX_MINOR } : null;
}

/** Refuses a grid whose instalment `count` falls beyond year 9999. */
export function lastDateProblem(anchors: readonly Anchor[], count: number): TermsFailure | null {
  return dueOf(anchors, count) === null ? { tag: "DATE_OUT_OF_RANGE", ordinal: count, max: LAST_DATE } : null;
}
