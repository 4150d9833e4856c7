// A plain calendar date (proleptic Gregorian, years 1 to 9999): no time, no zone, no Date object.

/** "YYYY-MM-DD". Text order is date order. */
export type LocalDate = string & { readonly __brand: "LocalDate" };

/** Days counted from 0001-01-01, which is day 0. */
export type DayNumber = number;

const DAYS_IN_400_YEARS = 146_097;
const DAYS_BEFORE_YEAR_ONE = 306;
export const MAX_DAY_NUMBER: DayNumber = 3_652_058;
export const MAX_YEAR = 9999;

/** The last date there is. */
export const LAST_DATE = "9999-12-31" as LocalDate;

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Length of a month in days; `month` is 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export function yearOf(date: LocalDate): number {
  return Number(date.slice(0, 4));
}

export function monthOf(date: LocalDate): number {
  return Number(date.slice(5, 7));
}

export function dayOf(date: LocalDate): number {
  return Number(date.slice(8, 10));
}

const pad = (value: number, width: number): string => value.toString().padStart(width, "0");

/** "-01-01" to "-12-31", month by month, 31 each: dates are made by the hundred, and this is most of one. */
const MONTH_AND_DAY: readonly string[] = Array.from(
  { length: 12 * 31 },
  (_, index) => `-${pad(Math.floor(index / 31) + 1, 2)}-${pad((index % 31) + 1, 2)}`,
);

/** A date from its parts, which must be those of a real day. */
export function localDate(year: number, month: number, day: number): LocalDate {
  const yearText = year >= 1000 ? year.toString() : pad(year, 4);
  return (yearText + MONTH_AND_DAY[(month - 1) * 31 + day - 1]) as LocalDate;
}

/**
 * Reads "YYYY-MM-DD", alone or as the first ten characters of a longer ISO text: what follows (time, offset) is
 * ignored (rule D1). Null for a day that does not exist and for year 0.
 */
export function parseLocalDate(text: string): LocalDate | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})(?:$|[T ])/.exec(text);
  if (match === null) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return text.slice(0, 10) as LocalDate;
}

/** The date's day number. Years are counted from March, so that the leap day is a year's last. */
export function toDayNumber(date: LocalDate): DayNumber {
  const month = monthOf(date);
  const year = yearOf(date) - (month <= 2 ? 1 : 0);
  const monthFromMarch = (month + 9) % 12;
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + dayOf(date) - 1;
  const leapDays = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
  return 365 * year + leapDays + dayOfYear - DAYS_BEFORE_YEAR_ONE;
}

/** The date of a day number between 0 and `MAX_DAY_NUMBER`. */
export function fromDayNumber(dayNumber: DayNumber): LocalDate {
  const shifted = dayNumber + DAYS_BEFORE_YEAR_ONE;
  const era = Math.floor(shifted / DAYS_IN_400_YEARS);
  const dayOfEra = shifted - era * DAYS_IN_400_YEARS;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = ((monthFromMarch + 2) % 12) + 1;
  return localDate(era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day);
}
