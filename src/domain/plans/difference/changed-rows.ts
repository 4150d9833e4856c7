// The one list of what a command changed, row by row, each before and after; every other list is a reading of it (T1).
import type { LocalDate } from "../../values/local-date.ts";
import { effectiveAmount, factsOf, type Instalment, type InstalmentFacts, isLocked } from "../plan.ts";

/** One row before and after; null where it was not there. `pastDue`: it was due before the day of the command. */
export type RowChange = {
  readonly ordinal: number;
  readonly before: InstalmentFacts | null;
  readonly after: InstalmentFacts | null;
  readonly pastDue: boolean;
};

/** The rows that are not what they were, in order. A row that stayed the same object stayed the same. */
export function changedRows(
  before: readonly Instalment[],
  after: readonly Instalment[],
  today: LocalDate,
): readonly RowChange[] {
  const changes: RowChange[] = [];
  for (let index = 0; index < Math.max(before.length, after.length); index += 1) {
    const [old, now] = [before[index], after[index]];
    if (old === now || (old !== undefined && now !== undefined && isSame(old, now))) continue;
    changes.push({
      ordinal: index + 1,
      before: old === undefined ? null : factsOf(old),
      after: now === undefined ? null : factsOf(now),
      pastDue: ((old ?? now)?.due ?? today) < today,
    });
  }
  return changes;
}

type Fact = Exclude<keyof InstalmentFacts, "ordinal">;

/** By which reading a change of each fact of a row is told; a new fact does not compile until it is told by one. */
const READ_AS: { readonly [F in Fact]: readonly Reading[] } = {
  due: ["moved"],
  amount: ["repriced", "underOverride"],
  override: ["overridden"],
  received: ["refilled"],
  inBatch: ["rebatched"],
};

const FACTS = Object.keys(READ_AS) as readonly Fact[];

function isSame(one: InstalmentFacts, other: InstalmentFacts): boolean {
  for (const fact of FACTS) if (one[fact] !== other[fact]) return false;
  return true;
}

/** The names of the readings, in the order in which they are shown. */
export const READINGS = [
  "added",
  "removed",
  "moved",
  "repriced",
  "overridden",
  "underOverride",
  "refilled",
  "rebatched",
] as const;

export type Reading = (typeof READINGS)[number];

/**
 * Whether a change belongs in a reading. `repriced`: what the row asks for is another (override, else amount).
 * `overridden`: its override was set, changed or taken off. `underOverride`: its amount is another, but an override
 * stands before or after. `refilled`: it holds another sum. `rebatched`: it went into a payment batch or out of one. A
 * row that was not there before had no override, no money and no batch.
 */
const BELONGS: { readonly [R in Reading]: (change: RowChange) => boolean } = {
  added: ({ before }) => before === null,
  removed: ({ after }) => after === null,
  moved: both((before, after) => before.due !== after.due),
  repriced: both((before, after) => effectiveAmount(before) !== effectiveAmount(after)),
  overridden: ({ before, after }) => after !== null && (before?.override ?? null) !== after.override,
  underOverride: both(
    (before, after) =>
      before.amount !== after.amount && (before.override !== null || after.override !== null),
  ),
  refilled: ({ before, after }) => after !== null && (before?.received ?? 0n) !== after.received,
  rebatched: ({ before, after }) => after !== null && (before?.inBatch ?? false) !== after.inBatch,
};

/** The rows of one reading, in order; a row can be in several. */
export function reading(rows: readonly RowChange[], name: Reading): readonly RowChange[] {
  return rows.filter(BELONGS[name]);
}

/** A row that a lock let go of: it held money or was in a batch, and neither is so now (rule 8). */
export function isFreed({ before, after }: RowChange): boolean {
  return before !== null && after !== null && isLocked(before) && !isLocked(after);
}

function both(holds: (before: InstalmentFacts, after: InstalmentFacts) => boolean) {
  return ({ before, after }: RowChange): boolean => before !== null && after !== null && holds(before, after);
}
