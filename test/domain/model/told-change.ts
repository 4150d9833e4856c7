// What really became different between two versions of a plan, worked out from the model's states alone.
import { freedRows } from "./model-ledger.ts";
import { asks, isOpen, type ModelPlan, type ModelRow, type ModelTotals, totalsOn } from "./model-plan.ts";
import type { Step } from "./random-history.ts";

/** One accepted command: the plan before (null for a new one) and after it, and the day that it was decided on. */
export type Change = {
  readonly before: ModelPlan | null;
  readonly after: ModelPlan;
  readonly today: string;
  readonly kind: Step["command"]["kind"];
};

/** One row before and after, undefined where it was not there. */
export type RowPair = {
  readonly ordinal: number;
  readonly was: ModelRow | undefined;
  readonly is: ModelRow | undefined;
};

const FIELDS = ["due", "amount", "override", "received", "inBatch"] as const;

export function rowPairs({ before, after }: Change): readonly RowPair[] {
  const count = Math.max(before?.rows.length ?? 0, after.rows.length);
  return Array.from({ length: count }, (_, index) => ({
    ordinal: index + 1,
    was: before?.rows[index],
    is: after.rows[index],
  }));
}

/** The rows that differ in any field (law T1). */
export const changedPairs = (change: Change): readonly RowPair[] =>
  rowPairs(change).filter(({ was, is }) => FIELDS.some((field) => was?.[field] !== is?.[field]));

/** Rows of both versions that differ in what is looked at. */
export const differing = (change: Change, look: (row: ModelRow) => unknown) =>
  changedPairs(change).flatMap(({ ordinal, was, is }) =>
    was !== undefined && is !== undefined && look(was) !== look(is) ? [{ ordinal, was, is }] : [],
  );

/** The side of today that a changed row was on; a new one is on the side that it is on now. */
export const wasPastDue = ({ was, is }: Omit<RowPair, "ordinal">, today: string): boolean =>
  ((was ?? is)?.due ?? today) < today;

/** Rows that a command other than an update freed (rule 8). */
export const freedBy = ({ before, after, kind }: Change): readonly number[] =>
  before === null || kind === "update" ? [] : freedRows(before.rows, after.rows);

/** The first unpaid row due on the day or later; none on a closed plan. */
export function nextOf(
  plan: ModelPlan | null,
  today: string,
): { readonly ordinal: number; readonly due: string } | null {
  if (plan === null || !isOpen(plan)) return null;
  const index = plan.rows.findIndex((row) => row.due >= today && row.received < asks(row));
  const row = plan.rows[index];
  return row === undefined ? null : { ordinal: index + 1, due: row.due };
}

export const totalsBefore = ({ before, today }: Change): ModelTotals | null =>
  before === null ? null : totalsOn(before, today);
export const totalsAfter = ({ after, today }: Change): ModelTotals => totalsOn(after, today);

/**
 * Everything that has to be said, by name: each changed row by what changed of it, each changed member of the terms,
 * rows that came free, and sums that are not what they were.
 */
export function toBeSaid(change: Change): readonly string[] {
  const { before, after } = change;
  const rows = changedPairs(change).flatMap(({ ordinal, was, is }) => {
    if (was === undefined) return [`row ${ordinal} added`];
    if (is === undefined) return [`row ${ordinal} removed`];
    return [
      ...(was.due === is.due ? [] : [`row ${ordinal} due`]),
      ...(asks(was) === asks(is) ? [] : [`row ${ordinal} asks`]),
      ...(was.override === is.override ? [] : [`row ${ordinal} override`]),
      ...(was.amount === is.amount || is.override === null ? [] : [`row ${ordinal} amount`]),
      ...(was.received === is.received ? [] : [`row ${ordinal} received`]),
      ...(was.inBatch === is.inBatch ? [] : [`row ${ordinal} batch`]),
    ];
  });
  const members = (["start", "amount", "count", "recurrence", "state"] as const).filter(
    (member) => before !== null && before.terms[member] !== after.terms[member],
  );
  const method = before !== null && before.method !== after.method ? ["method"] : [];
  // A closed plan asks for nothing, which its closing says; the warning says how much of it was overdue.
  const named = ["total", "credit", "received", ...(isOpen(after) ? (["overdue"] as const) : [])] as const;
  const sums = named.filter((sum) => (totalsBefore(change)?.[sum] ?? 0n) !== totalsAfter(change)[sum]);
  return [...rows, ...members, ...method, ...sums, ...freedBy(change).map((row) => `row ${row} freed`)];
}
