// Reads the words that the service speaks in back into numbers: amounts, dates, lists of payments, singular and plural.
import { dayFrom, lengthOfMonth, textOf } from "./model-dates.ts";

export const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** Patterns of the words, to put into the pattern of a sentence. */
export const MONEY = "\\d{1,3}(?:,\\d{3})*\\.\\d{2}";
export const DATE = "\\d{1,2} [A-Z][a-z]{2} \\d{4}";
export const ROWS = "\\d+(?:(?:, | and | to )\\d+)*";

/** "1,200.00" in minor units; the histories are in a currency of two decimals. */
export const moneyIn = (text: string): bigint => BigInt(text.replace(/[,.]/g, ""));

/** "30 Apr 2025" as "2025-04-30"; throws for a day that there is not. */
export function dateIn(text: string): string {
  const [day = "", month = "", year = ""] = text.split(" ");
  const number = MONTHS.findIndex((name) => name.slice(0, 3) === month) + 1;
  const read = { year: Number(year), month: number, day: Number(day) };
  if (number === 0 || read.day < 1 || read.day > lengthOfMonth(read.year, number)) {
    throw new Error(`${text} is no day`);
  }
  return textOf(dayFrom(textOf(read)));
}

/** "1, 2 and 4 to 6" as 1, 2, 4, 5, 6. */
export function rowsIn(text: string): readonly number[] {
  return text.split(/, | and /).flatMap((part) => {
    const [first = 0, last = first] = part.split(" to ").map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

const SINGULAR: Readonly<Record<string, string>> = {
  payments: "payment",
  are: "is",
  owe: "owes",
  keep: "keeps",
  hold: "holds",
  fall: "falls",
  rise: "rises",
  change: "changes",
  move: "moves",
  leave: "leaves",
  go: "goes",
  come: "comes",
  have: "has",
  amounts: "amount",
  overrides: "override",
  their: "its",
};

/** Whether words that go with a number go with this one (law T5): all singular for one, all plural for more. */
export function agree(words: readonly (string | undefined)[], count: number): boolean {
  const forms = Object.entries(SINGULAR);
  return words.every((word) => {
    if (word === undefined) return true;
    const known = forms.find((pair) => pair.includes(word));
    if (known === undefined) throw new Error(`no number of ${word} is known`);
    return word === known[count === 1 ? 1 : 0];
  });
}
