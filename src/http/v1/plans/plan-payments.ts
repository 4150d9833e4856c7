// /v1/payment-plans/{id}/payments: money came in, and turned out not to have come in.
import { Hono } from "hono";
import { ok } from "../../../domain/values/result.ts";
import type { FailureWriter } from "../../failures/dialect-failure.ts";
import type { AppEnv, Deps } from "../../request/context.ts";
import { needs } from "../../request/key/authenticate.ts";
import { readJson, readOptionalJson } from "../call/json-body.ts";
import { query } from "../call/query.ts";
import { PLAN } from "./payment-plans.ts";
import { answerChange } from "./plan-answer.ts";
import { amountIn } from "./plan-money.ts";
import { planChange } from "./plan-query.ts";
import { newPayment, reversal } from "./schemas.ts";

export function planPaymentRoutes(deps: Deps, fail: FailureWriter): Hono<AppEnv> {
  const app = new Hono<AppEnv>();

  app.post(`${PLAN}/payments`, needs("plans:write", fail), query(planChange, fail), async (context) => {
    const body = await readJson(context, newPayment);
    if (!body.ok) return fail(context, body.error);
    const { receivedOn, note, instalment = null } = body.value;
    const answer = await answerChange(deps, context, context.req.valid("query"), (plan) => {
      const amount = amountIn(plan.currency, body.value.amount);
      return amount.ok
        ? ok({ kind: "record-payment", amount: amount.value, receivedOn, note, instalment })
        : amount;
    });
    return answer.ok ? answer.value : fail(context, answer.error);
  });

  app.post(
    `${PLAN}/payments/:number{[0-9]{1,10}}/reverse`,
    needs("plans:write", fail),
    query(planChange, fail),
    async (context) => {
      const body = await readOptionalJson(context, reversal);
      if (!body.ok) return fail(context, body.error);
      const { reason, on } = body.value;
      const given = { ...(reason === undefined ? {} : { reason }), ...(on === undefined ? {} : { on }) };
      const payment = Number(context.req.param("number"));
      const answer = await answerChange(deps, context, context.req.valid("query"), () =>
        ok({ kind: "reverse-payment", payment, ...given }),
      );
      return answer.ok ? answer.value : fail(context, answer.error);
    },
  );

  return app;
}
