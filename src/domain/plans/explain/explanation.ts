// Why instalment n falls on this date and asks for this amount, by rule, with the anchor it is counted from (law T4).
import { dayOf, daysInMonth, type LocalDate, monthOf, yearOf } from "../../values/local-date.ts";
import { err, ok, type Result } from "../../values/result.ts";
import { monthName, readableDate } from "../difference/wording.ts";
import { anchorOf } from "../due-dates/grid.ts";
import type { Anchor, Instalment, PlanState } from "../plan.ts";
import type { PlanFailure } from "../plan-failure.ts";
import { RECURRENCES } from "../terms/recurrence.ts";
import { amountReason } from "./amount-reason.ts";
import { type Reason, reason } from "./reason.ts";

/**
 * `date`: how the date follows from the anchor. `cause`: what made the anchor, and the day of the month it wants.
 * `amountSince`: the version that set the amount; null where it is not known.
 */
export type Explanation = {
  readonly ordinal: number;
  readonly due: LocalDate;
  readonly anchor: Anchor;
  readonly date: Reason;
  readonly cause: Reason;
  readonly amount: Reason;
  readonly amountSince: number | null;
};

/** Explains one row of the plan; fails with INSTALMENT_UNKNOWN. */
export function explainInstalment(plan: PlanState, ordinal: number): Result<Explanation, PlanFailure> {
  const row = plan.rows.find((line) => line.ordinal === ordinal);
  if (row === undefined) {
    return err({ tag: "INSTALMENT_UNKNOWN", instalment: ordinal, count: plan.rows.length });
  }
  // What was kept without its cause was made by version 1 where there is no other.
  const isFirst = plan.version === 1;
  const found = anchorOf(plan.anchors, ordinal);
  const cause = found.cause ?? (isFirst ? ({ kind: "creation", version: 1 } as const) : null);
  const amountSince = row.amountSince ?? (isFirst ? 1 : null);
  const anchor = { ...found, cause };
  const why = causeReason(anchor);
  const date = ordinal === anchor.ordinal ? why : countedReason(anchor, row);
  const amount = amountReason(plan, { ...row, amountSince });
  return ok({ ordinal, due: row.due, anchor, date, cause: why, amount, amountSince });
}

/** What made the anchor, and when; on a month grid also the day that is wanted. */
function causeReason(anchor: Anchor): Reason {
  const { cause, ordinal, recurrence, wantedDay } = anchor;
  const date = readableDate(anchor.date);
  const wanted = RECURRENCES[recurrence].unit === "month" ? `; ${wantedDay} wanted` : "";
  const by = `(version ${cause?.version})`;
  switch (cause?.kind) {
    case "creation":
      return reason("D3", `the start date, ${date}, since the plan was made ${by}${wanted}`);
    case "moved-start": {
      const rows = ordinal === 1 ? "" : `, for payment ${ordinal} and those after it`;
      return reason("update 2", `the start date was moved to ${date} ${by}${rows}${wanted}`);
    }
    case "changed-recurrence":
      return reason(
        "update 3",
        `${date} was promised before the recurrence changed to ${recurrence} ${by}, so it stays${wanted}`,
      );
    case undefined:
      return reason("D2", `${date} is what is counted from; which version made it so is not known${wanted}`);
  }
}

function countedReason(anchor: Anchor, row: Instalment): Reason {
  const from = `counted from ${readableDate(anchor.date)}`;
  const steps = row.ordinal - anchor.ordinal;
  const { unit, every } = RECURRENCES[anchor.recurrence];
  if (unit === "week") return reason("D2", `${7 * every * steps} days on; ${from}`);
  const [year, month] = [yearOf(row.due), monthOf(row.due)];
  const { wantedDay } = anchor;
  if (dayOf(row.due) === wantedDay) {
    const months = every * steps === 1 ? "1 month" : `${every * steps} months`;
    return reason("D2", `${months} on, ${wantedDay} wanted; ${from}`);
  }
  return reason("D2", `${wantedDay} wanted, ${monthName(month)} has ${daysInMonth(year, month)}; ${from}`);
}
