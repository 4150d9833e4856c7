// Where the dates after the frontier are counted from once the terms change (update rules 2 and 3).
import { dayOf, daysInMonth, LAST_DATE, type LocalDate, monthOf, yearOf } from "../../values/local-date.ts";
import { err, ok, type Result } from "../../values/result.ts";
import type { Policy } from "../commands/plan-command.ts";
import { causingVersion, rulesOf } from "../history/rules.ts";
import { wantedDayByRules1 } from "../history/rules-1.ts";
import type { Anchor, AnchorCause, PlanState, Terms } from "../plan.ts";
import type { PlanConflict, TermsFailure } from "../plan-failure.ts";
import { RECURRENCES } from "../terms/recurrence.ts";
import { lastDateProblem } from "../terms/terms-check.ts";
import { anchorOf, dueOf } from "./grid.ts";

type Counted = Pick<PlanState, "anchors" | "terms" | "version">;

/**
 * The anchors under the asked terms, given the frontier (0 when nothing is held). The same array when neither start
 * nor recurrence changes. A new anchor replaces those from its row on, which a reversal may have left there. Fails with
 * DATE_OUT_OF_RANGE where the last row, or the next promised date, would be beyond year 9999.
 */
export function anchorsAfter(
  plan: Counted,
  asked: Terms,
  frontier: number,
  policy: Policy,
): Result<readonly Anchor[], TermsFailure> {
  const anchor = nextAnchor(plan, asked, frontier, policy);
  if (anchor !== null && !anchor.ok) return anchor;
  const anchors =
    anchor === null
      ? plan.anchors
      : [...plan.anchors.filter(({ ordinal }) => ordinal < anchor.value.ordinal), anchor.value];
  const lastDate = lastDateProblem(anchors, asked.count);
  return lastDate === null ? ok(anchors) : err(lastDate);
}

/** A new start must fall after the last held row (update rule 2). */
export function startProblem(plan: Counted, asked: Terms, frontier: number): PlanConflict | null {
  const { start } = asked;
  const lockedDue = frontier === 0 || start === plan.terms.start ? null : dueOf(plan.anchors, frontier);
  if (lockedDue === null || start > lockedDue) return null;
  return { tag: "START_NOT_AFTER_LOCKED", start, lockedDue };
}

function nextAnchor(
  plan: Counted,
  asked: Terms,
  frontier: number,
  policy: Policy,
): Result<Anchor, TermsFailure> | null {
  const { start, recurrence } = asked;
  const causedBy = (kind: AnchorCause["kind"]): AnchorCause | null => {
    const version = causingVersion(plan, policy);
    return version === null ? null : { kind, version };
  };
  if (start !== plan.terms.start) {
    const cause = causedBy("moved-start");
    return ok({ ordinal: frontier + 1, date: start, wantedDay: dayOf(start), recurrence, cause });
  }
  if (recurrence === plan.terms.recurrence) return null;
  const earlier = rulesOf(policy) === 1;
  const ordinal = earlier ? frontier + 1 : firstRecurring(plan, asked, frontier);
  const date = dueOf(plan.anchors, ordinal);
  if (date === null) return err({ tag: "DATE_OUT_OF_RANGE", ordinal, max: LAST_DATE });
  const wantedDay = (earlier ? wantedDayByRules1 : wantedDayAt)(plan.anchors, ordinal, date);
  return ok({ ordinal, date, wantedDay, recurrence, cause: causedBy("changed-recurrence") });
}

/**
 * The row that a new recurrence is counted from: the one that StartDate names, where it is after the frontier and in
 * the plan, else the first after the frontier. It is a later one when a reversal pulled the frontier back behind a
 * moved start: the rows before it were promised before the start moved.
 */
function firstRecurring({ anchors }: Counted, { start, count }: Terms, frontier: number): number {
  const started = anchors.find(({ date }) => date === start)?.ordinal ?? 0;
  return started > frontier && started <= count ? started : frontier + 1;
}

/**
 * The wanted day of a new recurrence from this row on: the old one where that day, clamped, is this date and a month
 * grid wishes for it (28 Feb from a 31st keeps 31), or an anchor at the very row still carries the wish that it
 * replaced; else the date's own day. A week grid that meets such a date by chance wishes for nothing.
 */
function wantedDayAt(anchors: readonly Anchor[], ordinal: number, date: LocalDate): number {
  const from = anchorOf(anchors, ordinal);
  const isWish = RECURRENCES[from.recurrence].unit === "month" || from.ordinal === ordinal;
  const clamped = Math.min(from.wantedDay, daysInMonth(yearOf(date), monthOf(date)));
  return isWish && clamped === dayOf(date) ? from.wantedDay : dayOf(date);
}
