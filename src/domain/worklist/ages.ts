// How long something has been overdue, in the four ages that receivables are looked at by.
import { fromDayNumber, type LocalDate, MAX_DAY_NUMBER, toDayNumber } from "../values/local-date.ts";

/** The ages of what is overdue, youngest first, each with the days that it goes up to. */
const UP_TO = { "1-30": 30, "31-60": 60, "61-90": 90, "over-90": null } as const;

export type Age = keyof typeof UP_TO;
export const AGES = Object.keys(UP_TO) as readonly Age[];

/** Days from one date to a later one. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => toDayNumber(to) - toDayNumber(from);

/** The day so many days before another, or the first there is. */
const before = (today: LocalDate, days: number): LocalDate =>
  fromDayNumber(Math.max(0, toDayNumber(today) - days));

/** The days, both included, on which what is of this age today was due, or of any age; `from` is null for the oldest. */
export function dueWithin(
  age: Age | null,
  today: LocalDate,
): { readonly from: LocalDate | null; readonly to: LocalDate } {
  if (age === null) return { from: null, to: before(today, 1) };
  const younger = AGES[AGES.indexOf(age) - 1];
  const upTo = UP_TO[age];
  return {
    from: upTo === null ? null : before(today, upTo),
    to: before(today, (younger === undefined ? 0 : (UP_TO[younger] ?? 0)) + 1),
  };
}

/** The age of what was due on a day before today. */
export function ageOf(due: LocalDate, today: LocalDate): Age {
  const days = daysBetween(due, today);
  return AGES.find((age) => days <= (UP_TO[age] ?? days)) ?? "over-90";
}

/** The last day that a date can be written with which has begun today: with a zone, it may be ahead of ours. */
export const lastWritten = (today: LocalDate): LocalDate =>
  fromDayNumber(Math.min(MAX_DAY_NUMBER, toDayNumber(today) + 2));

/** How many of a plan's instalments may be overdue, about: one a week since the oldest. */
export const mostOverdue = (count: number, since: LocalDate, today: LocalDate): number =>
  Math.min(count, Math.floor(daysBetween(since, today) / 7) + 1);
