// Why instalment n falls on this date and asks for this amount, by rule, with the anchor it is counted from.
import type { Currency } from "../values/currency.ts";
import { dayOf, daysInMonth, type LocalDate, monthOf, yearOf } from "../values/local-date.ts";
import { err, ok, type Result } from "../values/result.ts";
import { amountOfInstalment } from "./amount-reading.ts";
import { anchorOf, dueOf } from "./grid.ts";
import { type Anchor, type Instalment, isLocked, type PlanState } from "./plan.ts";
import type { PlanFailure } from "./plan-failure.ts";
import { RECURRENCES } from "./recurrence.ts";
import { monthName, readableAmount, readableDate } from "./wording.ts";

/** A rule of the plan rules by its name there ("D2", "update 5") and the sentence that applies it to the row. */
export type Reason = { readonly rule: string; readonly text: string };

export type Explanation = {
  readonly ordinal: number;
  readonly due: LocalDate;
  readonly anchor: Anchor;
  readonly date: Reason;
  readonly amount: Reason;
};

/** Explains one row of the plan; fails with INSTALMENT_UNKNOWN. */
export function explainInstalment(plan: PlanState, ordinal: number): Result<Explanation, PlanFailure> {
  const row = plan.rows.find((line) => line.ordinal === ordinal);
  if (row === undefined) {
    return err({ tag: "INSTALMENT_UNKNOWN", instalment: ordinal, count: plan.rows.length });
  }
  const anchor = anchorOf(plan.anchors, ordinal);
  const date = ordinal === anchor.ordinal ? anchorReason(plan.anchors, anchor) : countedReason(anchor, row);
  return ok({ ordinal, due: row.due, anchor, date, amount: amountReason(plan, row) });
}

/** The row is an anchor itself: the start date, or the date at which the terms changed. */
function anchorReason(anchors: readonly Anchor[], anchor: Anchor): Reason {
  const date = readableDate(anchor.date);
  if (anchor.ordinal === 1) return reason("D3", `the start date, ${date}`);
  const earlier = anchors.filter(({ ordinal }) => ordinal < anchor.ordinal);
  if (dueOf(earlier, anchor.ordinal) === anchor.date) {
    return reason("update 3", `${date} was promised before the recurrence changed, so it stays`);
  }
  return reason("update 2", `the start date was moved to ${date}, and earlier payments were locked`);
}

function countedReason(anchor: Anchor, row: Instalment): Reason {
  const from = `counted from ${readableDate(anchor.date)}`;
  const steps = row.ordinal - anchor.ordinal;
  const { unit, every } = RECURRENCES[anchor.recurrence];
  if (unit === "week") return reason("D2", `${7 * every * steps} days on; ${from}`);
  const [year, month] = [yearOf(row.due), monthOf(row.due)];
  if (dayOf(row.due) === anchor.wantedDay) return reason("D2", `${every * steps} months on; ${from}`);
  const length = daysInMonth(year, month);
  return reason("D2", `${anchor.wantedDay} wanted, ${monthName(month)} has ${length}; ${from}`);
}

function amountReason({ terms, currency }: PlanState, row: Instalment): Reason {
  const asked = amountOfInstalment(terms, row.ordinal);
  const amount = readableAmount(row.amount, currency);
  if (row.override !== null) {
    const override = readableAmount(row.override, currency);
    return reason("total", `overridden: ${override} instead of ${amount}`);
  }
  if (row.amount === asked) return reason("update 5", `${amount} an instalment, as the terms say`);
  const now = `the terms ask for ${readableAmount(asked, currency)} now`;
  if (isLocked(row)) return reason("update 5", `${amount} stays, ${lockOf(row, currency)}; ${now}`);
  return reason("arrears", `${amount} stays, it was past due when the amount changed; ${now}`);
}

function lockOf(row: Instalment, currency: Currency): string {
  return row.received > 0n
    ? `it holds ${readableAmount(row.received, currency)}`
    : "it is in a payment batch";
}

const reason = (rule: string, text: string): Reason => ({ rule, text: `${text}; rule ${rule}` });
