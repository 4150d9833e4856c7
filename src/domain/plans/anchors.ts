// Where the dates after the frontier are counted from once the terms change (update rules 2 and 3).
import { dayOf, daysInMonth, LAST_DATE, type LocalDate, monthOf, yearOf } from "../values/local-date.ts";
import { err, ok, type Result } from "../values/result.ts";
import { anchorOf, dueOf } from "./grid.ts";
import type { Anchor, Terms } from "./plan.ts";
import type { PlanFailure } from "./plan-failure.ts";

/**
 * The anchors under the asked terms, given the frontier (0 when nothing is held). The same array when neither start
 * nor recurrence changes. A new anchor replaces every anchor after the frontier, which a reversal may have left there.
 * Fails with START_NOT_AFTER_LOCKED, or DATE_OUT_OF_RANGE where the next promised date would be beyond year 9999.
 */
export function anchorsAfter(
  plan: { readonly anchors: readonly Anchor[]; readonly terms: Terms },
  asked: Terms,
  frontier: number,
): Result<readonly Anchor[], PlanFailure> {
  const anchor = nextAnchor(plan, asked, frontier);
  if (anchor === null) return ok(plan.anchors);
  if (!anchor.ok) return anchor;
  return ok([...plan.anchors.filter((kept) => kept.ordinal <= frontier), anchor.value]);
}

function nextAnchor(
  plan: { readonly anchors: readonly Anchor[]; readonly terms: Terms },
  asked: Terms,
  frontier: number,
): Result<Anchor, PlanFailure> | null {
  const ordinal = frontier + 1;
  const { recurrence } = asked;
  if (asked.start !== plan.terms.start) {
    const lockedDue = frontier === 0 ? null : dueOf(plan.anchors, frontier);
    if (lockedDue !== null && asked.start <= lockedDue) {
      return err({ tag: "START_NOT_AFTER_LOCKED", start: asked.start, lockedDue });
    }
    return ok({ ordinal, date: asked.start, wantedDay: dayOf(asked.start), recurrence });
  }
  if (recurrence !== plan.terms.recurrence) {
    const date = dueOf(plan.anchors, ordinal);
    if (date === null) return err({ tag: "DATE_OUT_OF_RANGE", ordinal, max: LAST_DATE });
    const wantedDay = wantedDayAt(date, anchorOf(plan.anchors, ordinal).wantedDay);
    return ok({ ordinal, date, wantedDay, recurrence });
  }
  return null;
}

/** The old wanted day where that day, clamped, is this date (28 Feb from a 31st keeps 31); else the date's own day. */
function wantedDayAt(date: LocalDate, wanted: number): number {
  const clamped = Math.min(wanted, daysInMonth(yearOf(date), monthOf(date)));
  return clamped === dayOf(date) ? wanted : dayOf(date);
}
