// The payment reference calls of /v1, described beside their routes.

import { BODY } from "../../openapi/failure-responses.ts";
import { named, type Operations } from "../../openapi/operation.ts";
import { once } from "../../request/once.ts";
import { newReference, referenceListQuery } from "./payment-references.ts";
import { referenceShapes } from "./reference-shapes.ts";

const TAG = "Payment references";
const REFERENCE_1 = { path: { id: 1 } };

export const describeReferences = once(() => {
  const { deactivated, reference, references, saved } = referenceShapes();
  return {
    "POST /v1/payment-references": {
      id: "savePaymentReference",
      tag: TAG,
      summary: "Register a CRN, once",
      description:
        "However often and in whatever spelling it is sent: spaces, hyphens and case are no difference. Nothing that is stored is overwritten. The CRN is masked in the answer unless the key has the scope references:unmask.",
      scope: "references:write",
      body: named("NewReference", newReference),
      keyed: true,
      answers: {
        200: { description: "It was there.", schema: saved, headers: ["Location"] },
        201: { description: "Registered.", schema: saved, headers: ["Location"] },
      },
      example: { body: { accountId: 1, contactId: 1, crn: "123 456 789A", benefitGroupId: 1 } },
    },
    "GET /v1/payment-references/{id}": {
      id: "getPaymentReference",
      tag: TAG,
      summary: "Read a payment reference",
      description: "The CRN is masked unless the key has the scope references:unmask.",
      scope: "references:read",
      answers: { 200: { description: "The reference.", schema: reference } },
      failures: ["REFERENCE_NOT_FOUND"],
      example: REFERENCE_1,
    },
    "GET /v1/payment-references": {
      id: "listPaymentReferences",
      tag: TAG,
      summary: "List payment references",
      scope: "references:read",
      query: referenceListQuery,
      answers: { 200: { description: "One page of references.", schema: references } },
      example: { query: { contactId: "1", active: "true" } },
    },
    "POST /v1/payment-references/{id}/deactivate": {
      id: "deactivatePaymentReference",
      tag: TAG,
      summary: "Deactivate a payment reference",
      description: "Again is the same answer: the first stamp stays. The CRN can then be registered anew.",
      scope: "references:write",
      keyed: true,
      answers: { 200: { description: "It is inactive.", schema: deactivated } },
      failures: [...BODY, "REFERENCE_NOT_FOUND"],
      example: REFERENCE_1,
    },
  } as const satisfies Operations;
});
