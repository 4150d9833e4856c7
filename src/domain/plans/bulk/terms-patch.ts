// One change of terms for many plans: what it names is set, the rest stays each plan's own.
import type { Currency } from "../../values/currency.ts";
import type { LocalDate } from "../../values/local-date.ts";
import { formatMinor, type Money } from "../../values/money.ts";
import { err, ok, type Result } from "../../values/result.ts";
import { applyCommand } from "../commands/apply-command.ts";
import type { Policy, UpdatePlan } from "../commands/plan-command.ts";
import type { PaymentMethod, Plan, RecordState } from "../plan.ts";
import type { PlanChange } from "../plan-change.ts";
import type { PlanFailure } from "../plan-failure.ts";
import type { Recurrence } from "../terms/recurrence.ts";
import { writtenStart } from "../terms/written-start.ts";

/** A member that is left out stays as each plan has it. */
export type TermsPatch = {
  readonly start?: LocalDate | undefined;
  readonly amount?: Money | undefined;
  readonly count?: number | undefined;
  readonly recurrence?: Recurrence | undefined;
  readonly state?: RecordState | undefined;
  readonly method?: PaymentMethod | undefined;
};

export type PatchFailure = PlanFailure | { readonly tag: "CURRENCY_DIFFERS"; readonly expected: Currency };

/** The update that the patch means for this plan; CURRENCY_DIFFERS where its amount is of another currency. */
export function patchedUpdate(plan: Plan, patch: TermsPatch): Result<UpdatePlan, PatchFailure> {
  const { terms, currency } = plan;
  const amount = patch.amount ?? { minor: terms.amount, currency };
  if (amount.currency !== currency) return err({ tag: "CURRENCY_DIFFERS", expected: currency });
  const start = patch.start ?? terms.start;
  return ok({
    kind: "update",
    clientId: null,
    businessUnitId: null,
    terms: {
      start,
      amount: amount.minor,
      count: patch.count ?? terms.count,
      recurrence: patch.recurrence ?? terms.recurrence,
      state: patch.state ?? terms.state,
    },
    // Only what becomes different is written anew; the partner's own text stays otherwise (rule D1).
    asWritten: {
      start: start === terms.start ? plan.asWritten.start : writtenStart(start),
      amount: amount.minor === terms.amount ? plan.asWritten.amount : formatMinor(amount.minor, currency),
    },
    method: patch.method ?? plan.method,
  });
}

/** What the patch would do to one plan. */
export type Rehearsed =
  | { readonly tag: "changed"; readonly command: UpdatePlan; readonly change: PlanChange }
  | { readonly tag: "unchanged"; readonly change: PlanChange }
  | { readonly tag: "refused"; readonly failure: PatchFailure };

/** Applies the patch to a plan under the policy; pure, so a rehearsal is this without the write. */
export function rehearse(plan: Plan, patch: TermsPatch, policy: Policy): Rehearsed {
  const command = patchedUpdate(plan, patch);
  if (!command.ok) return { tag: "refused", failure: command.error };
  // An update needs no stamp: only the event carries it.
  const applied = applyCommand(plan, command.value, policy, plan.lastUpdated);
  if (!applied.ok) return { tag: "refused", failure: applied.error };
  const change = applied.value;
  return change.changed ? { tag: "changed", command: command.value, change } : { tag: "unchanged", change };
}
