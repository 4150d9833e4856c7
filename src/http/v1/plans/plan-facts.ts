// What the declarations of the plan calls share.
import type { Repeat } from "../../call/declared.ts";
import type { FailureTag } from "../../openapi/operation.ts";
import { planChange } from "./plan-query.ts";

export const PLANS = "Payment plans";

export const AMOUNT_FAILURES = [
  "CURRENCY_DIFFERS",
  "AMOUNT_TOO_PRECISE",
  "AMOUNT_TOO_LARGE",
] as const satisfies readonly FailureTag[];

/** What is wrong with terms, whatever the plan. */
export const TERMS_FAILURES = [
  ...AMOUNT_FAILURES,
  "AMOUNT_NOT_POSITIVE",
  "COUNT_OUT_OF_RANGE",
  "DATE_OUT_OF_RANGE",
] as const satisfies readonly FailureTag[];

export const CHANGE_FAILURES = [
  "PLAN_NOT_FOUND",
  "VERSION_CONFLICT",
] as const satisfies readonly FailureTag[];

/** What a plan can have against new terms. */
export const UPDATE_FAILURES = [
  ...TERMS_FAILURES,
  ...CHANGE_FAILURES,
  "CLOSE_AND_CHANGE",
  "INSTALMENTS_BELOW_LOCKED",
  "START_NOT_AFTER_LOCKED",
] as const satisfies readonly FailureTag[];

/** What a plan can have against the facts of one of its instalments. */
export const INSTALMENT_FAILURES = [
  ...AMOUNT_FAILURES,
  ...CHANGE_FAILURES,
  "AMOUNT_NEGATIVE",
  "PLAN_CLOSED",
  "INSTALMENT_UNKNOWN",
  "INSTALMENT_LOCKED",
] as const satisfies readonly FailureTag[];

export const PLAN_1 = { path: { id: 1 } } as const;
export const aud = (amount: string) => ({ amount, currency: "AUD" });

export const PLAN_HISTORY = "GET /v1/payment-plans/{id}/history tells what happened to the plan.";

/** Of a change that is meant for a version of a plan. */
export const CHANGE: Repeat = {
  tag: "at a version",
  risk: "it overwrites what others have changed since",
  look: PLAN_HISTORY,
};

/** Of a plan that is made. */
export const MAKE: Repeat = {
  tag: "acts again",
  risk: "it makes another plan",
  look: "GET /v1/payment-plans?clientId= lists the plans of a client.",
};

/** A change of a plan is decided anew where another one was faster. */
export const RETRIED = "it is decided anew where another change took the version in between";

/** The plan after a change. */
export const CHANGED = {
  description: "The plan after it, and the difference.",
  schema: "changedPlan",
  headers: ["ETag"],
} as const;

/** What every call has that changes what a plan asks for: a version that was read, one effect, a preview. */
export const A_CHANGE = {
  tag: PLANS,
  scope: "plans:write",
  query: planChange,
  ifMatch: "required",
  write: { repeat: CHANGE, preview: "validateOnly" },
  moreTrips: RETRIED,
  answers: { 200: CHANGED },
} as const;
