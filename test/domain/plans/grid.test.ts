// The grid by example, and against an independent calendar.
import { fc, test } from "@fast-check/vitest";
import { Temporal } from "temporal-polyfill/implementation";
import { describe, expect, it } from "vitest";
import { anchorOf, dueDates, dueOf, firstAnchor } from "../../../src/domain/plans/due-dates/grid.ts";
import type { Anchor } from "../../../src/domain/plans/plan.ts";
import { RECURRENCES } from "../../../src/domain/plans/terms/recurrence.ts";
import { date } from "./builders.ts";
import { anyDate, recurrenceArb } from "./terms-changes.ts";

const anchors: readonly Anchor[] = [
  firstAnchor(date("2025-01-31"), "Monthly"),
  { ordinal: 3, date: date("2025-03-31"), wantedDay: 31, recurrence: "Weekly", cause: null },
  { ordinal: 5, date: date("2025-06-30"), wantedDay: 31, recurrence: "Monthly", cause: null },
];

describe("the grid", () => {
  it("counts each row from the last anchor at or before it", () => {
    expect([1, 2, 3, 4, 5, 99].map((ordinal) => anchorOf(anchors, ordinal).ordinal)).toEqual([
      1, 1, 3, 3, 5, 5,
    ]);
    const all = [
      "2025-01-31",
      "2025-02-28",
      "2025-03-31",
      "2025-04-07",
      "2025-06-30",
      "2025-07-31",
      "2025-08-31",
    ];
    expect(dueDates(anchors, 1, 7)).toEqual(all);
    for (let first = 1; first <= 8; first += 1)
      expect(dueDates(anchors, first, 7)).toEqual(all.slice(first - 1));
    expect(all.map((_, index) => dueOf(anchors, index + 1))).toEqual(all);
  });

  it("is empty where the last row is before the first", () => {
    expect(dueDates(anchors, 5, 4)).toEqual([]);
  });

  it("throws without an anchor, and beyond the calendar where nobody asked before", () => {
    expect(() => anchorOf(anchors, 0)).toThrow("no anchor at or before instalment 0");
    const last = [firstAnchor(date("9999-12-31"), "Weekly")];
    expect(dueOf(last, 2)).toBeNull();
    expect(() => dueDates(last, 1, 2)).toThrow("instalment 2 falls beyond year 9999");
  });

  test.prop([anyDate, recurrenceArb, fc.integer({ min: 0, max: 599 })], { numRuns: 2_000 })(
    "agrees with Temporal, and ends where year 9999 does",
    (start, recurrence, steps) => {
      const { unit, every } = RECURRENCES[recurrence];
      const wanted = Temporal.PlainDate.from(start);
      const step = unit === "week" ? { weeks: every * steps } : { months: every * steps };
      const expected = wanted.add(step, { overflow: "constrain" });
      const due = dueOf([firstAnchor(start, recurrence)], steps + 1);
      expect(due).toBe(expected.year > 9999 ? null : expected.toString());
    },
  );
});
