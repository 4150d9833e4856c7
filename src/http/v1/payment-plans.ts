// /v1/payment-plans: make a plan, read it with its rows and totals.
import { Hono } from "hono";
import { makePlan } from "../../domain/plans/change-plan.ts";
import { ACTIVE } from "../../domain/plans/plan.ts";
import { readAmount } from "../../domain/plans/read-amount.ts";
import { needs } from "../authenticate.ts";
import type { AppEnv, Deps } from "../context.ts";
import type { FailureWriter } from "../dialect-failure.ts";
import { planWork } from "../plan-work.ts";
import { currencyOf } from "../settings.ts";
import { readJson } from "./json-body.ts";
import { changedPlanJson, planJson } from "./plan-json.ts";
import { newPlan } from "./schemas.ts";

export function paymentPlanRoutes(deps: Deps, fail: FailureWriter): Hono<AppEnv> {
  const { settings } = deps;
  const app = new Hono<AppEnv>();

  app.post("/payment-plans", needs("plans:write", fail), async (context) => {
    const body = await readJson(context, newPlan);
    if (!body.ok) return fail(context, body.error);
    const { clientId, businessUnitId, start, count, recurrence, paymentMethod: method } = body.value;
    const currency = currencyOf(settings, businessUnitId);
    if (body.value.amount.currency !== currency) {
      return fail(context, { tag: "CURRENCY_DIFFERS", expected: currency });
    }
    if (!Object.hasOwn(settings.ENUMERATIONS.PaymentMethod, method)) {
      const detail = `One of ${Object.keys(settings.ENUMERATIONS.PaymentMethod).join(", ")} is expected.`;
      return fail(context, { tag: "FIELDS_INVALID", fields: [{ pointer: "/paymentMethod", detail }] });
    }
    const amount = readAmount(body.value.amount.amount, currency);
    if (!amount.ok) return fail(context, amount.error);
    const work = planWork(deps, context);
    const made = await makePlan(
      work,
      {
        kind: "create",
        clientId,
        businessUnitId,
        currency,
        terms: { start, amount: amount.value, count, recurrence, state: ACTIVE },
        // As the contract's own calls would write the same date.
        asWritten: { start: `${start}T00:00:00`, amount: body.value.amount.amount },
        method,
      },
      deps.randomId(),
    );
    if (!made.ok) return fail(context, made.error);
    const { plan, change } = made.value;
    return context.json(changedPlanJson(plan, change, work.policy.today), 201, {
      Location: `/v1/payment-plans/${plan.id}`,
      ETag: `"${plan.version}"`,
    });
  });

  app.get("/payment-plans/:id{[0-9]{1,10}}", needs("plans:read", fail), async (context) => {
    const id = Number(context.req.param("id"));
    const plan = await context.var.stores.plans.byId(id);
    if (plan === null) return fail(context, { tag: "PLAN_NOT_FOUND", id });
    const { today } = planWork(deps, context).policy;
    return context.json(planJson(plan, today), 200, { ETag: `"${plan.version}"` });
  });

  return app;
}
