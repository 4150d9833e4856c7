// The day a payment is collected: the due date, unless that is a weekend or a holiday. Read only; no grid moves.
import {
  fromDayNumber,
  type LocalDate,
  MAX_DAY_NUMBER,
  monthOf,
  toDayNumber,
} from "../../values/local-date.ts";

/**
 * `following`: the next business day. `modified-following`: the same, but the one before when that would be in
 * another month. `preceding`: the business day before.
 */
export const COLLECTION_CONVENTIONS = ["following", "modified-following", "preceding"] as const;

export type CollectionConvention = (typeof COLLECTION_CONVENTIONS)[number];

/**
 * The day on which an instalment due on `due` is collected. At the ends of the calendar, where a direction runs out,
 * the other one is taken; the due date itself when there is no business day at all.
 */
export function collectionDate(
  due: LocalDate,
  convention: CollectionConvention,
  holidays: ReadonlySet<LocalDate>,
): LocalDate {
  const later = businessDay(due, 1, holidays);
  const earlier = businessDay(due, -1, holidays);
  if (convention === "preceding") return earlier ?? later ?? due;
  if (convention === "following") return later ?? earlier ?? due;
  if (later !== null && monthOf(later) === monthOf(due)) return later;
  return earlier ?? later ?? due;
}

/** The first business day from `date` on in one direction, `date` included; null at the end of the calendar. */
function businessDay(date: LocalDate, step: 1 | -1, holidays: ReadonlySet<LocalDate>): LocalDate | null {
  for (let day = toDayNumber(date); day >= 0 && day <= MAX_DAY_NUMBER; day += step) {
    const candidate = fromDayNumber(day);
    if (!isWeekend(day) && !holidays.has(candidate)) return candidate;
  }
  return null;
}

/** Day 0, 0001-01-01, was a Monday. */
const isWeekend = (day: number): boolean => day % 7 >= 5;
