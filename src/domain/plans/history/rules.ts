// The plan rules have changed once: which of them a command is applied under, so that a history verifies as it was made.

/**
 * 1: events that name no rules. 2: a moved start survives a new recurrence and a week grid wishes for no day (rule 3);
 * a freed row that is past due keeps its amount (rule 8); anchors and amounts know the version that made them.
 */
export type Rules = 1 | 2;

/** Of a policy, as far as it names its rules: those of today where it does not. */
type Named = { readonly rules?: Rules };

export const NEWEST_RULES: Rules = 2;

export function rulesOf(policy: Named): Rules {
  return policy.rules ?? NEWEST_RULES;
}

/** The version that a command makes of a plan (null: of none yet), to be kept as a cause; rules 1 kept none. */
export function causingVersion(plan: { readonly version: number } | null, policy: Named): number | null {
  return rulesOf(policy) === 1 ? null : (plan?.version ?? 0) + 1;
}
