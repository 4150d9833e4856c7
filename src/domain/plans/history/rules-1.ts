// What rules 1 did otherwise. Only replays of events that were made under them come here; nothing new is.
import { dayOf, daysInMonth, monthOf, yearOf } from "../../values/local-date.ts";
import type { Policy } from "../commands/plan-command.ts";
import { reading } from "../difference/changed-rows.ts";
import type { Difference } from "../difference/difference.ts";
import { anchorOf } from "../due-dates/grid.ts";
import { type Anchor, type Instalment, isLocked, type Terms } from "../plan.ts";
import { isHeld } from "../recalculate/locks.ts";
import { amountOfInstalment } from "../terms/amount-reading.ts";

/** Rule 3 took the row after the frontier, whatever the start, and any grid's wanted day that met the date. */
export function wantedDayByRules1(anchors: readonly Anchor[], ordinal: number, date: Anchor["date"]): number {
  const { wantedDay } = anchorOf(anchors, ordinal);
  const clamped = Math.min(wantedDay, daysInMonth(yearOf(date), monthOf(date)));
  return clamped === dayOf(date) ? wantedDay : dayOf(date);
}

/** A row that came free took the amount of the terms, past due or not, unless it was kept as arrears. */
export function repriceByRules1(
  before: readonly Instalment[],
  rows: readonly Instalment[],
  terms: Terms,
  policy: Policy,
): readonly Instalment[] {
  return rows.map((row, index) => {
    const was = before[index];
    if (was === undefined || !isLocked(was) || isHeld(row, policy)) return row;
    const amount = amountOfInstalment(terms, row.ordinal);
    return row.amount === amount ? row : { ...row, amount, amountSince: null, freedIn: null };
  });
}

/** A difference left out a row that asked for the same, moved nowhere, held the same and was in the same batch. */
export function differenceByRules1(difference: Difference): Difference {
  const told = new Set(KEPT_READINGS.flatMap((name) => reading(difference.rows, name)));
  return { ...difference, rows: difference.rows.filter((change) => told.has(change)) };
}

const KEPT_READINGS = ["added", "removed", "moved", "repriced", "refilled", "rebatched"] as const;
