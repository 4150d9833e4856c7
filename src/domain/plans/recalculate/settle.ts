// Brings rows in line after the money or the batches changed: who holds what, and which rows came free (rule 8).

import type { Policy } from "../commands/plan-command.ts";
import { causingVersion, rulesOf } from "../history/rules.ts";
import { repriceByRules1 } from "../history/rules-1.ts";
import { fill } from "../ledger/ledger.ts";
import { type Instalment, isLocked, type Payment, type PlanState } from "../plan.ts";
import { amountOfInstalment } from "../terms/amount-reading.ts";
import { totalProblem } from "../terms/terms-check.ts";

/**
 * Fills the rows from the ledger. A row that was locked in the plan and is not now is freed: past due on the policy's
 * day, it keeps the amount that was promised; still to come, it takes the terms' amount, as an update would have given
 * it, had it not been locked then. Where that would break a limit, none of the freed rows takes it. No date moves. A
 * freed row holds nothing and asks for something, so its new amount changes nobody's share.
 */
export function settle(
  plan: PlanState,
  rows: readonly Instalment[],
  payments: readonly Payment[],
  policy: Policy,
): readonly Instalment[] {
  const filled = fill(rows, payments);
  if (rulesOf(policy) === 1) return repriceByRules1(plan.rows, filled, plan.terms, policy);
  const version = causingVersion(plan, policy);
  const settled = (reprices: boolean): readonly Instalment[] =>
    filled.map((row, index) => {
      const was = plan.rows[index];
      if (was === undefined || !isLocked(was) || isLocked(row)) return row;
      const asked = amountOfInstalment(plan.terms, row.ordinal);
      if (row.amount === asked) return row.freedIn === null ? row : { ...row, freedIn: null };
      if (!reprices || row.due < policy.today) return { ...row, freedIn: version };
      return { ...row, amount: asked, amountSince: version, freedIn: null };
    });
  const repriced = settled(true);
  return totalProblem(repriced) === null ? repriced : settled(false);
}
