// POST /v1/payment-plans/{id}/payments/{number}/reverse: money turned out not to have come in.
import { ok } from "../../../domain/values/result.ts";
import { declare } from "../call/declaration.ts";
import { changeReply } from "./plan-answer.ts";
import { CHANGE_FAILURES, CHANGED, PLANS, RETRIED } from "./plan-facts.ts";
import { planChange } from "./plan-query.ts";
import { reversal } from "./plan-schemas.ts";

export const reversePayment = declare(
  "POST /v1/payment-plans/{id}/payments/{number}/reverse",
  {
    id: "reversePayment",
    tag: PLANS,
    summary: "Take a payment back",
    description:
      "A dishonoured cheque, a chargeback. The payment stays in the ledger with the stamp of its reversal, why, and on which day that turned out. Instalments that come free are owed again: past due they keep the amount that was promised, still to come they take the terms' (update 8). Only a payment that is unknown or taken back already is refused.",
    scope: "plans:write",
    query: planChange,
    body: { name: "Reversal", schema: reversal, optional: true },
    ifMatch: "required",
    write: {
      repeat: {
        tag: "acts once",
        because:
          "a payment is reversed once; PAYMENT_ALREADY_REVERSED or a 412 then means that it may be done.",
      },
      preview: "validateOnly",
    },
    moreTrips: RETRIED,
    answers: { 200: CHANGED },
    failures: [...CHANGE_FAILURES, "PAYMENT_UNKNOWN", "PAYMENT_ALREADY_REVERSED"],
    example: { path: { id: 1, number: 1 }, body: { reason: "insufficient funds", on: "2024-12-06" } },
  },
  (input, request) => {
    const { reason, on } = input.body;
    const given = { ...(reason === undefined ? {} : { reason }), ...(on === undefined ? {} : { on }) };
    return changeReply(request, input, () =>
      ok({ kind: "reverse-payment", payment: input.path.number, ...given }),
    );
  },
);
