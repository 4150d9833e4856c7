// A plan without its rows and ledger: what they add up to as of a day instead.
import type { LocalDate } from "../../values/local-date.ts";
import { nextDueOf } from "../difference/difference.ts";
import type { Plan } from "../plan.ts";
import { oldestUnpaidOf, type PlanStatus, statusOf, type Totals, totalsOf } from "../totals.ts";

/** A plan without its rows and ledger: what they add up to as of a day instead. */
export type PlanSummary = Omit<Plan, "rows" | "payments" | "anchors" | "asWritten" | "eventHash"> & {
  readonly status: PlanStatus;
  readonly totals: Totals;
  readonly nextDue: LocalDate | null;
  readonly oldestUnpaid: LocalDate | null;
};

/** The summary of a plan as of a day; what a store's query computes must equal it. */
export function summaryOf(plan: Plan, asOf: LocalDate): PlanSummary {
  const {
    rows: _rows,
    payments: _payments,
    anchors: _anchors,
    asWritten: _written,
    eventHash: _hash,
    ...own
  } = plan;
  const [nextDue, oldestUnpaid] = [nextDueOf(plan, asOf), oldestUnpaidOf(plan)];
  return { ...own, status: statusOf(plan), totals: totalsOf(plan, asOf), nextDue, oldestUnpaid };
}
