// What a solved schedule would do to a plan that exists: shown, not done.
import type { LocalDate } from "../values/local-date.ts";
import { ok, type Result } from "../values/result.ts";
import { effectiveAmount, isLocked, type PlanState } from "./plan.ts";
import { type PlanChange, planChange } from "./plan-change.ts";
import type { Policy } from "./plan-command.ts";
import type { PlanFailure } from "./plan-failure.ts";
import type { Recurrence } from "./recurrence.ts";
import { setInstalment } from "./set-instalment.ts";
import type { ScheduleChoice } from "./solver.ts";
import { updatePlan } from "./update-plan.ts";

/**
 * The plan after an update to the choice's terms and an override on each unlocked row whose part differs, with the
 * difference from the plan as it is. Fails as those commands do, one by one.
 */
export function choiceOnPlan(
  plan: PlanState,
  schedule: { readonly start: LocalDate; readonly recurrence: Recurrence },
  choice: ScheduleChoice,
  policy: Policy,
): Result<PlanChange, PlanFailure> {
  const { amount, count } = choice;
  const terms = { ...plan.terms, start: schedule.start, recurrence: schedule.recurrence, amount, count };
  const { method, asWritten } = plan;
  const command = { kind: "update", clientId: null, businessUnitId: null, terms, asWritten, method } as const;
  const updated = updatePlan(plan, command, policy);
  if (!updated.ok) return updated;
  let after = updated.value.after;
  for (const part of choice.parts) {
    const row = after.rows[part.ordinal - 1];
    if (row === undefined || isLocked(row) || effectiveAmount(row) === part.amount) continue;
    const override = part.amount === row.amount ? null : part.amount;
    const { ordinal: instalment, inBatch } = row;
    const set = setInstalment(after, { kind: "set-instalment", instalment, override, inBatch }, policy);
    if (!set.ok) return set;
    after = set.value.after;
  }
  return ok({
    ...planChange(plan, after, policy),
    changed: after !== updated.value.after || updated.value.changed,
  });
}
