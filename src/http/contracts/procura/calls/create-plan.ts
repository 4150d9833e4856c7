// A sibling call of the payment plans contract: make a plan.
import { makePlan } from "../../../../domain/plans/commands/change-plan.ts";
import { previewRefusal } from "../../../request/preview-scope.ts";
import { writeOnce } from "../../../request/repeats/idempotency.ts";
import { currencyOf } from "../../../settings/settings.ts";
import { MAKE } from "../../../v1/plans/plan-facts.ts";
import { webApiResult } from "../../../webapi/action-result.ts";
import { contractCall } from "../../web-api/contract-call.ts";
import { paymentPlanDto } from "../dtos.ts";
import { REQUIRED_MEMBERS, toCreate, toDto } from "../payment-plan-dto.ts";
import { planCallOptions } from "./plan-options.ts";
import { TERMS_FAILURES, VALIDATE_ONLY } from "./plan-parameters.ts";
import { keeping, planFailure, planResult, recallResult } from "./plan-result.ts";

export const createPlan = contractCall({
  id: "CreatePaymentPlanContract",
  method: "POST",
  path: "/Billings/PaymentPlan",
  summary: "Make a plan in the contract's dialect",
  description: "PaymentPlanID is the server's to give. With validateOnly=true: 200, and nothing is written.",
  published: false,
  scope: "plans:write",
  parameters: [],
  write: { repeat: MAKE, preview: VALIDATE_ONLY },
  body: { shape: paymentPlanDto, required: REQUIRED_MEMBERS, requiredByRule: ["ClientID", "BUID"] },
  answer: {
    status: 201,
    previewStatus: 200,
    shape: paymentPlanDto,
    headers: ["ETag", "Link", "Location"],
  },
  failures: [...TERMS_FAILURES, "OWNER_MISSING", "OWNER_OUT_OF_REACH"],
  handle: async (calling, { value }) => {
    const { context, deps } = calling;
    const command = toCreate(value, currencyOf(deps.settings, value.BUID));
    if (!command.ok) return planFailure(command.error);
    const options = planCallOptions(context);
    if (!options.ok) return planFailure(options.error);
    const { preview } = options.value;
    const refusal = previewRefusal(context, preview);
    if (refusal !== null) return planFailure(refusal);
    const make = async () => {
      const made = await makePlan(keeping(calling), command.value, deps.randomId(), preview);
      if (!made.ok) return planFailure(made.error);
      const { plan } = made.value;
      return preview ? webApiResult(200, paymentPlanDto, toDto(plan)) : planResult(201, plan);
    };
    return writeOnce(context, make, async (replay) => recallResult(201, replay));
  },
});
