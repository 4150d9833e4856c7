// A difference as it is kept in an event: each changed row once, in a line, since a history keeps very many of them.
import type { Plain } from "../values/canonical-text.ts";
import type { LocalDate } from "../values/local-date.ts";
import {
  listOf,
  malformed,
  objectOf,
  orNull,
  type Reader,
  readBigint,
  readDate,
  readString,
} from "../values/read-plain.ts";
import { readTerms } from "./command-text.ts";
import { type Difference, listsOf, type RowChange } from "./difference.ts";
import type { Instalment } from "./plan.ts";
import type { Totals } from "./totals.ts";

/** The difference as plain data; which lists a row is in follows from how it was and how it is. */
export function plainDifference(difference: Difference): Plain {
  const { terms, method, totals, nextDue } = difference;
  return { terms, method, totals, nextDue, rows: changedRows(difference).map(changeLine) };
}

/** Reads what `plainDifference` gave. */
export const readDifference: Reader<Difference> = (value, place) => {
  const { rows, ...rest } = readKept(value, place);
  return { ...listsOf(rows), ...rest };
};

/** Every changed row once, in order: it can be in several lists, each time with the same before and after. */
function changedRows(difference: Difference): readonly RowChange[] {
  const { added, removed, moved, repriced, refilled, rebatched } = difference;
  const byOrdinal = new Map<number, RowChange>();
  for (const list of [added, removed, moved, repriced, refilled, rebatched]) {
    for (const change of list) byOrdinal.set(change.ordinal, change);
  }
  return [...byOrdinal.values()].sort((a, b) => a.ordinal - b.ordinal);
}

/** "4! 2025-04-30 10000 - 0 - > none": the ordinal, "!" where it is past due, the row before and after. */
function changeLine({ ordinal, before, after, pastDue }: RowChange): string {
  return `${ordinal}${pastDue ? "!" : ""} ${rowText(before)} > ${rowText(after)}`;
}

/** "2025-04-30 10000 - 0 batch": due date, amount, override, received, batch. */
function rowText(row: Instalment | null): string {
  if (row === null) return "none";
  const { due, amount, override, received, inBatch } = row;
  return `${due} ${amount} ${override ?? "-"} ${received} ${inBatch ? "batch" : "-"}`;
}

const readChangeLine: Reader<RowChange> = (value, place) => {
  const match = /^(\d+)(!?) ([^>]+) > ([^>]+)$/.exec(readString(value, place));
  if (match === null) return malformed(place, "a row before and after");
  const ordinal = Number(match[1]);
  const [before, after] = [readRow(match[3], place, ordinal), readRow(match[4], place, ordinal)];
  return { ordinal, before, after, pastDue: match[2] === "!" };
};

function readRow(text: string | undefined, place: string, ordinal: number): Instalment | null {
  if (text === "none") return null;
  const [due, amount, override, received, batch, ...rest] = readString(text, place).split(" ");
  if (rest.length > 0 || (batch !== "batch" && batch !== "-")) return malformed(place, "a row");
  return {
    ordinal,
    due: readDate(due, place),
    amount: readBigint(amount, place),
    override: override === "-" ? null : readBigint(override, place),
    received: readBigint(received, place),
    inBatch: batch === "batch",
  };
}

const readTotals = objectOf<Totals>({
  total: readBigint,
  received: readBigint,
  outstanding: readBigint,
  credit: readBigint,
  overdue: readBigint,
  dueNow: readBigint,
});

type Kept = Pick<Difference, "terms" | "method" | "totals" | "nextDue"> & {
  readonly rows: readonly RowChange[];
};

const beforeAndAfter = <T>(reader: Reader<T>): Reader<{ readonly before: T | null; readonly after: T }> =>
  objectOf<{ readonly before: T | null; readonly after: T }>({ before: orNull(reader), after: reader });

const readKept = objectOf<Kept>({
  terms: beforeAndAfter(readTerms),
  method: beforeAndAfter(readString),
  totals: beforeAndAfter(readTotals),
  nextDue: beforeAndAfter<LocalDate | null>(orNull(readDate)),
  rows: listOf(readChangeLine),
});
