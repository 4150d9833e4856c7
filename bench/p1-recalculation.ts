// P1: a recalculation in the domain alone, against rrule + dinero.js and against a loop that only allocates the rows.
import assert from "node:assert/strict";
import { createPlan } from "../src/domain/plans/commands/create-plan.ts";
import { anchorsAfter } from "../src/domain/plans/due-dates/anchors.ts";
import type { Instalment, Terms } from "../src/domain/plans/plan.ts";
import { frontierOf } from "../src/domain/plans/recalculate/locks.ts";
import { recalculatedRows } from "../src/domain/plans/recalculate/recalculate.ts";
import type { Currency } from "../src/domain/values/currency.ts";
import { fromDayNumber, type LocalDate, toDayNumber } from "../src/domain/values/local-date.ts";
import { atLeast, atMost, type Bar } from "./bar.ts";
import { compare } from "./compare.ts";
import type { Bench } from "./context.ts";
import { peerModule } from "./peer-packages.ts";

const COUNT = 52;
const PAID = 10;
const OLD: Terms = {
  start: "2025-01-06" as LocalDate,
  amount: 10_000n,
  count: COUNT,
  recurrence: "Weekly",
  state: "Active",
};
/** Another start and amount: every row that is not paid gets a new date and a new amount. */
const ASKED: Terms = { ...OLD, start: "2025-04-02" as LocalDate, amount: 12_345n };
const POLICY = { arrears: "roll", today: "2025-01-01" as LocalDate } as const;
const CREATE = {
  kind: "create",
  clientId: 2,
  businessUnitId: 3,
  currency: "AUD" as Currency,
  terms: OLD,
  asWritten: { start: "2025-01-06", amount: "100.00" },
  method: "Cash",
} as const;
/** Of a row that version 2 changed. */
const UNTOUCHED = { override: null, received: 0n, inBatch: false, amountSince: 2, freedIn: null };

type Schedule = {
  reschedule(rows: unknown, paid: number, count: number, start: string, amount: number): unknown[];
  plainRows(rows: unknown[]): [number, string, string][];
};

const weekly = (start: LocalDate, index: number): LocalDate => fromDayNumber(toDayNumber(start) + 7 * index);

export async function p1(bench: Bench): Promise<readonly Bar[]> {
  bench.progress("P1 recalculation");
  const { reschedule, plainRows } = await peerModule<Schedule>("schedule.js");
  const created = createPlan(CREATE, POLICY, { at: "", by: "" });
  assert.ok(created.ok);
  const rows = created.value.after.rows.map((row, index) =>
    index < PAID ? { ...row, received: row.amount } : row,
  );
  const plan = { ...created.value.after, rows };
  const dates = Array.from({ length: COUNT }, (_, index) => weekly(ASKED.start, index - PAID));

  const ours = () => {
    const frontier = frontierOf(plan.rows, POLICY);
    const anchors = anchorsAfter(plan, ASKED, frontier, POLICY);
    assert.ok(anchors.ok);
    return recalculatedRows(plan, { asked: ASKED, anchors: anchors.value, frontier }, POLICY);
  };
  const libraries = () => reschedule(rows, PAID, COUNT, ASKED.start, 12_345);
  const bareLoop = () => {
    const made: Instalment[] = [];
    for (let ordinal = 1; ordinal <= COUNT; ordinal += 1) {
      const kept = ordinal <= PAID ? rows[ordinal - 1] : undefined;
      const due = dates[ordinal - 1] as LocalDate;
      made.push(kept ?? { ordinal, due, amount: 12_345n, ...UNTOUCHED });
    }
    return made;
  };

  const result = ours();
  assert.deepEqual(result, bareLoop());
  const fresh = result.slice(PAID).map((row) => [row.ordinal, row.due, "123.45"]);
  assert.deepEqual(plainRows(libraries().slice(PAID)), fresh);

  const timed = compare(
    { ours, libraries, bareLoop },
    { rounds: bench.pick(31, 7), milliseconds: bench.pick(60, 20) },
  );
  const microseconds = (timed.nanoseconds("ours") / 1_000).toFixed(1);
  return [
    atLeast("P1", "recalculation: times faster than rrule + dinero.js", timed.ratio("libraries", "ours"), 40),
    atMost(
      "P1",
      `recalculation: times a bare allocating loop (${microseconds} µs here)`,
      timed.ratio("ours", "bareLoop"),
      15,
    ),
  ];
}
