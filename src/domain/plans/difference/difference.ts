// What a command changed: the rows, the terms, the payment method and the totals, each before and after.
import type { LocalDate } from "../../values/local-date.ts";
import { ACTIVE, effectiveAmount, type PaymentMethod, type PlanState, type Terms } from "../plan.ts";
import { type Totals, totalsOf } from "../totals.ts";
import { changedRows, type RowChange } from "./changed-rows.ts";

/**
 * `rows` is the whole list of what changed; sentences, readings, warnings and the kept event are made of this value.
 * Totals are as of the day of the command; `nextDue` is the first unpaid row due on that day or later. The halves named
 * `before` are null for a new plan.
 */
export type Difference = {
  readonly rows: readonly RowChange[];
  readonly terms: { readonly before: Terms | null; readonly after: Terms };
  readonly method: { readonly before: PaymentMethod | null; readonly after: PaymentMethod };
  readonly totals: { readonly before: Totals | null; readonly after: Totals };
  readonly nextDue: { readonly before: LocalDate | null; readonly after: LocalDate | null };
};

type Differing = Omit<PlanState, "version">;

/** The difference between two states of one plan; `before` is null for a plan just made. */
export function differenceOf(before: Differing | null, after: Differing, today: LocalDate): Difference {
  return {
    rows: changedRows(before?.rows ?? [], after.rows, today),
    terms: { before: before?.terms ?? null, after: after.terms },
    method: { before: before?.method ?? null, after: after.method },
    totals: { before: before === null ? null : totalsOf(before, today), after: totalsOf(after, today) },
    nextDue: { before: before === null ? null : nextDueOf(before, today), after: nextDueOf(after, today) },
  };
}

/** The due date of the first unpaid row on or after a day; null when there is none or the plan is closed. */
export function nextDueOf(plan: Pick<PlanState, "terms" | "rows">, today: LocalDate): LocalDate | null {
  if (plan.terms.state !== ACTIVE) return null;
  const next = plan.rows.find((row) => row.due >= today && row.received < effectiveAmount(row));
  return next?.due ?? null;
}
