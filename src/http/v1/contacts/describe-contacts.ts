// The contact and credit calls of /v1, described beside their routes.

import { named, type Operations } from "../../openapi/operation.ts";
import { once } from "../../request/once.ts";
import { pageQuery } from "../call/page-query.ts";
import { contactBody, creditPatch, decisionQuestion } from "./contact-schemas.ts";
import { contactShapes } from "./contact-shapes.ts";

const TAG = "Contacts";
const JOE = { path: { id: 38759340 } };

export const describeContacts = once(() => {
  const { contact, contacts, credit, decision } = contactShapes();
  return {
    "PUT /v1/contacts/{id}": {
      id: "putContact",
      tag: TAG,
      summary: "Make or replace a contact",
      description:
        "What is left out is none. Without If-Match it may only make one: 428 when the contact is there. Chains of parents never close and have at most 32 contacts.",
      scope: "contacts:write",
      body: named("ContactBody", contactBody),
      ifMatch: "optional",
      keyed: true,
      answers: {
        200: { description: "Replaced, or as it was.", schema: contact, headers: ["ETag"] },
        201: { description: "Made.", schema: contact, headers: ["ETag", "Location"] },
      },
      failures: ["IF_MATCH_MISSING", "PARENT_UNKNOWN", "PARENT_CYCLE", "PARENT_CHAIN_TOO_LONG"],
      example: { path: { id: 7001 }, body: { name: "Ada Example", reference: "AE-1", parentId: 38759340 } },
    },
    "GET /v1/contacts/{id}": {
      id: "getContact",
      tag: TAG,
      summary: "Read a contact",
      scope: "contacts:read",
      answers: { 200: { description: "The contact.", schema: contact, headers: ["ETag"] } },
      failures: ["CONTACT_NOT_FOUND"],
      example: JOE,
    },
    "GET /v1/contacts": {
      id: "listContacts",
      tag: TAG,
      summary: "List contacts",
      scope: "contacts:read",
      query: pageQuery,
      answers: { 200: { description: "One page of contacts.", schema: contacts } },
      example: { query: { limit: "10" } },
    },
    "GET /v1/contacts/{id}/credit": {
      id: "getCredit",
      tag: TAG,
      summary: "Credit-control facts and what follows from them",
      description:
        "What is left of the limit, every cause of a stop (its own, one from above, its limit), and the account reference that counts.",
      scope: "contacts:read",
      answers: { 200: { description: "The credit of a contact.", schema: credit, headers: ["ETag"] } },
      failures: ["CONTACT_NOT_FOUND"],
      example: JOE,
    },
    "PATCH /v1/contacts/{id}/credit": {
      id: "patchCredit",
      tag: TAG,
      summary: "Change credit-control facts",
      description:
        "As the contract's ContactExtraSave, in JSON: what is left out stays, null clears. The balance cannot be cleared.",
      scope: "contacts:write",
      body: named("CreditPatch", creditPatch),
      ifMatch: "optional",
      keyed: true,
      answers: { 200: { description: "The credit after it.", schema: credit, headers: ["ETag"] } },
      failures: ["CONTACT_NOT_FOUND"],
      example: {
        ...JOE,
        body: {
          creditLimit: { amount: "2500.00", currency: "AUD" },
          accountBalance: "1920.00",
          delay2Pay: 14,
        },
      },
    },
    "POST /v1/contacts/{id}/credit-decisions": {
      id: "decideCredit",
      tag: TAG,
      summary: "May this contact have it on credit?",
      description: "allow, warn or block, with every reason and what would unblock it. Keeps nothing.",
      scope: "contacts:read",
      body: named("CreditQuestion", decisionQuestion),
      answers: { 200: { description: "The decision.", schema: decision } },
      failures: ["CONTACT_NOT_FOUND"],
      example: { ...JOE, body: { amount: { amount: "1000.00", currency: "AUD" }, kind: "order" } },
    },
  } as const satisfies Operations;
});
