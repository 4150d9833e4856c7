// A difference as it is kept in an event: each changed row once, in a line, since a history keeps very many of them.
import type { Plain } from "../../values/canonical-text.ts";
import type { LocalDate } from "../../values/local-date.ts";
import {
  listOf,
  malformed,
  objectOf,
  orNull,
  type Reader,
  readBigint,
  readDate,
  readString,
} from "../../values/read-plain.ts";
import type { RowChange } from "../difference/changed-rows.ts";
import type { Difference } from "../difference/difference.ts";
import type { InstalmentFacts } from "../plan.ts";
import type { Totals } from "../totals.ts";
import { readTerms } from "./command-text.ts";

/** The difference as plain data. */
export function plainDifference({ rows, terms, method, totals, nextDue }: Difference): Plain {
  const plain: { readonly [M in keyof Difference]: Plain } = {
    ...{ terms, method, totals, nextDue },
    rows: rows.map(changeLine),
  };
  return plain;
}

/** "4! 2025-04-30 10000 - 0 - > none": the ordinal, "!" where it is past due, the row before and after. */
function changeLine({ ordinal, before, after, pastDue }: RowChange): string {
  return `${ordinal}${pastDue ? "!" : ""} ${rowText(before)} > ${rowText(after)}`;
}

/** "2025-04-30 10000 - 0 batch": due date, amount, override, received, batch. */
function rowText(row: InstalmentFacts | null): string {
  if (row === null) return "none";
  const { due, amount, override, received, inBatch } = row;
  const cells: { readonly [M in Exclude<keyof InstalmentFacts, "ordinal">]: string } = {
    due,
    amount: `${amount}`,
    override: `${override ?? "-"}`,
    received: `${received}`,
    inBatch: inBatch ? "batch" : "-",
  };
  return Object.values(cells).join(" ");
}

const readChangeLine: Reader<RowChange> = (value, place) => {
  const match = /^(\d+)(!?) ([^>]+) > ([^>]+)$/.exec(readString(value, place));
  if (match === null) return malformed(place, "a row before and after");
  const ordinal = Number(match[1]);
  const [before, after] = [readRow(match[3], place, ordinal), readRow(match[4], place, ordinal)];
  return { ordinal, before, after, pastDue: match[2] === "!" };
};

function readRow(text: string | undefined, place: string, ordinal: number): InstalmentFacts | null {
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

const beforeAndAfter = <T>(reader: Reader<T>): Reader<{ readonly before: T | null; readonly after: T }> =>
  objectOf<{ readonly before: T | null; readonly after: T }>({ before: orNull(reader), after: reader });

/** Reads what `plainDifference` gave. */
export const readDifference: Reader<Difference> = objectOf<Difference>({
  terms: beforeAndAfter(readTerms),
  method: beforeAndAfter(readString),
  totals: beforeAndAfter(readTotals),
  nextDue: beforeAndAfter<LocalDate | null>(orNull(readDate)),
  rows: listOf(readChangeLine),
});
