// The payment plans contract's own call, update and recalculate, and its sibling that does the same by PUT.
import { changePlan } from "../../../../domain/plans/commands/change-plan.ts";
import type { FailureTag } from "../../../openapi/operation.ts";
import { previewRefusal } from "../../../request/preview-scope.ts";
import { writeOnce } from "../../../request/repeats/idempotency.ts";
import { CHANGE } from "../../../v1/plans/plan-facts.ts";
import { type ActionResult, type ModelState, webApiInvalid } from "../../../webapi/action-result.ts";
import { type Calling, contractCall } from "../../web-api/contract-call.ts";
import { type PaymentPlanDto, paymentPlanDto } from "../dtos.ts";
import { REQUIRED_MEMBERS, toUpdate } from "../payment-plan-dto.ts";
import { planCallOptions } from "./plan-options.ts";
import { ARREARS, ID, IF_MATCH, TERMS_FAILURES, VALIDATE_ONLY } from "./plan-parameters.ts";
import { keeping, planFailure, planId, planResult, recallResult } from "./plan-result.ts";

const FAILURES: readonly FailureTag[] = [
  ...TERMS_FAILURES,
  "PLAN_NOT_FOUND",
  "VERSION_STALE",
  "VERSION_CONFLICT",
  "PLAN_OWNER_DIFFERS",
  "CLOSE_AND_CHANGE",
  "INSTALMENTS_BELOW_LOCKED",
  "START_NOT_AFTER_LOCKED",
];

/** What both calls have in common. */
const UPDATE = {
  description:
    "Locked instalments (paid, part-paid, in a payment batch) and every date up to the last of them stay; every other instalment takes the new amount. StartDate and PaymentAmount are echoed as sent; the audit members are the server's. The answer is the plan, its version the ETag.",
  scope: "plans:write",
  write: { repeat: CHANGE, preview: VALIDATE_ONLY },
  answer: { status: 200, shape: paymentPlanDto, headers: ["ETag", "Link"] },
  failures: FAILURES,
} as const;

export const updatePlanAndRecalculate = contractCall({
  ...UPDATE,
  id: "UpdatePaymentPlanAndRecalculate",
  method: "POST",
  path: "/Billings/PaymentPlan/UpdatePaymentPlanAndRecalculate",
  summary: "Change a plan's terms and rebuild its instalments",
  published: true,
  parameters: [ARREARS, IF_MATCH],
  body: { shape: paymentPlanDto, required: ["PaymentPlanID", ...REQUIRED_MEMBERS] },
  handle: (calling, { value }) => updateResult(calling, value.PaymentPlanID, value),
});

export const putPlan = contractCall({
  ...UPDATE,
  id: "PutPaymentPlanContract",
  method: "PUT",
  path: "/Billings/PaymentPlan/{id}",
  summary: "The same as UpdatePaymentPlanAndRecalculate, by id",
  published: false,
  parameters: [ID, ARREARS, IF_MATCH],
  body: { shape: paymentPlanDto, required: REQUIRED_MEMBERS },
  handle: (calling, { value }) => {
    const id = planId(calling.context);
    const wrong = otherId(value.PaymentPlanID, id);
    return wrong === null ? updateResult(calling, id, value) : webApiInvalid(wrong);
  },
});

/** The path says which plan; a body that names another one is a mistake, 0 or nothing names none. */
function otherId(inBody: number, inPath: number): ModelState | null {
  if (inBody === 0 || inBody === inPath) return null;
  return { "model.PaymentPlanID": ["The PaymentPlanID field must be the id of the path, 0 or left out."] };
}

/** Update and recalculate plan `id` to the DTO's terms; a preview answers the same and writes nothing. */
async function updateResult(calling: Calling, id: number, dto: PaymentPlanDto): Promise<ActionResult> {
  const { context } = calling;
  const options = planCallOptions(context);
  if (!options.ok) return planFailure(options.error);
  const refusal = previewRefusal(context, options.value.preview);
  if (refusal !== null) return planFailure(refusal);
  const work = keeping(calling);
  const arrears = options.value.arrears ?? work.policy.arrears;
  const change = async () => {
    const changed = await changePlan(
      { ...work, policy: { ...work.policy, arrears } },
      id,
      (plan) => toUpdate(dto, plan),
      options.value,
    );
    return changed.ok ? planResult(200, changed.value.plan) : planFailure(changed.error);
  };
  return writeOnce(context, change, async (replay) => recallResult(200, replay));
}
