// /v1/payment-plans: make a plan, read it with its rows and totals, change its terms.
import { Hono } from "hono";
import type { FailureWriter } from "../../failures/dialect-failure.ts";
import type { AppEnv, Deps } from "../../request/context.ts";
import { needs } from "../../request/key/authenticate.ts";
import { planWork } from "../../request/plan-work.ts";
import { currencyOf } from "../../settings/settings.ts";
import { readJson } from "../call/json-body.ts";
import { query } from "../call/query.ts";
import { answerChange, answerCreation, answerPlan } from "./plan-answer.ts";
import { toCreate, toUpdate } from "./plan-body.ts";
import { planChange, planView } from "./plan-query.ts";
import { newPlan, planTerms } from "./schemas.ts";

/** The path of one plan; the id is a 32-bit number. */
export const PLAN = "/payment-plans/:id{[0-9]{1,10}}";

export function paymentPlanRoutes(deps: Deps, fail: FailureWriter): Hono<AppEnv> {
  const { ENUMERATIONS: enums } = deps.settings;
  const app = new Hono<AppEnv>();

  app.post("/payment-plans", needs("plans:write", fail), query(planChange, fail), async (context) => {
    const body = await readJson(context, newPlan);
    if (!body.ok) return fail(context, body.error);
    const command = toCreate(body.value, currencyOf(deps.settings, body.value.businessUnitId), enums);
    if (!command.ok) return fail(context, command.error);
    const answer = await answerCreation(deps, context, context.req.valid("query"), command.value);
    return answer.ok ? answer.value : fail(context, answer.error);
  });

  app.get(PLAN, needs("plans:read", fail), query(planView, fail), async (context) => {
    const id = Number(context.req.param("id"));
    const plan = await context.get("stores").plans.byId(id);
    if (plan === null) return fail(context, { tag: "PLAN_NOT_FOUND", id });
    return answerPlan(context, plan, context.req.valid("query"), planWork(deps, context).policy.today);
  });

  app.put(PLAN, needs("plans:write", fail), query(planChange, fail), async (context) => {
    const body = await readJson(context, planTerms);
    if (!body.ok) return fail(context, body.error);
    const answer = await answerChange(deps, context, context.req.valid("query"), (plan) =>
      toUpdate(body.value, plan.currency, enums),
    );
    return answer.ok ? answer.value : fail(context, answer.error);
  });

  return app;
}
