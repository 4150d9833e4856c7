// The day of collection: weekends and holidays, forward, back, and forward within the month.
import { fc, test } from "@fast-check/vitest";
import { Temporal } from "temporal-polyfill/implementation";
import { describe, expect, it } from "vitest";
import {
  COLLECTION_CONVENTIONS,
  type CollectionConvention,
  collectionDate,
} from "../../../src/domain/plans/due-dates/collection-date.ts";
import { fromDayNumber, type LocalDate, toDayNumber } from "../../../src/domain/values/local-date.ts";
import { date } from "./builders.ts";
import { anyDate } from "./terms-changes.ts";

const holidays = (...dates: readonly string[]): ReadonlySet<LocalDate> => new Set(dates.map(date));

describe("collectionDate", () => {
  it.each<[string, string, CollectionConvention, readonly string[], string]>([
    ["a business day", "2025-05-30", "following", [], "2025-05-30"],
    ["a Saturday", "2025-05-31", "following", [], "2025-06-02"],
    ["a Saturday at a month's end", "2025-05-31", "modified-following", [], "2025-05-30"],
    ["a Saturday", "2025-05-31", "preceding", [], "2025-05-30"],
    ["a Sunday within the month", "2025-06-01", "modified-following", [], "2025-06-02"],
    ["a Sunday", "2025-06-01", "preceding", [], "2025-05-30"],
    ["Easter", "2025-04-18", "following", ["2025-04-18", "2025-04-21"], "2025-04-22"],
    ["Easter", "2025-04-18", "preceding", ["2025-04-18", "2025-04-17"], "2025-04-16"],
    [
      "a holiday on Monday after a Saturday",
      "2025-08-30",
      "modified-following",
      ["2025-09-01"],
      "2025-08-29",
    ],
    ["the last day of the calendar", "9999-12-31", "following", ["9999-12-31"], "9999-12-30"],
    ["the last day of the calendar", "9999-12-31", "modified-following", ["9999-12-31"], "9999-12-30"],
    ["the first day of the calendar", "0001-01-01", "preceding", ["0001-01-01"], "0001-01-02"],
  ])("of %s, %s, %s", (_name, due, convention, closed, expected) => {
    expect(collectionDate(date(due), convention, holidays(...closed))).toBe(expected);
  });

  test.prop([
    anyDate,
    fc.constantFrom(...COLLECTION_CONVENTIONS),
    fc.uniqueArray(fc.integer({ min: -9, max: 9 })),
  ])("is the nearest business day in its direction, whatever the holidays", (due, convention, near) => {
    const around = near.map((days) => toDayNumber(due) + days).filter((day) => day >= 0 && day <= 3_652_058);
    const closed = new Set(around.map(fromDayNumber));
    const isBusiness = (day: Temporal.PlainDate): boolean =>
      day.dayOfWeek <= 5 && !closed.has(date(day.toString()));
    const from = Temporal.PlainDate.from(due);
    const first = (step: number): Temporal.PlainDate => {
      let day = from;
      while (!isBusiness(day)) day = day.add({ days: step });
      return day;
    };
    fc.pre(from.year > 1 && from.year < 9999);
    const [later, earlier] = [first(1), first(-1)];
    const expected = {
      following: later,
      preceding: earlier,
      "modified-following": later.month === from.month ? later : earlier,
    }[convention];
    expect(collectionDate(due, convention, closed)).toBe(expected.toString());
  });
});
