// Which rows an update must not touch, and how far they reach.

import type { Policy } from "../commands/plan-command.ts";
import type { Instalment } from "../plan.ts";
import { isLocked } from "../plan.ts";

/**
 * Whether an update leaves the row alone: it holds money, is in a batch, or, with `arrears=keep`, was due before
 * today.
 */
export function isHeld(row: Instalment, policy: Policy): boolean {
  return isLocked(row) || (policy.arrears === "keep" && row.due < policy.today);
}

/** The frontier: the highest ordinal that is held, 0 when none is. Rows are 1..count in order. */
export function frontierOf(rows: readonly Instalment[], policy: Policy): number {
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    const row = rows[index];
    if (row !== undefined && isHeld(row, policy)) return row.ordinal;
  }
  return 0;
}
