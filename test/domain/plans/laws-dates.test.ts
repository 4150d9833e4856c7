// Laws I4, I14 and I16: dates grow, keep step with their anchor, and know no time zone.
import { isMainThread } from "node:worker_threads";
import { fc, test } from "@fast-check/vitest";
import { Temporal } from "temporal-polyfill/implementation";
import { afterAll, describe, expect, it } from "vitest";
import type { Anchor, PlanState } from "../../../src/domain/plans/plan.ts";
import { RECURRENCES } from "../../../src/domain/plans/terms/recurrence.ts";
import { parseLocalDate } from "../../../src/domain/values/local-date.ts";
import { date, newPlan } from "./builders.ts";
import { statesOf, walk } from "./histories.ts";
import { anyHistory } from "./history-moves.ts";
import { duesOf, RUNS } from "./law-checks.ts";
import { anyDate } from "./terms-changes.ts";

test.prop([anyHistory], RUNS)("I4 due dates strictly increase", (history) => {
  for (const { rows } of statesOf(walk(history))) {
    expect(rows.every((row, index) => index === 0 || (rows[index - 1]?.due ?? "") < row.due)).toBe(true);
  }
});

describe("I14 inside an anchor", () => {
  test.prop([anyHistory], { numRuns: 400 })(
    "gaps are whole recurrences, by an independent calendar",
    (history) => {
      const { state } = walk(history);
      for (const { anchor, ordinal, due } of anchored(state)) {
        expect(due).toBe(expectedDue(anchor, ordinal - anchor.ordinal));
      }
    },
  );

  test.prop([anyHistory], RUNS)(
    "the first row falls on the anchor's date, which its wanted day explains",
    (history) => {
      for (const state of statesOf(walk(history))) {
        for (const anchor of state.anchors) {
          const day = Temporal.PlainDate.from(anchor.date);
          expect(day.day).toBe(Math.min(anchor.wantedDay, day.daysInMonth));
          const row = state.rows[anchor.ordinal - 1];
          if (row !== undefined) expect(row.due).toBe(anchor.date);
        }
        const ordinals = state.anchors.map(({ ordinal }) => ordinal);
        expect(ordinals).toEqual([...new Set(ordinals)].sort((a, b) => a - b));
        expect(ordinals[0]).toBe(1);
        expect(state.anchors.at(-1)?.recurrence).toBe(state.terms.recurrence);
      }
    },
  );
});

describe("I16 the date read depends on its first ten characters alone", () => {
  const zone = process.env.TZ;
  afterAll(() => {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  const time = fc
    .tuple(fc.nat({ max: 23 }), fc.nat({ max: 59 }), fc.nat({ max: 59 }))
    .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(":"));
  const offset = fc.constantFrom("", "Z", "+00:00", "+14:00", "-12:00", "-05:00", ".123+05:30");

  test.prop([anyDate, time, offset], RUNS)("whatever time and offset follow", (day, at, zoneText) => {
    expect(parseLocalDate(`${day}T${at}${zoneText}`)).toBe(day);
    expect(parseLocalDate(`${day} ${at}${zoneText}`)).toBe(day);
    expect(parseLocalDate(day)).toBe(day);
  });

  const ZONES = [
    "UTC",
    "Pacific/Kiritimati",
    "Pacific/Apia",
    "America/New_York",
    "Europe/London",
    "Australia/Lord_Howe",
  ];

  // Only a process's own thread takes up another TZ while it runs.
  it.skipIf(!isMainThread)("in any time zone of the process", () => {
    const seen = ZONES.map((name) => {
      process.env.TZ = name;
      const dates = ["2025-03-30", "2011-12-16", "2024-12-04", "1969-10-31"].map((start) => {
        const read = parseLocalDate(`${start}T23:30:00-05:00`) ?? date("");
        return [duesOf(newPlan({ start: read })), duesOf(newPlan({ start: read, recurrence: "Weekly" }))];
      });
      return { offset: new Date("2025-01-01T00:00:00Z").getTimezoneOffset(), dates };
    });
    expect(new Set(seen.map((one) => one.offset)).size).toBeGreaterThan(3);
    expect(new Set(seen.map((one) => JSON.stringify(one.dates))).size).toBe(1);
    expect(seen[0]?.dates[2]?.[0]?.slice(0, 2)).toEqual(["2024-12-04", "2025-01-04"]);
  });
});

function* anchored(plan: PlanState): Generator<{ anchor: Anchor; ordinal: number; due: string }> {
  for (const { ordinal, due } of plan.rows) {
    const anchor = plan.anchors.filter((one) => one.ordinal <= ordinal).at(-1);
    if (anchor === undefined) throw new Error("a row without an anchor");
    yield { anchor, ordinal, due };
  }
}

/** The due date by Temporal: whole weeks of days, or months on with the wanted day clamped. */
function expectedDue(anchor: Anchor, steps: number): string {
  const from = Temporal.PlainDate.from(anchor.date);
  const { unit, every } = RECURRENCES[anchor.recurrence];
  if (unit === "week") return from.add({ days: 7 * every * steps }).toString();
  const month = from.toPlainYearMonth().add({ months: every * steps });
  return month.toPlainDate({ day: Math.min(anchor.wantedDay, month.daysInMonth) }).toString();
}
