// What people wrote about a plan goes; every figure and date stays.
import { ERASED } from "../values/erased.ts";
import { ok, type Result } from "../values/result.ts";
import type { PlanState } from "./plan.ts";
import { type PlanChange, planChange } from "./plan-change.ts";
import type { EraseTexts, Policy } from "./plan-command.ts";
import type { PlanFailure } from "./plan-failure.ts";

/** The plan with `ERASED` in place of every note that is not empty. Moves no row and no money; never refused. */
export function eraseTexts(
  plan: PlanState,
  _command: EraseTexts,
  policy: Policy,
): Result<PlanChange, PlanFailure> {
  const payments = plan.payments.map((line) => (line.note === "" ? line : { ...line, note: ERASED }));
  return ok(planChange(plan, { ...plan, payments }, policy));
}
