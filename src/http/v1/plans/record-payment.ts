// POST /v1/payment-plans/{id}/payments: money came in.
import { MAX_PAYMENTS } from "../../../domain/plans/commands/record-payment.ts";
import { ok } from "../../../domain/values/result.ts";
import { declare } from "../call/declaration.ts";
import { changeReply } from "./plan-answer.ts";
import {
  AMOUNT_FAILURES,
  aud,
  CHANGE_FAILURES,
  CHANGED,
  PLAN_1,
  PLAN_HISTORY,
  PLANS,
  RETRIED,
} from "./plan-facts.ts";
import { amountIn } from "./plan-money.ts";
import { planChange } from "./plan-query.ts";
import { newPayment } from "./plan-schemas.ts";

export const recordPayment = declare(
  "POST /v1/payment-plans/{id}/payments",
  {
    id: "recordPayment",
    tag: PLANS,
    summary: "Record money received",
    description: `Fills the instalment that is named first, the rest oldest first; what no instalment takes is credit (I10). A plan takes ${MAX_PAYMENTS} payments.`,
    scope: "plans:write",
    query: planChange,
    body: { name: "NewPayment", schema: newPayment },
    ifMatch: "required",
    write: {
      repeat: { tag: "at a version", risk: "the payment is recorded twice", look: PLAN_HISTORY },
      preview: "validateOnly",
    },
    moreTrips: RETRIED,
    answers: { 200: CHANGED },
    failures: [
      ...AMOUNT_FAILURES,
      ...CHANGE_FAILURES,
      "AMOUNT_NOT_POSITIVE",
      "PLAN_CLOSED",
      "INSTALMENT_UNKNOWN",
      "INSTALMENT_WAIVED",
      "RECEIVED_IN_FUTURE",
      "PAYMENTS_TOO_MANY",
    ],
    example: {
      ...PLAN_1,
      body: { amount: aud("7.50"), receivedOn: "2024-12-04", note: "at the counter", instalment: 1 },
    },
  },
  (input, request) => {
    const { amount: money, receivedOn, note, instalment = null } = input.body;
    return changeReply(request, input, (plan) => {
      const amount = amountIn(plan.currency, money);
      if (!amount.ok) return amount;
      return ok({ kind: "record-payment", amount: amount.value, receivedOn, note, instalment });
    });
  },
);
