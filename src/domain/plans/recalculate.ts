// The heart of an update: the rows and anchors that a plan has under new terms (update rules 1 to 6).
import type { LocalDate } from "../values/local-date.ts";
import { err, ok, type Result } from "../values/result.ts";
import { amountOfInstalment } from "./amount-reading.ts";
import { anchorsAfter } from "./anchors.ts";
import { dueDates } from "./grid.ts";
import { frontierOf, isHeld } from "./locks.ts";
import type { Anchor, Instalment, PlanState, Terms } from "./plan.ts";
import type { Policy } from "./plan-command.ts";
import type { PlanFailure } from "./plan-failure.ts";
import { lastDateProblem } from "./terms-check.ts";

export type Recalculation = { readonly anchors: readonly Anchor[]; readonly rows: readonly Instalment[] };

/**
 * The plan's rows under the asked terms, which are valid by themselves. Rows up to the frontier keep their dates, held
 * rows keep everything, the others get the asked amount; overrides and money stay where they are. Fails with
 * INSTALMENTS_BELOW_LOCKED, START_NOT_AFTER_LOCKED or DATE_OUT_OF_RANGE.
 */
export function recalculate(
  plan: Pick<PlanState, "terms" | "anchors" | "rows">,
  asked: Terms,
  policy: Policy,
): Result<Recalculation, PlanFailure> {
  const frontier = frontierOf(plan.rows, policy);
  if (asked.count < frontier) {
    return err({ tag: "INSTALMENTS_BELOW_LOCKED", count: asked.count, locked: frontier });
  }
  const anchors = anchorsAfter(plan, asked, frontier);
  if (!anchors.ok) return anchors;
  const lastDate = lastDateProblem(anchors.value, asked.count);
  if (lastDate !== null) return err(lastDate);

  // Dates are only counted again from the first row that can have another one.
  const firstDated = anchors.value === plan.anchors ? plan.rows.length + 1 : frontier + 1;
  const dates = dueDates(anchors.value, firstDated, asked.count);
  const rows: Instalment[] = [];
  for (let ordinal = 1; ordinal <= asked.count; ordinal += 1) {
    const before = plan.rows[ordinal - 1];
    const due = ordinal < firstDated ? before?.due : dates[ordinal - firstDated];
    if (due === undefined) throw new Error(`instalment ${ordinal} has no date`);
    if (before === undefined) rows.push(freshRow(asked, ordinal, due));
    else if (ordinal <= frontier && isHeld(before, policy)) rows.push(before);
    else rows.push(unlockedRow(before, due, plan.terms, asked));
  }
  return ok({ anchors: anchors.value, rows });
}

/** A row that was not there before: nothing received, no override, in no batch. */
export function freshRow(terms: Terms, ordinal: number, due: LocalDate): Instalment {
  const amount = amountOfInstalment(terms, ordinal);
  return { ordinal, due, amount, override: null, received: 0n, inBatch: false };
}

/**
 * A row that an update may change. Where the terms ask the same of it as before, its amount stays: only a row kept as
 * arrears by an earlier call differs from the terms then, and a change of another member must not reprice it (I8).
 */
function unlockedRow(before: Instalment, due: LocalDate, terms: Terms, asked: Terms): Instalment {
  const { ordinal } = before;
  const wanted = amountOfInstalment(asked, ordinal);
  const amount = wanted === amountOfInstalment(terms, ordinal) ? before.amount : wanted;
  if (amount === before.amount && due === before.due) return before;
  return { ordinal, due, amount, override: before.override, received: before.received, inBatch: false };
}
