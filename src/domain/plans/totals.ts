// What a plan adds up to as of a date.
import type { LocalDate } from "../values/local-date.ts";
import type { Minor } from "../values/money.ts";
import { receivedOf } from "./ledger.ts";
import { ACTIVE, effectiveAmount, type PlanState } from "./plan.ts";

/**
 * Minor units of the plan's currency. `received` is all money in hand; `credit` the part of it that no row holds;
 * `overdue` is unpaid on rows due before the date, `dueNow` on rows due on or before it (so it includes `overdue`).
 */
export type Totals = {
  readonly total: Minor;
  readonly received: Minor;
  readonly outstanding: Minor;
  readonly credit: Minor;
  readonly overdue: Minor;
  readonly dueNow: Minor;
};

/** The state of a plan in one word, as the cases use it. */
export type PlanStatus = "active" | "completed" | "closed";

/**
 * The plan's totals as of a date. A closed plan asks for nothing more: its total is what its rows hold, and nothing is
 * outstanding, overdue or due (closing rule; laws I10, I11, I13).
 */
export function totalsOf(plan: Pick<PlanState, "terms" | "rows" | "payments">, asOf: LocalDate): Totals {
  let asked = 0n;
  let held = 0n;
  let overdue = 0n;
  let dueNow = 0n;
  for (const row of plan.rows) {
    const effective = effectiveAmount(row);
    asked += effective;
    held += row.received;
    if (row.due <= asOf && row.received < effective) {
      const unpaid = effective - row.received;
      dueNow += unpaid;
      if (row.due < asOf) overdue += unpaid;
    }
  }
  const received = receivedOf(plan.payments);
  const credit = received - held;
  if (plan.terms.state !== ACTIVE) {
    return { total: held, received, outstanding: 0n, credit, overdue: 0n, dueNow: 0n };
  }
  return { total: asked, received, outstanding: asked - held, credit, overdue, dueNow };
}

/** Closed when the record state is not Active; completed when nothing is outstanding; else active. */
export function statusOf(plan: Pick<PlanState, "terms" | "rows">): PlanStatus {
  if (plan.terms.state !== ACTIVE) return "closed";
  return plan.rows.every((row) => row.received === effectiveAmount(row)) ? "completed" : "active";
}
