// Dates, counts and changes the way a person reads them; for sentences only, never for data.
import { dayOf, type LocalDate, monthOf } from "../../values/local-date.ts";
import type { Minor } from "../../values/money.ts";

const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);

/** "February" for month 2. */
export function monthName(month: number): string {
  const name = MONTHS[month - 1];
  if (name === undefined) throw new RangeError(`there is no month ${month}`);
  return name;
}

/** "30 Apr 2025". */
export function readableDate(date: LocalDate): string {
  return `${dayOf(date)} ${monthName(monthOf(date)).slice(0, 3)} ${date.slice(0, 4)}`;
}

/** "1 future payment", "9 future payments"; `kind` may be empty. */
export function payments(count: number, kind: "" | "future" | "past-due"): string {
  const noun = count === 1 ? "payment" : "payments";
  return kind === "" ? `${count} ${noun}` : `${count} ${kind} ${noun}`;
}

/** More runs of neighbours than this are not named one by one. */
const MAX_NAMED_RUNS = 4;

/** "payment 4", "payments 4 and 5", "payments 1 to 3, 7 and 9"; just how many where they are scattered too much. */
export function namedPayments(ordinals: readonly number[]): string {
  const named: string[] = [];
  let runs = 0;
  for (let at = 0; at < ordinals.length; runs += 1) {
    const first = ordinals[at] ?? 0;
    let last = first;
    at += 1;
    for (; ordinals[at] === last + 1; at += 1) last += 1;
    if (last > first + 1) named.push(`${first} to ${last}`);
    else named.push(...(last > first ? [`${first}`, `${last}`] : [`${first}`]));
  }
  if (runs > MAX_NAMED_RUNS) return `${ordinals.length} payments`;
  const noun = ordinals.length === 1 ? "payment" : "payments";
  const tail = named.length > 1 ? ` and ${named.at(-1)}` : "";
  return `${noun} ${named.slice(0, Math.max(1, named.length - 1)).join(", ")}${tail}`;
}

/** "falls" of one row, "fall" of several. */
export function verb(stem: string, rows: readonly unknown[]): string {
  return rows.length === 1 ? `${stem}s` : stem;
}

/** How sums change; two equal ones are not said to (law T5). */
export function together(
  { from, to }: { readonly from: Minor; readonly to: Minor },
  money: (minor: Minor) => string,
): string {
  return from === to
    ? `one by one and stay ${money(to)} together`
    : `from ${money(from)} to ${money(to)} together`;
}
