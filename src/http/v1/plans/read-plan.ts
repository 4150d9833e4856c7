// GET /v1/payment-plans/{id}: a plan with its instalments, payments and totals.
import { err, ok } from "../../../domain/values/result.ts";
import { planWork } from "../../request/plan-work.ts";
import { declare } from "../call/declaration.ts";
import { shown } from "./plan-answer.ts";
import { PLAN_1, PLANS } from "./plan-facts.ts";
import { planJson } from "./plan-json.ts";
import { planView } from "./plan-query.ts";

export const readPlan = declare(
  "GET /v1/payment-plans/{id}",
  {
    id: "getPaymentPlan",
    tag: PLANS,
    summary: "Read a plan",
    start: true,
    description: "With its instalments, payments and totals, which are as of a day.",
    scope: "plans:read",
    query: planView,
    answers: { 200: { description: "The plan.", schema: "plan", headers: ["ETag"] } },
    failures: ["PLAN_NOT_FOUND"],
    example: PLAN_1,
  },
  async ({ path: { id }, query }, { deps, context, stores }) => {
    const plan = await stores.plans.byId(id);
    if (plan === null) return err({ tag: "PLAN_NOT_FOUND", id });
    const { today } = planWork(deps, context).policy;
    const headers = { ETag: `"${plan.version}"` };
    return ok({ status: 200, body: planJson(plan, shown(query, today)), headers });
  },
);
