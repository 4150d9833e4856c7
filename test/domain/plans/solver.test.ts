// The solver: any two of amount, count and total give the third, exactly.
import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { type ScheduleQuestion, solveSchedule } from "../../../src/domain/plans/schedule/solver.ts";
import { rowsForTotal, splitTotal } from "../../../src/domain/plans/schedule/split.ts";
import { MAX_COUNT } from "../../../src/domain/plans/terms/terms-check.ts";
import { MAX_MINOR } from "../../../src/domain/values/money.ts";
import { accepted, date, refused } from "./builders.ts";
import { SOLVER } from "./cases.ts";
import { sumOf } from "./law-checks.ts";

const question = (pinned: Partial<ScheduleQuestion>): ScheduleQuestion => ({
  start: date("2025-01-31"),
  recurrence: "Monthly",
  amount: null,
  count: null,
  total: null,
  end: null,
  ...pinned,
});

const solved = (pinned: Partial<ScheduleQuestion>) =>
  accepted(solveSchedule(question(pinned))).map(({ parts, ...choice }) => ({
    ...choice,
    parts: parts.map(({ amount }) => amount),
  }));

const failure = (pinned: Partial<ScheduleQuestion>) => refused(solveSchedule(question(pinned)));

describe("the bounds", () => {
  it("let in the largest count, and a total of one minor unit for each instalment", () => {
    expect(solved({ count: MAX_COUNT, amount: 1n })[0]?.count).toBe(MAX_COUNT);
    expect(failure({ count: MAX_COUNT + 1, amount: 1n })).toMatchObject({ tag: "COUNT_OUT_OF_RANGE" });
    expect(solved({ count: 3, total: 3n, amount: 1n })).toMatchObject([
      { residue: "none", parts: [1n, 1n, 1n] },
    ]);
  });
});

describe("solver cases", () => {
  it.each(SOLVER.split_total_by_count)("$total_minor $currency in $installments parts", (one) => {
    const [total, count] = [BigInt(one.total_minor), one.installments];
    expect(splitTotal(total, count, "last").map(Number)).toEqual(one.last);
    expect(splitTotal(total, count, "first").map(Number)).toEqual(one.first);
    if (total < BigInt(count)) return;
    const choices = solved({ total, count });
    const even = total % BigInt(count) === 0n;
    expect(choices.map(({ residue }) => residue)).toEqual(even ? ["none"] : ["last", "first"]);
    expect(choices[0]?.parts.map(Number)).toEqual(one.last);
    expect(choices.at(-1)?.parts.map(Number)).toEqual(one.first);
  });

  it.each(SOLVER.count_for_total_and_amount)("$total_minor in rows of $amount_minor", (one) => {
    const [total, amount] = [BigInt(one.total_minor), BigInt(one.amount_minor)];
    expect(rowsForTotal(total, amount)).toEqual({
      count: BigInt(one.installments),
      last: BigInt(one.last_minor),
    });
    const [choice, ...others] = solved({ total, amount });
    expect(others).toEqual([]);
    expect(choice?.count).toBe(one.installments);
    expect(choice?.amount).toBe(amount);
    expect(choice?.parts.at(-1)).toBe(BigInt(one.last_minor));
    expect(choice?.residue).toBe(one.last_minor === one.amount_minor ? "none" : "last");
  });
});

describe("solveSchedule", () => {
  it("multiplies amount and count", () => {
    expect(solved({ amount: 500n, count: 3 })).toEqual([
      { residue: "none", amount: 500n, count: 3, total: 1500n, parts: [500n, 500n, 500n] },
    ]);
  });

  it("dates the rows from the start", () => {
    const [choice] = accepted(solveSchedule(question({ amount: 500n, count: 3 })));
    expect(choice?.parts).toEqual([
      { ordinal: 1, due: "2025-01-31", amount: 500n },
      { ordinal: 2, due: "2025-02-28", amount: 500n },
      { ordinal: 3, due: "2025-03-31", amount: 500n },
    ]);
  });

  it("takes an end date for a count: the last date on or before it", () => {
    expect(solved({ amount: 500n, end: date("2025-03-30") })[0]?.count).toBe(2);
    expect(solved({ amount: 500n, end: date("2025-03-31") })[0]?.count).toBe(3);
    expect(solved({ total: 1500n, end: date("2025-01-31") })[0]?.parts).toEqual([1500n]);
    expect(solved({ amount: 500n, count: 3, end: date("2025-04-29") })[0]?.count).toBe(3);
  });

  it("counts to the end of the calendar at most", () => {
    const edge = { start: date("9999-11-30"), end: date("9999-12-31"), amount: 1n };
    expect(solved(edge)[0]?.count).toBe(2);
  });

  it("accepts all three when they fit, with a smaller last row or with the residue first or last", () => {
    expect(solved({ amount: 500n, count: 3, total: 1500n }).map(({ residue }) => residue)).toEqual(["none"]);
    expect(solved({ amount: 500n, count: 3, total: 1200n })).toEqual([
      { residue: "last", amount: 500n, count: 3, total: 1200n, parts: [500n, 500n, 200n] },
    ]);
    expect(solved({ amount: 500n, count: 3, total: 1502n }).map(({ parts }) => parts)).toEqual([
      [500n, 500n, 502n],
      [501n, 501n, 500n],
    ]);
  });

  it("refuses what does not fit", () => {
    expect(failure({ amount: 500n, count: 3, total: 1503n })).toEqual({ tag: "SCHEDULE_INCONSISTENT" });
    expect(failure({ amount: 500n, count: 3, total: 1000n })).toEqual({ tag: "SCHEDULE_INCONSISTENT" });
    expect(failure({ amount: 1n, count: 3, total: 2n })).toEqual({ tag: "SCHEDULE_INCONSISTENT" });
    expect(failure({ amount: 500n, count: 4, end: date("2025-03-31") })).toEqual({
      tag: "SCHEDULE_INCONSISTENT",
    });
  });

  it.each([{}, { amount: 1n }, { count: 1 }, { total: 1n }, { end: date("2025-02-01") }])(
    "refuses %o: fewer than two are pinned",
    (pinned) => {
      expect(failure(pinned)).toEqual({ tag: "SCHEDULE_UNDETERMINED" });
    },
  );

  it("refuses a row that would ask for nothing", () => {
    expect(failure({ total: 2n, count: 3 })).toEqual({ tag: "TOTAL_BELOW_COUNT", total: 2n, count: 3 });
    expect(solved({ total: 3n, count: 3 })[0]?.parts).toEqual([1n, 1n, 1n]);
  });

  it("refuses what no terms may be", () => {
    expect(failure({ amount: 0n, count: 1 }).tag).toBe("AMOUNT_NOT_POSITIVE");
    expect(failure({ total: -1n, count: 1 }).tag).toBe("AMOUNT_NOT_POSITIVE");
    expect(failure({ total: MAX_MINOR + 1n, count: 1 }).tag).toBe("AMOUNT_TOO_LARGE");
    expect(failure({ amount: MAX_MINOR, count: 2 })).toEqual({
      tag: "AMOUNT_TOO_LARGE",
      of: "total",
      max: MAX_MINOR,
    });
    expect(solved({ amount: MAX_MINOR, count: 1 })[0]?.total).toBe(MAX_MINOR);
    expect(failure({ amount: 1n, count: 0 }).tag).toBe("COUNT_OUT_OF_RANGE");
    expect(failure({ amount: 1n, count: 1.5 }).tag).toBe("COUNT_OUT_OF_RANGE");
    expect(failure({ amount: 1n, count: 601 })).toEqual({
      tag: "COUNT_OUT_OF_RANGE",
      count: 601,
      min: 1,
      max: 600,
    });
    expect(failure({ total: 601n, amount: 1n })).toEqual({
      tag: "COUNT_OUT_OF_RANGE",
      count: 601,
      min: 1,
      max: 600,
    });
    expect(solved({ total: 600n, amount: 1n })[0]?.count).toBe(600);
    expect(failure({ amount: 1n, end: date("2075-01-31") })).toEqual({
      tag: "COUNT_OUT_OF_RANGE",
      count: 601,
      min: 1,
      max: 600,
    });
    expect(solved({ amount: 1n, end: date("2074-12-31") })[0]?.count).toBe(600);
    expect(failure({ amount: 1n, end: date("2025-01-30") })).toEqual({
      tag: "END_BEFORE_START",
      start: "2025-01-31",
      end: "2025-01-30",
    });
    expect(failure({ start: date("9999-12-01"), amount: 1n, count: 2 }).tag).toBe("DATE_OUT_OF_RANGE");
    expect(failure({ recurrence: "constructor" as "Weekly", amount: 1n, count: 2 })).toEqual({
      tag: "RECURRENCE_UNKNOWN",
      recurrence: "constructor",
    });
  });
});

const minor = fc.bigInt(1n, MAX_MINOR);

test.prop([minor, fc.integer({ min: 1, max: 600 })])(
  "parts of a total sum to it and differ as little as they can",
  (total, count) => {
    const [last, first] = [splitTotal(total, count, "last"), splitTotal(total, count, "first")];
    expect(sumOf(last)).toBe(total);
    expect(sumOf(first)).toBe(total);
    expect([last.length, first.length]).toEqual([count, count]);
    expect(new Set(last.slice(0, -1)).size).toBeLessThanOrEqual(1);
    expect((first[0] ?? 0n) - (first.at(-1) ?? 0n) <= 1n).toBe(true);
  },
);

test.prop([minor, minor])(
  "rows of an amount sum to the total, the last one 1 to that amount",
  (total, amount) => {
    const { count, last } = rowsForTotal(total, amount);
    expect((count - 1n) * amount + last).toBe(total);
    expect(1n <= last && last <= amount).toBe(true);
  },
);
