// What a solved schedule would do to a plan that exists: shown, not done.
import type { Currency } from "../../values/currency.ts";
import type { Minor } from "../../values/money.ts";
import { err, ok, type Result } from "../../values/result.ts";
import type { Policy } from "../commands/plan-command.ts";
import { setInstalment } from "../commands/set-instalment.ts";
import { updatePlan } from "../commands/update-plan.ts";
import { ACTIVE, effectiveAmount, isLocked, type PlanState } from "../plan.ts";
import { type PlanChange, planChange } from "../plan-change.ts";
import type { PlanFailure } from "../plan-failure.ts";
import { isHeld } from "../recalculate/locks.ts";
import type { ScheduleChoice, ScheduleQuestion } from "./solver.ts";

/** `reached` is the total that the plan would have, `total` the one that was pinned; minor units. */
export type TotalNotReachable = {
  readonly tag: "TOTAL_NOT_REACHABLE";
  readonly total: Minor;
  readonly reached: Minor;
  readonly currency: Currency;
};

/**
 * The plan after an update to the choice's terms and an override on each row whose part differs and that an update
 * would not leave alone, with the difference from the plan as it is. Fails as those commands do, one by one, and with
 * TOTAL_NOT_REACHABLE where the question pins a total that the plan would not have, for the rows that it cannot touch
 * (PLAN_CLOSED where that is why: a closed plan asks for nothing more).
 */
export function choiceOnPlan(
  plan: PlanState,
  { start, recurrence, total }: Pick<ScheduleQuestion, "start" | "recurrence" | "total">,
  choice: ScheduleChoice,
  policy: Policy,
): Result<PlanChange, PlanFailure | TotalNotReachable> {
  const { amount, count } = choice;
  const { method, asWritten, currency } = plan;
  const terms = { ...plan.terms, start, recurrence, amount, count };
  const command = { kind: "update", clientId: null, businessUnitId: null, terms, asWritten, method } as const;
  const updated = updatePlan(plan, command, policy);
  if (!updated.ok) return updated;
  let after = updated.value.after;
  for (const part of choice.parts) {
    const before = plan.rows[part.ordinal - 1];
    const row = after.rows[part.ordinal - 1];
    if (row === undefined || effectiveAmount(row) === part.amount) continue;
    // Credit may have filled a row that the update added.
    if (isLocked(row) || (before !== undefined && isHeld(before, policy))) continue;
    const override = part.amount === row.amount ? null : part.amount;
    const { ordinal: instalment, inBatch } = row;
    const set = setInstalment(after, { kind: "set-instalment", instalment, override, inBatch }, policy);
    if (!set.ok) return set;
    after = set.value.after;
  }
  const changed = after.version > plan.version;
  const change = { ...planChange(plan, after, policy, command.kind), changed };
  const reached = change.difference.totals.after.total;
  if (total !== null && reached !== total) {
    const { state } = plan.terms;
    if (state !== ACTIVE) return err({ tag: "PLAN_CLOSED", state });
    return err({ tag: "TOTAL_NOT_REACHABLE", total, reached, currency });
  }
  return ok(change);
}
