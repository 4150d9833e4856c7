// Any two of amount, count and total give the third; an end date stands for a count.
import type { LocalDate } from "../../values/local-date.ts";
import { MAX_MINOR, type Minor } from "../../values/money.ts";
import { err, ok, type Result } from "../../values/result.ts";
import { dueDates, dueOf, firstAnchor } from "../due-dates/grid.ts";
import type { TermsFailure } from "../plan-failure.ts";
import { RECURRENCES, type Recurrence } from "../terms/recurrence.ts";
import { lastDateProblem, MAX_COUNT, MIN_COUNT, positiveAmountProblem } from "../terms/terms-check.ts";
import { rowsForTotal, splitTotal } from "./split.ts";

/** What is pinned; null where it is to be found. Money in minor units; `end` is the last day that may fall due. */
export type ScheduleQuestion = {
  readonly start: LocalDate;
  readonly recurrence: Recurrence;
  readonly amount: Minor | null;
  readonly count: number | null;
  readonly total: Minor | null;
  readonly end: LocalDate | null;
};

/**
 * One schedule that fits. As a plan it has this `amount` and `count`, and an override on each row whose part differs.
 * `residue` says where the uneven part is: on the last row, on the first rows, or nowhere.
 */
export type ScheduleChoice = {
  readonly residue: "none" | "last" | "first";
  readonly amount: Minor;
  readonly count: number;
  readonly total: Minor;
  readonly parts: readonly { readonly ordinal: number; readonly due: LocalDate; readonly amount: Minor }[];
};

export type SolverFailure =
  | TermsFailure
  | { readonly tag: "SCHEDULE_UNDETERMINED" }
  | { readonly tag: "SCHEDULE_INCONSISTENT" }
  | { readonly tag: "END_BEFORE_START"; readonly start: LocalDate; readonly end: LocalDate }
  | { readonly tag: "TOTAL_BELOW_COUNT"; readonly total: Minor; readonly count: number };

type Parts = { readonly residue: ScheduleChoice["residue"]; readonly amount: Minor; readonly parts: Minor[] };

/**
 * All schedules that fit what is pinned, different from each other, the plainest first. Fails with
 * SCHEDULE_UNDETERMINED when fewer than two are pinned, SCHEDULE_INCONSISTENT when nothing fits all of them,
 * END_BEFORE_START, TOTAL_BELOW_COUNT when a row would ask for nothing, and with the failures of terms.
 */
export function solveSchedule(question: ScheduleQuestion): Result<readonly ScheduleChoice[], SolverFailure> {
  const { amount, total, start, recurrence } = question;
  if (!Object.hasOwn(RECURRENCES, recurrence)) return err({ tag: "RECURRENCE_UNKNOWN", recurrence });
  for (const money of [amount, total]) {
    const wrong = money === null ? null : positiveAmountProblem(money);
    if (wrong !== null) return err(wrong);
  }
  const counted = countOf(question);
  if (!counted.ok) return counted;
  const found = partsOf(amount, counted.value, total);
  if (!found.ok) return found;
  const anchors = [firstAnchor(start, recurrence)];
  const choices: ScheduleChoice[] = [];
  for (const choice of found.value) {
    const count = choice.parts.length;
    const lastDate = lastDateProblem(anchors, count);
    if (lastDate !== null) return err(lastDate);
    const dates = dueDates(anchors, 1, count);
    const parts = dates.map((due, index) => ({ ordinal: index + 1, due, amount: choice.parts[index] ?? 0n }));
    const sum = choice.parts.reduce((so, part) => so + part, 0n);
    if (sum > MAX_MINOR) return err({ tag: "AMOUNT_TOO_LARGE", of: "total", max: MAX_MINOR });
    choices.push({ residue: choice.residue, amount: choice.amount, count, total: sum, parts });
  }
  return ok(choices);
}

/** The count that is pinned, directly or by the end date; null when neither is. */
function countOf(question: ScheduleQuestion): Result<number | null, SolverFailure> {
  const { count, end, start } = question;
  if (count !== null && (!Number.isInteger(count) || count < MIN_COUNT || count > MAX_COUNT)) {
    return err({ tag: "COUNT_OUT_OF_RANGE", count, min: MIN_COUNT, max: MAX_COUNT });
  }
  if (end === null) return ok(count);
  if (end < start) return err({ tag: "END_BEFORE_START", start, end });
  const fitting = countUntil(question, end);
  if (fitting > MAX_COUNT) {
    return err({ tag: "COUNT_OUT_OF_RANGE", count: fitting, min: MIN_COUNT, max: MAX_COUNT });
  }
  if (count !== null && count !== fitting) return err({ tag: "SCHEDULE_INCONSISTENT" });
  return ok(fitting);
}

/** How many dates fall on or before the end; stops one beyond what a plan can have. */
function countUntil({ start, recurrence }: ScheduleQuestion, end: LocalDate): number {
  const anchors = [firstAnchor(start, recurrence)];
  let count = 1;
  while (count <= MAX_COUNT) {
    const next = dueOf(anchors, count + 1);
    if (next === null || next > end) break;
    count += 1;
  }
  return count;
}

function partsOf(
  amount: Minor | null,
  count: number | null,
  total: Minor | null,
): Result<readonly Parts[], SolverFailure> {
  if (amount !== null && count !== null) return partsOfBoth(amount, count, total);
  if (total === null) return err({ tag: "SCHEDULE_UNDETERMINED" });
  if (amount !== null) return partsOfTotalAndAmount(total, amount);
  if (count !== null) return partsOfTotalAndCount(total, count);
  return err({ tag: "SCHEDULE_UNDETERMINED" });
}

/** Amount and count are pinned; a total that is pinned too must be what they give, or leave a smaller last row. */
function partsOfBoth(
  amount: Minor,
  count: number,
  total: Minor | null,
): Result<readonly Parts[], SolverFailure> {
  const even: Parts = { residue: "none", amount, parts: new Array<Minor>(count).fill(amount) };
  if (total === null || total === amount * BigInt(count)) return ok([even]);
  const found: Parts[] = [];
  if (rowsForTotal(total, amount).count === BigInt(count)) found.push(withSmallerLast(total, amount, count));
  if (total >= BigInt(count)) found.push(...splits(total, count).filter((split) => split.amount === amount));
  return found.length === 0 ? err({ tag: "SCHEDULE_INCONSISTENT" }) : ok(found);
}

function partsOfTotalAndAmount(total: Minor, amount: Minor): Result<readonly Parts[], SolverFailure> {
  const { count } = rowsForTotal(total, amount);
  if (count > BigInt(MAX_COUNT)) {
    return err({ tag: "COUNT_OUT_OF_RANGE", count: Number(count), min: MIN_COUNT, max: MAX_COUNT });
  }
  return ok([withSmallerLast(total, amount, Number(count))]);
}

function partsOfTotalAndCount(total: Minor, count: number): Result<readonly Parts[], SolverFailure> {
  if (total < BigInt(count)) return err({ tag: "TOTAL_BELOW_COUNT", total, count });
  return ok(splits(total, count));
}

function withSmallerLast(total: Minor, amount: Minor, count: number): Parts {
  const { last } = rowsForTotal(total, amount);
  const parts = new Array<Minor>(count).fill(amount);
  parts[count - 1] = last;
  return { residue: last === amount ? "none" : "last", amount, parts };
}

/** The even split when there is one, else the two ways to place the residue. */
function splits(total: Minor, count: number): Parts[] {
  const amount = total / BigInt(count);
  const even = total % BigInt(count) === 0n;
  const last: Parts = { residue: even ? "none" : "last", amount, parts: splitTotal(total, count, "last") };
  if (even) return [last];
  return [last, { residue: "first", amount, parts: splitTotal(total, count, "first") }];
}
