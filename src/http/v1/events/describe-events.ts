// The histories and the feed of events, described beside their routes.

import type { Operations } from "../../openapi/operation.ts";
import { once } from "../../request/once.ts";
import { pageQuery } from "../call/page-query.ts";
import { eventShapes } from "./event-shapes.ts";

const HISTORY = "Oldest first, append only. The cursor is the version.";

export const describeEvents = once(() => {
  const { contactEvents, feed, referenceEvents } = eventShapes();
  return {
    "GET /v1/contacts/{id}/history": {
      id: "getContactHistory",
      tag: "Contacts",
      summary: "What happened to a contact",
      description: HISTORY,
      scope: "contacts:read",
      query: pageQuery,
      answers: { 200: { description: "One page of events.", schema: contactEvents } },
      failures: ["CONTACT_NOT_FOUND"],
      example: { path: { id: 38759340 } },
    },
    "GET /v1/payment-references/{id}/history": {
      id: "getPaymentReferenceHistory",
      tag: "Payment references",
      summary: "What happened to a payment reference",
      description: HISTORY,
      scope: "references:read",
      query: pageQuery,
      answers: { 200: { description: "One page of events.", schema: referenceEvents } },
      failures: ["REFERENCE_NOT_FOUND"],
      example: { path: { id: 1 } },
    },
    "GET /v1/events": {
      id: "listEvents",
      tag: "Events",
      summary: "Everything that happened, in order",
      description: "One ordered, gap-free feed over plans, contacts and references. The cursor is `seq`.",
      scope: "events:read",
      query: pageQuery,
      answers: { 200: { description: "What is new since the cursor.", schema: feed } },
      example: { query: { after: "0", limit: "20" } },
    },
  } as const satisfies Operations;
});
