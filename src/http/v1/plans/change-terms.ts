// PUT and PATCH /v1/payment-plans/{id}: a plan's terms, all of them or some, and the recalculation that follows.
import { patchedUpdate } from "../../../domain/plans/bulk/terms-patch.ts";
import { declare } from "../call/declaration.ts";
import { changeReply } from "./plan-answer.ts";
import { toPatch, toUpdate } from "./plan-body.ts";
import { A_CHANGE, aud, PLAN_1, UPDATE_FAILURES } from "./plan-facts.ts";
import { planTerms, termsPatch } from "./plan-schemas.ts";

export const replaceTerms = declare(
  "PUT /v1/payment-plans/{id}",
  {
    id: "updatePaymentPlan",
    ...A_CHANGE,
    summary: "Change a plan's terms and recalculate",
    description:
      "The full new terms. Locked instalments (paid, part-paid, in a payment batch) stay as they are, and so does every date up to the last of them (I1, update 1 and 2); every other instalment takes the new amount where it changes, overrides stay (update 5). A new recurrence begins at the start date where that is still to come (update 3). A record state other than Active closes the plan.",
    body: { name: "PlanTerms", schema: planTerms },
    failures: [...UPDATE_FAILURES, "PLAN_OWNER_DIFFERS"],
    example: {
      ...PLAN_1,
      query: { validateOnly: "true" },
      body: {
        start: "2024-12-04",
        amount: aud("10.00"),
        count: 8,
        recurrence: "Weekly",
        paymentMethod: "Cash",
        recordState: "Active",
      },
    },
  },
  (input, request) => changeReply(request, input, (plan) => toUpdate(input.body, plan.currency)),
);

export const patchTerms = declare(
  "PATCH /v1/payment-plans/{id}",
  {
    id: "patchPaymentPlan",
    ...A_CHANGE,
    summary: "Change some of a plan's terms and recalculate",
    description:
      "A JSON merge patch: what is left out stays as it is. By the rules of the full update, so a new amount alone leaves every date where it is, and closing a plan takes `recordState` alone.",
    body: { name: "TermsPatch", schema: termsPatch },
    failures: UPDATE_FAILURES,
    example: { ...PLAN_1, query: { validateOnly: "true" }, body: { amount: aud("12.50") } },
  },
  async (input, request) => {
    const patch = toPatch(input.body);
    return patch.ok ? changeReply(request, input, (plan) => patchedUpdate(plan, patch.value)) : patch;
  },
);
