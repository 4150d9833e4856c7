// A clock that stands until it is moved. Days begin where the service has its calendar, in TIME_ZONE.
import {
  dayOf,
  daysInMonth,
  fromDayNumber,
  type LocalDate,
  localDate,
  MAX_DAY_NUMBER,
  MAX_YEAR,
  monthOf,
  parseLocalDate,
  toDayNumber,
  yearOf,
} from "../domain/values/local-date.ts";
import { instantOf, todayIn } from "../http/request/clock.ts";
import { objectOf, type Reader, text, wrong } from "../http/settings/setting-readers.ts";
import { accepted, wholeFrom } from "./input.ts";
import type { TwinClock, TwinInstant, TwinStep } from "./types.ts";

const HOUR = 3_600_000;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/;
const WORDS = 'a day, "2026-03-01", or an instant with Z or an offset, "2026-03-01T09:30:00Z", is expected';
/** What the zone's calendars show; beyond the years 1000 to 9999, which the service can show, a text before or behind every date. */
function shownIn(timeZone: string, ms: number): string {
  try {
    return todayIn(timeZone, ms);
  } catch {
    return ms < 0 ? "" : "~";
  }
}

/** When the day begins in the zone: the first millisecond at which its calendars show it. */
function beginning(date: LocalDate, timeZone: string): number {
  // Zones are from 12 hours behind to 14 before UTC, and each shows one day after the other.
  let [before, from] = [Date.parse(date) - 15 * HOUR, Date.parse(date) + 13 * HOUR];
  while (from - before > 1) {
    const middle = Math.floor((before + from) / 2);
    if (shownIn(timeZone, middle) < date) before = middle;
    else from = middle;
  }
  return from;
}

/** A moment on a day that there is. */
const within =
  (timeZone: string): Reader<number> =>
  (value, place) => {
    const ms = value as number;
    const isThere = Math.abs(ms) < 1e15 && /^\d/.test(shownIn(timeZone, ms)) && /^\d{4}-/.test(instantOf(ms));
    return isThere ? ms : wrong(place, "it is outside of the years 1000 to 9999");
  };

/** Milliseconds since 1970 of a day or an instant. */
export const momentReader =
  (timeZone: string): Reader<number> =>
  (value, place) => {
    const given = text(value, place);
    const day = parseLocalDate(given);
    if (day === null) return wrong(place, WORDS);
    if (day === given) return within(timeZone)(beginning(day, timeZone), place);
    const moment = INSTANT.test(given) ? Date.parse(given) : Number.NaN;
    return Number.isNaN(moment) ? wrong(place, WORDS) : within(timeZone)(moment, place);
  };

const UNITS = [
  "years",
  "months",
  "weeks",
  "days",
  "hours",
  "minutes",
  "seconds",
  "milliseconds",
] as const satisfies readonly (keyof TwinStep)[];
const count = wholeFrom(0, 4_000_000_000_000);
const readUnits = objectOf<TwinStep>(
  Object.fromEntries(UNITS.map((unit) => [unit, count])) as { [U in keyof TwinStep]-?: Reader<number> },
  UNITS,
);
const stepReader: Reader<TwinStep> = (value, place) => {
  const step = readUnits(value, place);
  return Object.keys(step).length > 0
    ? step
    : wrong(place, `At least one of ${UNITS.join(", ")} is expected.`);
};

/** By the calendar first, then by the day, then by the clock. */
function moved(from: number, step: TwinStep, timeZone: string): number {
  const { years = 0, months = 0, weeks = 0, days = 0 } = step;
  const { hours = 0, minutes = 0, seconds = 0, milliseconds = 0 } = step;
  const rest = hours * HOUR + minutes * 60_000 + seconds * 1_000 + milliseconds;
  if (years + months + weeks + days === 0) return from + rest;
  const today = todayIn(timeZone, from);
  const month = yearOf(today) * 12 + monthOf(today) - 1 + years * 12 + months;
  const year = Math.floor(month / 12);
  if (year > MAX_YEAR) return Number.POSITIVE_INFINITY;
  const day = Math.min(dayOf(today), daysInMonth(year, (month % 12) + 1));
  const number = toDayNumber(localDate(year, (month % 12) + 1, day)) + weeks * 7 + days;
  if (number > MAX_DAY_NUMBER) return Number.POSITIVE_INFINITY;
  const start = beginning(fromDayNumber(number), timeZone);
  // The same time of day, as far as that day has it.
  const isLast = number === MAX_DAY_NUMBER;
  const length = isLast ? 24 * HOUR : beginning(fromDayNumber(number + 1), timeZone) - start;
  const sinceMidnight = from - beginning(today, timeZone);
  return start + Math.min(sinceMidnight, length - 1) + rest;
}

export type ClockInside = TwinClock & { readonly ms: () => number; readonly setMs: (to: number) => void };

export function standingClock(startMs: number, timeZone: string): ClockInside {
  let now = startMs;
  const show = (): TwinInstant => instantOf(now);
  const read = momentReader(timeZone);
  return {
    ms: () => now,
    setMs: (to) => {
      now = to;
    },
    now: show,
    set: (to) => {
      now = accepted(read, to, "clock.set");
      return show();
    },
    advance: (by) => {
      const step = accepted(stepReader, by, "clock.advance");
      now = accepted(within(timeZone), moved(now, step, timeZone), "clock.advance");
      return show();
    },
  };
}
