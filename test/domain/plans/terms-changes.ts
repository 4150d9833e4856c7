// Random changes of terms, told relative to a plan so that they land near its frontier and its edges.
import { fc } from "@fast-check/vitest";
import { isLocked, type PlanState, type Terms } from "../../../src/domain/plans/plan.ts";
import { RECURRENCES, type Recurrence } from "../../../src/domain/plans/terms/recurrence.ts";
import {
  fromDayNumber,
  type LocalDate,
  MAX_DAY_NUMBER,
  toDayNumber,
} from "../../../src/domain/values/local-date.ts";
import { date } from "./builders.ts";

/** Days after the last locked row, rows after the frontier, and so on; undefined leaves the member as it is. */
export type TermsChange = {
  readonly start?: number | LocalDate;
  readonly amount?: bigint;
  readonly count?: number;
  readonly recurrence?: Recurrence;
};

export const recurrenceArb = fc.constantFrom(...(Object.keys(RECURRENCES) as Recurrence[]));

const EDGES = [
  "2025-01-31",
  "2024-02-29",
  "2023-12-31",
  "2025-01-30",
  "2025-01-29",
  "2025-02-28",
  "2024-08-31",
  "2099-12-31",
  "9990-01-31",
  "9999-01-31",
  "9999-06-30",
  "9999-12-31",
  "0001-01-01",
].map(date);

export const anyDate: fc.Arbitrary<LocalDate> = fc
  .integer({ min: 0, max: MAX_DAY_NUMBER })
  .map(fromDayNumber);

export const edgeDate: fc.Arbitrary<LocalDate> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...EDGES) },
  { weight: 1, arbitrary: anyDate },
);

export const countArb: fc.Arbitrary<number> = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 14 }) },
  { weight: 1, arbitrary: fc.constantFrom(52, 600) },
);

const members = {
  start: fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: -3, max: 70 }) },
    { weight: 1, arbitrary: edgeDate },
  ),
  amount: fc.oneof(fc.bigInt(1n, 20_000n), fc.bigInt(1n, 10n ** 15n)),
  count: fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: -1, max: 9 }) },
    { weight: 1, arbitrary: fc.constant(588) },
  ),
  recurrence: recurrenceArb,
};

export const onlyStart: fc.Arbitrary<TermsChange> = fc.record({ start: members.start });
export const onlyAmount: fc.Arbitrary<TermsChange> = fc.record({ amount: members.amount });
export const onlyCount: fc.Arbitrary<TermsChange> = fc.record({ count: members.count });
export const onlyRecurrence: fc.Arbitrary<TermsChange> = fc.record({ recurrence: members.recurrence });
export const anyOne = fc.oneof(onlyStart, onlyAmount, onlyCount, onlyRecurrence, onlyRecurrence);

export const changeArb: fc.Arbitrary<TermsChange> = fc.oneof(
  { weight: 4, arbitrary: anyOne },
  { weight: 3, arbitrary: fc.record(members, { requiredKeys: [] }) },
);

/** The full terms that the change asks of this plan. */
export function resolveChange(plan: PlanState, change: TermsChange): Terms {
  const locked = plan.rows.findLast(isLocked);
  const start =
    typeof change.start === "number"
      ? shifted(locked?.due ?? plan.terms.start, change.start)
      : (change.start ?? plan.terms.start);
  const count =
    change.count === undefined ? plan.terms.count : Math.max(0, (locked?.ordinal ?? 0) + change.count);
  return {
    start,
    amount: change.amount ?? plan.terms.amount,
    count,
    recurrence: change.recurrence ?? plan.terms.recurrence,
    state: "Active",
  };
}

function shifted(from: LocalDate, days: number): LocalDate {
  return fromDayNumber(Math.min(MAX_DAY_NUMBER, Math.max(0, toDayNumber(from) + days)));
}
