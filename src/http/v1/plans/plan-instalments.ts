// /v1/payment-plans/{id}/instalments/{n}: an instalment's override and batch, and why it is what it is.
import { Hono } from "hono";
import { explainInstalment } from "../../../domain/plans/explain/explanation.ts";
import { ok } from "../../../domain/values/result.ts";
import type { FailureWriter } from "../../failures/dialect-failure.ts";
import type { AppEnv, Deps } from "../../request/context.ts";
import { needs } from "../../request/key/authenticate.ts";
import { readJson } from "../call/json-body.ts";
import { query } from "../call/query.ts";
import { PLAN } from "./payment-plans.ts";
import { answerChange } from "./plan-answer.ts";
import { amountIn } from "./plan-money.ts";
import { planChange } from "./plan-query.ts";
import { instalmentFacts } from "./schemas.ts";

const INSTALMENT = `${PLAN}/instalments/:ordinal{[0-9]{1,10}}`;

export function planInstalmentRoutes(deps: Deps, fail: FailureWriter): Hono<AppEnv> {
  const app = new Hono<AppEnv>();

  app.put(INSTALMENT, needs("plans:write", fail), query(planChange, fail), async (context) => {
    const body = await readJson(context, instalmentFacts);
    if (!body.ok) return fail(context, body.error);
    const { override: money, inBatch } = body.value;
    const instalment = Number(context.req.param("ordinal"));
    const answer = await answerChange(deps, context, context.req.valid("query"), (plan) => {
      const override = money === null ? ok(null) : amountIn(plan.currency, money);
      return override.ok
        ? ok({ kind: "set-instalment", instalment, override: override.value, inBatch })
        : override;
    });
    return answer.ok ? answer.value : fail(context, answer.error);
  });

  app.get(`${INSTALMENT}/explanation`, needs("plans:read", fail), async (context) => {
    const id = Number(context.req.param("id"));
    const plan = await context.get("stores").plans.byId(id);
    if (plan === null) return fail(context, { tag: "PLAN_NOT_FOUND", id });
    const explained = explainInstalment(plan, Number(context.req.param("ordinal")));
    if (!explained.ok) return fail(context, explained.error);
    context.header("ETag", `"${plan.version}"`);
    return context.json({ planId: id, version: plan.version, ...explained.value });
  });

  return app;
}
