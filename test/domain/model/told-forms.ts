// What the judges of sentences share: a form that sentences have, and which rows a sentence is about.
import type { ModelRow } from "./model-plan.ts";
import { type Change, differing, wasPastDue } from "./told-change.ts";
import { agree, ROWS, rowsIn } from "./told-words.ts";

/** What a sentence says, by the names of `toBeSaid`; null where it is not true. */
export type Said = readonly string[] | null;
export type Words = Readonly<Record<string, string>>;
/** Words by name, and what they say of a change. */
export type Form = { readonly pattern: RegExp; readonly reads: (words: Words, change: Change) => Said };

export const form = (pattern: string, reads: Form["reads"]): Form => ({
  pattern: new RegExp(`^${pattern}$`),
  reads,
});

export const sum = (parts: readonly bigint[]): bigint => parts.reduce((total, part) => total + part, 0n);
export const ordinals = (pairs: readonly { readonly ordinal: number }[]): readonly number[] =>
  pairs.map(({ ordinal }) => ordinal);
export const said = (rows: readonly number[], what: string): Said => rows.map((row) => `row ${row} ${what}`);
export const allAre = <T>(values: readonly T[], value: T): boolean => values.every((each) => each === value);

/** "9 future payments". */
export const SIDE = "(?<count>\\d+) (?<side>future|past-due) (?<noun>payments?)";

/** Rows that differ in what is looked at, on the side of today that is told. */
export const onSide = (change: Change, side: string | undefined, look: (row: ModelRow) => unknown) =>
  differing(change, look).filter((pair) => wasPastDue(pair, change.today) === (side === "past-due"));

/** "payment 3", "payments 1, 2 and 4 to 6", and "17 payments" where a list would be long. */
export const WHICH = `(?<which>payments? ${ROWS}|\\d+ payments)`;

/**
 * The rows that a sentence is about, all of them among those of which it is true; a number alone means all of those.
 * Null where it names another, or its singular or plural is wrong (T5).
 */
export function toldRows(which: string | undefined, trueOf: readonly number[]): readonly number[] | null {
  const [first = "", ...rest] = (which ?? "").split(" ");
  if (/^\d/.test(first)) return trueOf.length === Number(first) && trueOf.length > 1 ? trueOf : null;
  const rows = rowsIn(rest.join(" "));
  const isRising = rows.every((row, index) => index === 0 || row > (rows[index - 1] ?? 0));
  return isRising && rows.every((row) => trueOf.includes(row)) && agree([first], rows.length) ? rows : null;
}

/** The same where the sentence has to be about every row of which it is true. */
export function toldAll(which: string | undefined, trueOf: readonly number[]): readonly number[] | null {
  const rows = toldRows(which, trueOf);
  return rows?.length === trueOf.length ? rows : null;
}
