// The one way to change a plan: a command, the policy it is applied under, and who sent it when.
import type { Result } from "../../values/result.ts";
import type { Stamp } from "../../values/stamp.ts";
import { eraseTexts } from "../history/erase-texts.ts";
import type { PlanState } from "../plan.ts";
import type { PlanChange } from "../plan-change.ts";
import type { PlanFailure } from "../plan-failure.ts";
import type { ChangePlan, Policy } from "./plan-command.ts";
import { MAX_PAYMENTS, recordPayment, reversePayment } from "./record-payment.ts";
import { setInstalment } from "./set-instalment.ts";
import { updatePlan } from "./update-plan.ts";

/**
 * The plan after the command, or why not. Pure: a preview is this call without the write (law I17), and the same
 * arguments give the same answer, so recorded commands can be applied again: with a `maxPayments` that no ledger has,
 * for what was once recorded is a fact, whatever bounds there are by now.
 */
export function applyCommand(
  plan: PlanState,
  command: ChangePlan,
  policy: Policy,
  stamp: Stamp,
  maxPayments: number = MAX_PAYMENTS,
): Result<PlanChange, PlanFailure> {
  switch (command.kind) {
    case "update":
      return updatePlan(plan, command, policy);
    case "record-payment":
      return recordPayment(plan, command, policy, stamp, maxPayments);
    case "reverse-payment":
      return reversePayment(plan, command, policy, stamp);
    case "set-instalment":
      return setInstalment(plan, command, policy);
    case "erase-texts":
      return eraseTexts(plan, command, policy);
  }
}
