// Calendar dates: what is read, what is refused, and day numbers against an independent calendar.
import { fc, test } from "@fast-check/vitest";
import { Temporal } from "temporal-polyfill/implementation";
import { describe, expect, it } from "vitest";
import {
  dayOf,
  daysInMonth,
  fromDayNumber,
  isLeapYear,
  LAST_DATE,
  localDate,
  MAX_DAY_NUMBER,
  monthOf,
  parseLocalDate,
  toDayNumber,
  yearOf,
} from "../../../src/domain/values/local-date.ts";

const FIRST = Temporal.PlainDate.from("0001-01-01");

describe("parseLocalDate", () => {
  it.each(["2025-01-31", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31", "2025-04-30"])(
    "reads %s",
    (text) => {
      expect(parseLocalDate(text)).toBe(text);
    },
  );

  it.each([
    "2025-02-29",
    "1900-02-29",
    "2025-02-30",
    "2025-04-31",
    "2025-13-01",
    "2025-00-10",
    "2025-01-00",
    "2025-01-32",
    "0000-12-31",
    "2025-1-31",
    "02025-01-31",
    "2025-01-311",
    "2025-01-31x",
    " 2025-01-31",
    "2025/01/31",
    "-2025-01-31",
    "٢٠٢٥-01-31",
    "",
  ])("refuses %s", (text) => {
    expect(parseLocalDate(text)).toBeNull();
  });

  it("ignores what follows the date", () => {
    expect(parseLocalDate("2024-12-04T23:30:00-05:00")).toBe("2024-12-04");
    expect(parseLocalDate("2024-12-04 whatever")).toBe("2024-12-04");
  });
});

describe("day numbers", () => {
  const dayNumber = fc.integer({ min: 0, max: MAX_DAY_NUMBER });

  it("run from the first day of year 1 to the last of 9999", () => {
    expect(fromDayNumber(0)).toBe("0001-01-01");
    expect(fromDayNumber(MAX_DAY_NUMBER)).toBe(LAST_DATE);
    expect(toDayNumber(LAST_DATE)).toBe(MAX_DAY_NUMBER);
  });

  test.prop([dayNumber], { numRuns: 5_000 })("agree with Temporal and read back", (day) => {
    const date = fromDayNumber(day);
    expect(date).toBe(FIRST.add({ days: day }).toString());
    expect(toDayNumber(date)).toBe(day);
    expect(parseLocalDate(date)).toBe(date);
    expect(localDate(yearOf(date), monthOf(date), dayOf(date))).toBe(date);
  });

  it("follow each other across every month of a leap cycle", () => {
    let day = toDayNumber(localDate(1899, 12, 31));
    for (let year = 1900; year <= 2300; year += 1) {
      for (let month = 1; month <= 12; month += 1) {
        const length = Temporal.PlainYearMonth.from({ year, month }).daysInMonth;
        expect(daysInMonth(year, month)).toBe(length);
        expect(toDayNumber(localDate(year, month, 1))).toBe(day + 1);
        expect(fromDayNumber(day + 1)).toBe(localDate(year, month, 1));
        day += length;
        expect(fromDayNumber(day)).toBe(localDate(year, month, length));
      }
    }
  });
});

it("leap years are every fourth, but for centuries not divisible by 400", () => {
  expect([1900, 1996, 2000, 2023, 2024, 2100].filter(isLeapYear)).toEqual([1996, 2000, 2024]);
});
