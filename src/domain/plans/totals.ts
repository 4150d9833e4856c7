// What a plan adds up to as of a date.
import type { LocalDate } from "../values/local-date.ts";
import type { Minor } from "../values/money.ts";
import { receivedOf } from "./ledger/ledger.ts";
import { ACTIVE, effectiveAmount, type Instalment, type PlanState } from "./plan.ts";

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
 * The sum of what the rows ask for, in minor units. Neighbours mostly ask for the same, and one multiplication for a
 * run of them costs far less than an addition each.
 */
export function totalOf(rows: readonly Instalment[]): Minor {
  let total = 0n;
  let amount = 0n;
  let run = 0;
  for (const row of rows) {
    const effective = effectiveAmount(row);
    if (effective === amount) run += 1;
    else {
      total += amount * BigInt(run);
      amount = effective;
      run = 1;
    }
  }
  return total + amount * BigInt(run);
}

/** The sum of what the rows hold, in minor units. */
function heldOf(rows: readonly Instalment[]): Minor {
  let held = 0n;
  for (const row of rows) if (row.received) held += row.received;
  return held;
}

/** Money in hand that no row holds, in minor units. */
export function creditOf(plan: Pick<PlanState, "rows" | "payments">): Minor {
  return receivedOf(plan.payments) - heldOf(plan.rows);
}

/**
 * The plan's totals as of a date. A closed plan asks for nothing more: its total is what its rows hold, and nothing is
 * outstanding, overdue or due (closing rule; laws I10, I11, I13).
 */
export function totalsOf(plan: Pick<PlanState, "terms" | "rows" | "payments">, asOf: LocalDate): Totals {
  const received = receivedOf(plan.payments);
  const held = heldOf(plan.rows);
  const credit = received - held;
  if (plan.terms.state !== ACTIVE) {
    return { total: held, received, outstanding: 0n, credit, overdue: 0n, dueNow: 0n };
  }
  const asked = totalOf(plan.rows);
  let overdue = 0n;
  let dueNow = 0n;
  for (const row of plan.rows) {
    if (row.due > asOf) break; // due dates only grow (I4)
    const unpaid = effectiveAmount(row) - row.received;
    dueNow += unpaid;
    if (row.due < asOf) overdue += unpaid;
  }
  return { total: asked, received, outstanding: asked - held, credit, overdue, dueNow };
}

/**
 * When the oldest instalment is due that is not paid in full; null where all are, or the plan is closed, which asks for
 * nothing more. What a reversal freed is owed again (update rule 8). No day makes it another one: a store keeps it.
 */
export function oldestUnpaidOf(plan: Pick<PlanState, "terms" | "rows">): LocalDate | null {
  if (plan.terms.state !== ACTIVE) return null;
  return plan.rows.find((row) => row.received < effectiveAmount(row))?.due ?? null;
}

/** Closed when the record state is not Active; completed when nothing is outstanding; else active. */
export function statusOf(plan: Pick<PlanState, "terms" | "rows">): PlanStatus {
  if (plan.terms.state !== ACTIVE) return "closed";
  return plan.rows.every((row) => row.received === effectiveAmount(row)) ? "completed" : "active";
}
