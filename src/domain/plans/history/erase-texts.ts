// What people wrote about a plan goes; every figure and date stays.
import { ERASED, isErasable } from "../../values/erased.ts";
import { ok, type Result } from "../../values/result.ts";
import type { EraseTexts, Policy } from "../commands/plan-command.ts";
import type { Payment, PlanState } from "../plan.ts";
import { type PlanChange, planChange } from "../plan-change.ts";
import type { PlanFailure } from "../plan-failure.ts";

/**
 * The plan with `ERASED` in place of every note, and every reason of a reversal, that is not empty. Moves no row and no
 * money; never refused.
 */
export function eraseTexts(
  plan: PlanState,
  { kind }: EraseTexts,
  policy: Policy,
): Result<PlanChange, PlanFailure> {
  return ok(planChange(plan, { ...plan, payments: plan.payments.map(withoutTexts) }, policy, kind));
}

function withoutTexts(line: Payment): Payment {
  const { note, reversed } = line;
  const reason = reversed?.reason ?? "";
  if (note === "" && reason === "") return line;
  return {
    ...line,
    note: note === "" ? note : ERASED,
    reversed: reversed === null || reason === "" ? reversed : { ...reversed, reason: ERASED },
  };
}

/** How many texts of the payments there are to erase. */
export const countTexts = ({ payments }: Pick<PlanState, "payments">): number =>
  payments.flatMap(({ note, reversed }) => [note, reversed?.reason ?? ""]).filter((text) => isErasable(text))
    .length;
