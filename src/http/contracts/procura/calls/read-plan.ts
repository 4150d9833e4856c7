// A sibling call of the payment plans contract: read a plan.
import { contractCall } from "../../web-api/contract-call.ts";
import { paymentPlanDto } from "../dtos.ts";
import { ID } from "./plan-parameters.ts";
import { planFailure, planId, planResult } from "./plan-result.ts";

export const readPlan = contractCall({
  id: "GetPaymentPlanContract",
  method: "GET",
  subject: "plan",
  path: "/Billings/PaymentPlan/{id}",
  summary: "Read a plan in the contract's dialect",
  description: "Its instalments are at the Link.",
  published: false,
  scope: "plans:read",
  parameters: [ID],
  answer: { status: 200, shape: paymentPlanDto, headers: ["ETag", "Link"] },
  failures: ["PLAN_NOT_FOUND"],
  handle: async ({ context }) => {
    const id = planId(context);
    const plan = await context.get("stores").plans.byId(id);
    return plan === null ? planFailure({ tag: "PLAN_NOT_FOUND", id }) : planResult(200, plan);
  },
});
