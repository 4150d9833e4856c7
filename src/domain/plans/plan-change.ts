// What every command answers: the plan afterwards and what became different.
import { type Difference, differenceOf, type PlanWarning, warningsOf } from "./difference.ts";
import type { PlanState } from "./plan.ts";
import type { Policy } from "./plan-command.ts";

/**
 * When `changed` is false nothing is to be written: `after` is then the plan as it was, save for `asWritten`, which
 * holds the text of this call so that the answer can echo it to the letter (rule D1, update rule 7).
 */
export type PlanChange = {
  readonly after: PlanState;
  readonly changed: boolean;
  readonly difference: Difference;
  readonly warnings: readonly PlanWarning[];
};

/** The answer of a command that changed the plan; `before` is null for a new one. */
export function planChange(before: PlanState | null, after: PlanState, policy: Policy): PlanChange {
  const difference = differenceOf(before, after, policy.today);
  return { after, changed: true, difference, warnings: warningsOf(difference) };
}

/** The answer of a command that asked for what already is. */
export function noChange(before: PlanState, policy: Policy, asWritten = before.asWritten): PlanChange {
  const after = { ...before, asWritten };
  return { after, changed: false, difference: differenceOf(before, after, policy.today), warnings: [] };
}
