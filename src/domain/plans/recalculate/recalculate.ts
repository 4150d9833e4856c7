// The heart of an update: the rows that a plan has under new terms (update rules 4 to 6).
import type { LocalDate } from "../../values/local-date.ts";
import type { Policy } from "../commands/plan-command.ts";
import { dueDates } from "../due-dates/grid.ts";
import { causingVersion } from "../history/rules.ts";
import type { Anchor, Instalment, PlanState, Terms } from "../plan.ts";
import { amountOfInstalment } from "../terms/amount-reading.ts";
import { isHeld } from "./locks.ts";

/**
 * The plan's rows under the asked terms and their anchors, which fit the plan (rules 1 to 3). Rows up to the frontier
 * keep their dates, held rows keep everything, the others get the asked amount where it is another than the plan's;
 * overrides and money stay where they are.
 */
export function recalculatedRows(
  plan: PlanState,
  { asked, anchors, frontier }: { asked: Terms; anchors: readonly Anchor[]; frontier: number },
  policy: Policy,
): readonly Instalment[] {
  const version = causingVersion(plan, policy);
  // Dates are only counted again from the first row that can have another one.
  const firstDated = anchors === plan.anchors ? plan.rows.length + 1 : frontier + 1;
  const dates = dueDates(anchors, firstDated, asked.count);
  const rows: Instalment[] = [];
  for (let ordinal = 1; ordinal <= asked.count; ordinal += 1) {
    const before = plan.rows[ordinal - 1];
    const due = ordinal < firstDated ? before?.due : dates[ordinal - firstDated];
    if (due === undefined) throw new Error(`instalment ${ordinal} has no date`);
    if (before === undefined) rows.push(freshRow(asked, ordinal, due, version));
    else if (ordinal <= frontier && isHeld(before, policy)) rows.push(before);
    else rows.push(unlockedRow(before, due, plan.terms, asked, version));
  }
  return rows;
}

/** A row that was not there before: nothing received, no override, in no batch. */
export function freshRow(terms: Terms, ordinal: number, due: LocalDate, version: number | null): Instalment {
  const amount = amountOfInstalment(terms, ordinal);
  const untouched = { override: null, received: 0n, inBatch: false };
  return { ordinal, due, amount, ...untouched, amountSince: version, freedIn: null };
}

/**
 * A row that an update may change. Where the terms ask the same of it as before, its amount stays: a row that was kept
 * at another amount must not be repriced by a change of another member (rule 5, law I8).
 */
function unlockedRow(
  before: Instalment,
  due: LocalDate,
  terms: Terms,
  asked: Terms,
  version: number | null,
): Instalment {
  const wanted = amountOfInstalment(asked, before.ordinal);
  const isRepriced = wanted !== amountOfInstalment(terms, before.ordinal) && wanted !== before.amount;
  if (isRepriced) return { ...before, due, amount: wanted, amountSince: version, freedIn: null };
  return due === before.due ? before : { ...before, due };
}
