// Anchors to due dates: every date is counted from its anchor, never from the row before it (rules D2 and D3).
import {
  dayOf,
  daysInMonth,
  fromDayNumber,
  type LocalDate,
  localDate,
  MAX_DAY_NUMBER,
  MAX_YEAR,
  monthOf,
  toDayNumber,
  yearOf,
} from "../../values/local-date.ts";
import type { Anchor } from "../plan.ts";
import { RECURRENCES } from "../terms/recurrence.ts";

const DAYS_IN_WEEK = 7;

/**
 * The anchor that instalment `ordinal` is counted from: the last one at or before it. Anchors are in order and the
 * first is instalment 1, so there always is one.
 */
export function anchorOf(anchors: readonly Anchor[], ordinal: number): Anchor {
  for (let index = anchors.length - 1; index >= 0; index -= 1) {
    const anchor = anchors[index];
    if (anchor !== undefined && anchor.ordinal <= ordinal) return anchor;
  }
  throw new Error(`no anchor at or before instalment ${ordinal}`);
}

/** Counts `steps` recurrences on from one anchor; null beyond year 9999. */
type Counter = (steps: number) => LocalDate | null;

/** Reads the anchor's date once, so that a run of rows costs one calculation each. */
function counterFrom(anchor: Anchor): Counter {
  const { unit, every } = RECURRENCES[anchor.recurrence];
  if (unit === "week") {
    const firstDay = toDayNumber(anchor.date);
    return (steps) => {
      const day = firstDay + DAYS_IN_WEEK * every * steps;
      return day > MAX_DAY_NUMBER ? null : fromDayNumber(day);
    };
  }
  const firstMonth = yearOf(anchor.date) * 12 + monthOf(anchor.date) - 1;
  return (steps) => {
    if (steps === 0) return anchor.date;
    const months = firstMonth + every * steps;
    const year = Math.floor(months / 12);
    if (year > MAX_YEAR) return null;
    const month = (months % 12) + 1;
    return localDate(year, month, Math.min(anchor.wantedDay, daysInMonth(year, month)));
  };
}

/** The due date of instalment `ordinal` (from 1, also beyond the plan's count); null beyond year 9999. */
export function dueOf(anchors: readonly Anchor[], ordinal: number): LocalDate | null {
  const anchor = anchorOf(anchors, ordinal);
  return counterFrom(anchor)(ordinal - anchor.ordinal);
}

/**
 * The due dates of instalments `first` to `last`, in order; empty when `last` is before `first`. Throws beyond year
 * 9999: ask `dueOf` about the last one before, dates only grow.
 */
export function dueDates(anchors: readonly Anchor[], first: number, last: number): LocalDate[] {
  const dates: LocalDate[] = [];
  let ordinal = first;
  while (ordinal <= last) {
    const anchor = anchorOf(anchors, ordinal);
    const next = anchors[anchors.indexOf(anchor) + 1];
    const end = next === undefined ? last : Math.min(last, next.ordinal - 1);
    const count = counterFrom(anchor);
    for (; ordinal <= end; ordinal += 1) {
      const due = count(ordinal - anchor.ordinal);
      if (due === null) throw new RangeError(`instalment ${ordinal} falls beyond year ${MAX_YEAR}`);
      dates.push(due);
    }
  }
  return dates;
}

/** The anchor of a fresh plan (rule D3): instalment 1 falls on the start date, its day is the day wanted. */
export function firstAnchor(
  start: LocalDate,
  recurrence: Anchor["recurrence"],
  cause: Anchor["cause"] = null,
): Anchor {
  return { ordinal: 1, date: start, wantedDay: dayOf(start), recurrence, cause };
}
