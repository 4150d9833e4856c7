// Dates, amounts and counts the way a person reads them; for sentences only, never for data.
import type { Currency } from "../values/currency.ts";
import { dayOf, type LocalDate, monthOf } from "../values/local-date.ts";
import { formatMinor, inThousands, type Minor } from "../values/money.ts";

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

/** Minor units as "1,200.00": the currency's decimals, thousands apart. */
export function readableAmount(minor: Minor, currency: Currency): string {
  const [whole = "", fraction] = formatMinor(minor, currency).split(".");
  const grouped = inThousands(whole);
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** "1 future payment", "9 future payments"; `kind` may be empty. */
export function payments(count: number, kind: "" | "future" | "past-due"): string {
  const noun = count === 1 ? "payment" : "payments";
  return kind === "" ? `${count} ${noun}` : `${count} ${kind} ${noun}`;
}
