// Brings rows in line after the money or the batches changed: who holds what, and which rows came free.
import { amountOfInstalment } from "./amount-reading.ts";
import { fill } from "./ledger.ts";
import { isHeld } from "./locks.ts";
import { type Instalment, isLocked, type Payment, type Terms } from "./plan.ts";
import type { Policy } from "./plan-command.ts";

/**
 * Fills the rows from the ledger, then gives each row that was locked before and no longer is the amount of the terms,
 * as an update would have, had it not been locked then. So an unlocked row always carries the amount of the terms
 * (unless it was kept as arrears), and laws I2, I6 and I8 hold together in any history. No date moves. A row that
 * came free holds nothing and asks for something, so its new amount changes nobody's share.
 */
export function settle(
  before: readonly Instalment[],
  rows: readonly Instalment[],
  payments: readonly Payment[],
  terms: Terms,
  policy: Policy,
): readonly Instalment[] {
  return fill(rows, payments).map((row, index) => {
    const was = before[index];
    if (was === undefined || !isLocked(was) || isHeld(row, policy)) return row;
    const amount = amountOfInstalment(terms, row.ordinal);
    return row.amount === amount ? row : { ...row, amount };
  });
}
