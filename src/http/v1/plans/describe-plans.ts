// The plan calls of /v1, described beside their routes.
import { MAX_PAYMENTS } from "../../../domain/plans/commands/record-payment.ts";
import { BODY } from "../../openapi/failure-responses.ts";
import { type FailureTag, named, type Operations } from "../../openapi/operation.ts";
import { once } from "../../request/once.ts";
import { planHistoryQuery } from "./plan-history.ts";
import { planListQuery } from "./plan-list.ts";
import { planChange, planView } from "./plan-query.ts";
import { planShapes } from "./plan-shapes.ts";
import { instalmentFacts, newPayment, newPlan, planTerms, reversal } from "./schemas.ts";

const TAG = "Payment plans";
const AMOUNT_FAILURES: readonly FailureTag[] = ["CURRENCY_DIFFERS", "AMOUNT_TOO_PRECISE", "AMOUNT_TOO_LARGE"];
const TERMS_FAILURES: readonly FailureTag[] = [
  ...AMOUNT_FAILURES,
  "AMOUNT_NOT_POSITIVE",
  "COUNT_OUT_OF_RANGE",
  "DATE_OUT_OF_RANGE",
];
const CHANGE_FAILURES: readonly FailureTag[] = ["PLAN_NOT_FOUND", "VERSION_CONFLICT"];

const PLAN_1 = { path: { id: 1 } };
const aud = (amount: string) => ({ amount, currency: "AUD" });

export const describePlans = once(() => {
  const { changedPlan, events, explanation, plan, plans, verdict } = planShapes();
  const changed = {
    description: "The plan after it, and the difference.",
    schema: changedPlan,
    headers: ["ETag"],
  } as const;
  return {
    "POST /v1/payment-plans": {
      id: "createPaymentPlan",
      tag: TAG,
      summary: "Make a plan",
      description:
        "The amount is of one instalment and the count of the whole plan, so the total follows (law I2, I3). Due dates are counted from the start date, never from the row before (D2, D3). With `validateOnly=true` the answer is the same and nothing is written (I17).",
      scope: "plans:write",
      query: planChange,
      body: named("NewPlan", newPlan),
      keyed: true,
      answers: {
        200: { description: "A preview: nothing was written.", schema: changedPlan },
        201: { description: "Made.", schema: changedPlan, headers: ["ETag", "Location"] },
      },
      failures: TERMS_FAILURES,
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
    "GET /v1/payment-plans": {
      id: "listPaymentPlans",
      tag: TAG,
      summary: "List plans",
      description: "Summaries with totals, by id, filtered by whose they are and whether they are live.",
      scope: "plans:read",
      query: planListQuery,
      answers: { 200: { description: "One page of plans.", schema: plans } },
      example: { query: { clientId: "2", limit: "10" } },
    },
    "GET /v1/payment-plans/{id}": {
      id: "getPaymentPlan",
      tag: TAG,
      summary: "Read a plan",
      start: true,
      description: "With its instalments, payments and totals, which are as of a day.",
      scope: "plans:read",
      query: planView,
      answers: { 200: { description: "The plan.", schema: plan, headers: ["ETag"] } },
      failures: ["PLAN_NOT_FOUND"],
      example: PLAN_1,
    },
    "PUT /v1/payment-plans/{id}": {
      id: "updatePaymentPlan",
      tag: TAG,
      summary: "Change a plan's terms and recalculate",
      description:
        "The full new terms. Locked instalments (paid, part-paid, in a payment batch) stay as they are, and so does every date up to the last of them (I1, update 1 and 2); every other instalment takes the new amount where it changes, overrides stay (update 5). A new recurrence begins at the start date where that is still to come (update 3). A record state other than Active closes the plan.",
      scope: "plans:write",
      query: planChange,
      body: named("PlanTerms", planTerms),
      ifMatch: "required",
      keyed: true,
      answers: { 200: changed },
      failures: [
        ...TERMS_FAILURES,
        ...CHANGE_FAILURES,
        "PLAN_OWNER_DIFFERS",
        "CLOSE_AND_CHANGE",
        "INSTALMENTS_BELOW_LOCKED",
        "START_NOT_AFTER_LOCKED",
      ],
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
    "POST /v1/payment-plans/{id}/payments": {
      id: "recordPayment",
      tag: TAG,
      summary: "Record money received",
      description: `Fills the instalment that is named first, the rest oldest first; what no instalment takes is credit (I10). A plan takes ${MAX_PAYMENTS} payments.`,
      scope: "plans:write",
      query: planChange,
      body: named("NewPayment", newPayment),
      ifMatch: "required",
      keyed: true,
      answers: { 200: changed },
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
    "POST /v1/payment-plans/{id}/payments/{number}/reverse": {
      id: "reversePayment",
      tag: TAG,
      summary: "Take a payment back",
      description:
        "A dishonoured cheque, a chargeback. The payment stays in the ledger with the stamp of its reversal, why, and on which day that turned out. Instalments that come free are owed again: past due they keep the amount that was promised, still to come they take the terms' (update 8). Only a payment that is unknown or taken back already is refused.",
      scope: "plans:write",
      query: planChange,
      body: named("Reversal", reversal),
      bodyOptional: true,
      ifMatch: "required",
      keyed: true,
      answers: { 200: changed },
      failures: [...CHANGE_FAILURES, "PAYMENT_UNKNOWN", "PAYMENT_ALREADY_REVERSED"],
      example: { path: { id: 1, number: 1 }, body: { reason: "insufficient funds", on: "2024-12-06" } },
    },
    "PUT /v1/payment-plans/{id}/instalments/{ordinal}": {
      id: "setInstalment",
      tag: TAG,
      summary: "Override an instalment, or put it in a payment batch",
      description:
        "Both facts, both explicit; null takes the override back. An override of 0 waives. An instalment that comes free keeps its amount where it is past due, else it takes the terms' (update 8).",
      scope: "plans:write",
      query: planChange,
      body: named("InstalmentFacts", instalmentFacts),
      ifMatch: "required",
      keyed: true,
      answers: { 200: changed },
      failures: [
        ...AMOUNT_FAILURES,
        ...CHANGE_FAILURES,
        "AMOUNT_NEGATIVE",
        "PLAN_CLOSED",
        "INSTALMENT_UNKNOWN",
        "INSTALMENT_LOCKED",
      ],
      example: { path: { id: 1, ordinal: 3 }, body: { override: aud("5.00"), inBatch: false } },
    },
    "GET /v1/payment-plans/{id}/instalments/{ordinal}/explanation": {
      id: "explainInstalment",
      tag: TAG,
      summary: "Why this date and this amount",
      description:
        "By rule (D2, D3, update 1 to 8), with the anchor that the date is counted from, what made the anchor, and the version that set the amount.",
      scope: "plans:read",
      answers: { 200: { description: "The reasons.", schema: explanation, headers: ["ETag"] } },
      failures: ["PLAN_NOT_FOUND", "INSTALMENT_UNKNOWN"],
      example: { path: { id: 1, ordinal: 2 } },
    },
    "GET /v1/payment-plans/{id}/history": {
      id: "getPaymentPlanHistory",
      tag: TAG,
      summary: "What happened to a plan",
      description:
        "One event a version, oldest first, each naming the hash of the one before. The cursor is the version.",
      scope: "plans:read",
      query: planHistoryQuery,
      answers: { 200: { description: "One page of events.", schema: events } },
      failures: ["PLAN_NOT_FOUND"],
      example: PLAN_1,
    },
    "POST /v1/payment-plans/{id}/history/verify": {
      id: "verifyPaymentPlanHistory",
      tag: TAG,
      summary: "Check a plan's history",
      description:
        "Checks the chain of hashes and plays the recorded commands again. Broken or not, the check itself went well: 200.",
      scope: "plans:read",
      answers: { 200: { description: "Whether it is intact, else what is broken first.", schema: verdict } },
      failures: [...BODY, "PLAN_NOT_FOUND"],
      example: PLAN_1,
    },
  } as const satisfies Operations;
});
