// GET /v1/contacts/{id} and GET /v1/contacts: a contact, and the list of them.
import { err, ok } from "../../../domain/values/result.ts";
import { declare } from "../call/declaration.ts";
import { writePage } from "../call/page-answer.ts";
import { pageQuery } from "../call/page-query.ts";
import { CONTACTS, etag, JOE } from "./contact-facts.ts";
import { contactJson } from "./contact-json.ts";

export const readContact = declare(
  "GET /v1/contacts/{id}",
  {
    id: "getContact",
    tag: CONTACTS,
    summary: "Read a contact",
    description: "Its name, reference and parent, and its credit-control facts as they stand.",
    scope: "contacts:read",
    answers: { 200: { description: "The contact.", schema: "contact", headers: ["ETag"] } },
    failures: ["CONTACT_NOT_FOUND"],
    example: JOE,
  },
  async ({ path: { id } }, { stores }) => {
    const contact = await stores.contacts.byId(id);
    if (contact === null) return err({ tag: "CONTACT_NOT_FOUND", id });
    return ok({ status: 200, body: contactJson(contact), headers: etag(contact.version) });
  },
);

export const listContacts = declare(
  "GET /v1/contacts",
  {
    id: "listContacts",
    tag: CONTACTS,
    summary: "List contacts",
    description: "In the order of their ids, a page at a time.",
    scope: "contacts:read",
    query: pageQuery,
    answers: { 200: { description: "One page of contacts.", schema: "contacts" } },
    example: { query: { limit: "10" } },
  },
  async ({ query }, { context, stores }) => {
    const page = await stores.contacts.list(query);
    return ok({ status: 200, body: await writePage(context, page, contactJson, (contact) => contact.id) });
  },
);
