// A plan is what its recorded commands make of it, from the first on.
import { err, ok, type Result } from "../../values/result.ts";
import { applyCommand } from "../commands/apply-command.ts";
import { createPlan } from "../commands/create-plan.ts";
import type { PlanRecord } from "../commands/plan-command.ts";
import type { PlanState } from "../plan.ts";
import type { PlanChange } from "../plan-change.ts";
import type { PlanFailure } from "../plan-failure.ts";

/** Why recorded commands do not make a plan. `index` counts the records from 0. */
export type ReplayFailure =
  | { readonly tag: "REPLAY_WITHOUT_CREATE" }
  | { readonly tag: "REPLAY_CREATED_TWICE"; readonly index: number }
  | { readonly tag: "REPLAY_REFUSED"; readonly index: number; readonly failure: PlanFailure };

/**
 * Applies recorded commands, the first of which creates the plan, under the policies and stamps they were recorded
 * with. Gives the plan that they make.
 */
export function replay(records: readonly PlanRecord[]): Result<PlanState, ReplayFailure> {
  let plan: PlanState | null = null;
  for (const [index, record] of records.entries()) {
    const step: Result<PlanChange, ReplayFailure> = replayStep(plan, record, index);
    if (!step.ok) return step;
    plan = step.value.after;
  }
  return plan === null ? err({ tag: "REPLAY_WITHOUT_CREATE" }) : ok(plan);
}

/** One record applied to the plan so far; null before the first one. */
export function replayStep(
  plan: PlanState | null,
  { command, policy, stamp }: PlanRecord,
  index: number,
): Result<PlanChange, ReplayFailure> {
  if (command.kind === "create") {
    if (plan !== null) return err({ tag: "REPLAY_CREATED_TWICE", index });
    return refusedAt(index, createPlan(command, policy, stamp));
  }
  if (plan === null) return err({ tag: "REPLAY_WITHOUT_CREATE" });
  return refusedAt(index, applyCommand(plan, command, policy, stamp, Number.POSITIVE_INFINITY));
}

function refusedAt(
  index: number,
  result: Result<PlanChange, PlanFailure>,
): Result<PlanChange, ReplayFailure> {
  return result.ok ? ok(result.value) : err({ tag: "REPLAY_REFUSED", index, failure: result.error });
}
