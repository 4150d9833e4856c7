// Calendar dates of the reference model, counted month by month the way one would on paper: slow, and hard to get wrong.

/** A day of the proleptic Gregorian calendar; months 1 to 12, years 1 to 9999. */
export type Day = { readonly year: number; readonly month: number; readonly day: number };

export const LAST_YEAR = 9999;

export function lengthOfMonth(year: number, month: number): number {
  if ([4, 6, 9, 11].includes(month)) return 30;
  if (month !== 2) return 31;
  const leap = year % 400 === 0 || (year % 4 === 0 && year % 100 !== 0);
  return leap ? 29 : 28;
}

export function dayFrom(text: string): Day {
  const [year = 0, month = 0, day = 0] = text.split("-").map(Number);
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > lengthOfMonth(year, month)) {
    throw new Error(`${text} is no day`);
  }
  return { year, month, day };
}

export const textOf = ({ year, month, day }: Day): string =>
  [String(year).padStart(4, "0"), String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-");

/** The day `days` later (never earlier), or null beyond the last year. */
export function daysLater(from: Day, days: number): Day | null {
  let { year, month, day } = from;
  let left = days;
  while (left > 0) {
    const toMonthsEnd = lengthOfMonth(year, month) - day;
    if (left <= toMonthsEnd) return { year, month, day: day + left };
    left -= toMonthsEnd + 1;
    day = 1;
    month += 1;
    if (month === 13) {
      month = 1;
      year += 1;
    }
    if (year > LAST_YEAR) return null;
  }
  return { year, month, day };
}

/** `months` later in the calendar, on the wanted day or the month's last; null beyond the last year. */
export function monthsLater(from: Day, months: number, wanted: number): Day | null {
  let { year, month } = from;
  for (let step = 0; step < months; step += 1) {
    month += 1;
    if (month === 13) {
      month = 1;
      year += 1;
    }
  }
  if (year > LAST_YEAR) return null;
  return { year, month, day: Math.min(wanted, lengthOfMonth(year, month)) };
}

/** Whole days from one day to a later one. */
export function daysBetween(from: Day, to: Day): number {
  let count = 0;
  let { year, month, day } = from;
  while (year !== to.year || month !== to.month) {
    count += lengthOfMonth(year, month) - day + 1;
    day = 1;
    month += 1;
    if (month === 13) {
      month = 1;
      year += 1;
    }
    if (year > LAST_YEAR) throw new Error(`${textOf(to)} is before ${textOf(from)}`);
  }
  return count + to.day - day;
}

/** The day before. */
export function dayBefore({ year, month, day }: Day): Day {
  if (day > 1) return { year, month, day: day - 1 };
  if (month > 1) return { year, month: month - 1, day: lengthOfMonth(year, month - 1) };
  if (year === 1) throw new Error("there is no day before the first");
  return { year: year - 1, month: 12, day: 31 };
}
