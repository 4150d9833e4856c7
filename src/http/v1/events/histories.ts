// GET /v1/contacts/{id}/history and /v1/payment-references/{id}/history: what happened to one of them.
import type { RecordedEvent } from "../../../domain/events/recorded-event.ts";
import { err, ok } from "../../../domain/values/result.ts";
import { declare } from "../call/declaration.ts";
import { writePage } from "../call/page-answer.ts";
import { pageQuery } from "../call/page-query.ts";
import { CONTACTS, JOE } from "../contacts/contact-facts.ts";
import { crnView } from "../references/crn-view.ts";
import { REFERENCE_1, REFERENCES } from "../references/reference-facts.ts";
import { contactEventJson, referenceEventJson } from "./event-json.ts";

const HISTORY = "Oldest first, append only. The cursor is the version.";

type Of<S extends RecordedEvent["subject"]> = Extract<RecordedEvent, { subject: S }>;

const isOf =
  <S extends RecordedEvent["subject"]>(subject: S) =>
  (event: RecordedEvent): event is Of<S> =>
    event.subject === subject;

export const contactHistory = declare(
  "GET /v1/contacts/{id}/history",
  {
    id: "getContactHistory",
    tag: CONTACTS,
    summary: "What happened to a contact",
    description: HISTORY,
    scope: "contacts:read",
    query: pageQuery,
    answers: { 200: { description: "One page of events.", schema: "contactEvents" } },
    failures: ["CONTACT_NOT_FOUND"],
    example: JOE,
  },
  async ({ path: { id }, query }, { context, stores }) => {
    const page = await stores.events.history("contact", id, query);
    if (page === null) return err({ tag: "CONTACT_NOT_FOUND", id });
    const ofContact = { items: page.items.filter(isOf("contact")), next: page.next };
    const body = await writePage(context, ofContact, contactEventJson, (event) => event.version);
    return ok({ status: 200, body });
  },
);

export const referenceHistory = declare(
  "GET /v1/payment-references/{id}/history",
  {
    id: "getPaymentReferenceHistory",
    tag: REFERENCES,
    summary: "What happened to a payment reference",
    description: HISTORY,
    scope: "references:read",
    query: pageQuery,
    answers: { 200: { description: "One page of events.", schema: "referenceEvents" } },
    failures: ["REFERENCE_NOT_FOUND"],
    example: REFERENCE_1,
  },
  async ({ path: { id }, query }, { context, stores }) => {
    const page = await stores.events.history("reference", id, query);
    if (page === null) return err({ tag: "REFERENCE_NOT_FOUND", id });
    const ofReference = { items: page.items.filter(isOf("reference")), next: page.next };
    const crnOf = crnView(context);
    const write = (event: Of<"reference">) => referenceEventJson(event, crnOf);
    return ok({ status: 200, body: await writePage(context, ofReference, write, (event) => event.version) });
  },
);
