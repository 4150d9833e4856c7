// GET /v1/payment-plans/{id}/instalments/{ordinal}/explanation: why an instalment is what it is.
import { explainInstalment } from "../../../domain/plans/explain/explanation.ts";
import { err, ok } from "../../../domain/values/result.ts";
import { declare } from "../call/declaration.ts";
import { PLANS } from "./plan-facts.ts";

export const explainCall = declare(
  "GET /v1/payment-plans/{id}/instalments/{ordinal}/explanation",
  {
    id: "explainInstalment",
    tag: PLANS,
    summary: "Why this date and this amount",
    description:
      "By rule (D2, D3, update 1 to 8), with the anchor that the date is counted from, what made the anchor, and the version that set the amount.",
    scope: "plans:read",
    answers: { 200: { description: "The reasons.", schema: "explanation", headers: ["ETag"] } },
    failures: ["PLAN_NOT_FOUND", "INSTALMENT_UNKNOWN"],
    example: { path: { id: 1, ordinal: 2 } },
  },
  async ({ path: { id, ordinal } }, { stores }) => {
    const plan = await stores.plans.byId(id);
    if (plan === null) return err({ tag: "PLAN_NOT_FOUND", id });
    const explained = explainInstalment(plan, ordinal);
    if (!explained.ok) return explained;
    const body = { planId: id, version: plan.version, ...explained.value };
    return ok({ status: 200, body, headers: { ETag: `"${plan.version}"` } });
  },
);
