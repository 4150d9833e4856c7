// The outcome of every command: the plan afterwards and what became different.

import type { CommandKind } from "./commands/command-kinds.ts";
import type { Policy } from "./commands/plan-command.ts";
import { type Difference, differenceOf } from "./difference/difference.ts";
import { type PlanWarning, warningsOf } from "./difference/warnings.ts";
import { rulesOf } from "./history/rules.ts";
import type { PlanState } from "./plan.ts";
import { checkFixedMembers } from "./plan-members.ts";

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

/** A state whose version is still to be told. */
export type Unversioned = Omit<PlanState, "version">;

/**
 * The outcome of a command that changed the plan, which is one version on; `before` is null for a new one. Throws where
 * the command changed a member that none may change.
 */
export function planChange(
  before: PlanState | null,
  state: Unversioned,
  policy: Policy,
  kind: CommandKind,
): PlanChange {
  if (before !== null) checkFixedMembers(before, state);
  const after: PlanState = { ...state, version: (before?.version ?? 0) + 1 };
  const difference = differenceOf(before, after, policy.today);
  return { after, changed: true, difference, warnings: warningsOf(difference, kind, rulesOf(policy)) };
}

/** The outcome of a command that asked for what already is. */
export function noChange(before: PlanState, policy: Policy, asWritten = before.asWritten): PlanChange {
  const after = { ...before, asWritten };
  return { after, changed: false, difference: differenceOf(before, after, policy.today), warnings: [] };
}
