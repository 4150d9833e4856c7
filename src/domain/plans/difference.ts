// What a command changed, row by row and in the totals, each before and after.
import type { LocalDate } from "../values/local-date.ts";
import type { Minor } from "../values/money.ts";
import {
  ACTIVE,
  effectiveAmount,
  type Instalment,
  type PaymentMethod,
  type PlanState,
  type Terms,
} from "./plan.ts";
import { type Totals, totalsOf } from "./totals.ts";

/** One row before and after; null where it was not there. `pastDue`: it was due before the day of the command. */
export type RowChange = {
  readonly ordinal: number;
  readonly before: Instalment | null;
  readonly after: Instalment | null;
  readonly pastDue: boolean;
};

/**
 * `repriced`: what the row asks for changed (override, else amount). `refilled`: what it holds changed. `rebatched`: it
 * went into a payment batch or out of one. A row can be in several lists. Totals are as of the day of the command;
 * `nextDue` is the first unpaid row due on that day or later. The halves named `before` are null for a new plan.
 */
export type Difference = {
  readonly added: readonly RowChange[];
  readonly removed: readonly RowChange[];
  readonly moved: readonly RowChange[];
  readonly repriced: readonly RowChange[];
  readonly refilled: readonly RowChange[];
  readonly rebatched: readonly RowChange[];
  readonly terms: { readonly before: Terms | null; readonly after: Terms };
  readonly method: { readonly before: PaymentMethod | null; readonly after: PaymentMethod };
  readonly totals: { readonly before: Totals | null; readonly after: Totals };
  readonly nextDue: { readonly before: LocalDate | null; readonly after: LocalDate | null };
};

/** Something the caller did not ask for and should know. Money in minor units. */
export type PlanWarning = {
  readonly tag: "OVERRIDE_DROPPED";
  readonly ordinal: number;
  readonly override: Minor;
};

/** The difference between two states of one plan; `before` is null for a plan just made. */
export function differenceOf(before: PlanState | null, after: PlanState, today: LocalDate): Difference {
  return {
    ...listsOf(rowChanges(before?.rows ?? [], after.rows, today)),
    terms: { before: before?.terms ?? null, after: after.terms },
    method: { before: before?.method ?? null, after: after.method },
    totals: { before: before === null ? null : totalsOf(before, today), after: totalsOf(after, today) },
    nextDue: { before: before === null ? null : nextDueOf(before, today), after: nextDueOf(after, today) },
  };
}

/** A row that left the plan takes its override with it: a warning each (update rule 6). */
export function warningsOf(difference: Pick<Difference, "removed">): readonly PlanWarning[] {
  const warnings: PlanWarning[] = [];
  for (const { ordinal, before } of difference.removed) {
    const override = before?.override ?? null;
    if (override !== null) warnings.push({ tag: "OVERRIDE_DROPPED", ordinal, override });
  }
  return warnings;
}

/** The due date of the first unpaid row on or after a day; null when there is none or the plan is closed. */
export function nextDueOf(plan: Pick<PlanState, "terms" | "rows">, today: LocalDate): LocalDate | null {
  if (plan.terms.state !== ACTIVE) return null;
  const next = plan.rows.find((row) => row.due >= today && row.received < effectiveAmount(row));
  return next?.due ?? null;
}

/** The changed rows of a difference, sorted by kind. */
export type RowLists = Pick<
  Difference,
  "added" | "removed" | "moved" | "repriced" | "refilled" | "rebatched"
>;

/** Puts each row that is not what it was into every list that it belongs in. */
export function listsOf(changes: readonly RowChange[]): RowLists {
  const added: RowChange[] = [];
  const removed: RowChange[] = [];
  const moved: RowChange[] = [];
  const repriced: RowChange[] = [];
  const refilled: RowChange[] = [];
  const rebatched: RowChange[] = [];
  for (const change of changes) {
    const { before, after } = change;
    if (before === null) added.push(change);
    else if (after === null) removed.push(change);
    else {
      if (before.due !== after.due) moved.push(change);
      if (effectiveAmount(before) !== effectiveAmount(after)) repriced.push(change);
      if (before.received !== after.received) refilled.push(change);
      if (before.inBatch !== after.inBatch) rebatched.push(change);
    }
  }
  return { added, removed, moved, repriced, refilled, rebatched };
}

function rowChanges(
  before: readonly Instalment[],
  after: readonly Instalment[],
  today: LocalDate,
): readonly RowChange[] {
  const changes: RowChange[] = [];
  for (let index = 0; index < Math.max(before.length, after.length); index += 1) {
    const old = before[index] ?? null;
    const now = after[index] ?? null;
    if (old === now) continue;
    const ordinal = index + 1;
    changes.push({ ordinal, before: old, after: now, pastDue: isPastDue(old ?? now, today) });
  }
  return changes;
}

const isPastDue = (row: Instalment | null, today: LocalDate): boolean => row !== null && row.due < today;
