// POST /v1/contacts/{id}/credit-decisions: may this contact have it on credit?
import { err, ok } from "../../../domain/values/result.ts";
import { declare } from "../call/declaration.ts";
import { CONTACTS, JOE } from "./contact-facts.ts";
import { decisionJson } from "./contact-json.ts";
import { decisionQuestion } from "./contact-schemas.ts";
import { clockOf } from "./credit.ts";

/** Decides and keeps nothing: the same question may be asked as often as one likes. */
export const decideCredit = declare(
  "POST /v1/contacts/{id}/credit-decisions",
  {
    id: "decideCredit",
    tag: CONTACTS,
    summary: "May this contact have it on credit?",
    description: "allow, warn or block, with every reason and what would unblock it. Keeps nothing.",
    scope: "contacts:read",
    body: { name: "CreditQuestion", schema: decisionQuestion },
    answers: { 200: { description: "The decision.", schema: "decision" } },
    failures: ["CONTACT_NOT_FOUND"],
    example: { ...JOE, body: { amount: { amount: "1000.00", currency: "AUD" }, kind: "order" } },
  },
  async ({ path: { id }, body }, request) => {
    const chain = await request.stores.contacts.chain(id);
    if (chain === null) return err({ tag: "CONTACT_NOT_FOUND", id });
    return ok({ status: 200, body: decisionJson(chain, body, clockOf(request)) });
  },
);
