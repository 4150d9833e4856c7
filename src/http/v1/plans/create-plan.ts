// POST /v1/payment-plans: makes a plan, or shows what it would be.
import { currencyOf } from "../../settings/settings.ts";
import { declare } from "../call/declaration.ts";
import { creationReply } from "./plan-answer.ts";
import { toCreate } from "./plan-body.ts";
import { aud, MAKE, PLANS, TERMS_FAILURES } from "./plan-facts.ts";
import { planChange } from "./plan-query.ts";
import { newPlan } from "./plan-schemas.ts";

export const createPlan = declare(
  "POST /v1/payment-plans",
  {
    id: "createPaymentPlan",
    tag: PLANS,
    summary: "Make a plan",
    description:
      "The amount is of one instalment and the count of the whole plan, so the total follows (law I2, I3). Due dates are counted from the start date, never from the row before (D2, D3). With `validateOnly=true` the answer is the same and nothing is written (I17).",
    scope: "plans:write",
    query: planChange,
    body: { name: "NewPlan", schema: newPlan },
    write: { repeat: MAKE, preview: "validateOnly" },
    answers: {
      200: { description: "A preview: nothing was written.", schema: "changedPlan" },
      201: { description: "Made.", schema: "changedPlan", headers: ["ETag", "Location"] },
    },
    failures: [...TERMS_FAILURES, "OWNER_OUT_OF_REACH"],
    example: {
      body: {
        clientId: 2,
        businessUnitId: 3,
        start: "2026-01-31",
        amount: aud("80.00"),
        count: 12,
        recurrence: "Weekly",
        paymentMethod: "Cash",
      },
    },
  },
  async ({ query, body }, request) => {
    const command = toCreate(body, currencyOf(request.deps.settings, body.businessUnitId));
    return command.ok ? creationReply(request, query, command.value) : command;
  },
);
