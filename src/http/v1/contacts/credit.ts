// /v1/contacts/{id}/credit: the credit-control facts and what follows from them.
import type { ContactChain } from "../../../domain/contacts/contact.ts";
import { type SaveCreditFailure, saveCredit } from "../../../domain/contacts/credit/save-credit.ts";
import type { Clock } from "../../../domain/contacts/extras/written-date.ts";
import { chainAsOf } from "../../../domain/events/contact-history.ts";
import { err, ok, type Result } from "../../../domain/values/result.ts";
import { todayIn } from "../../request/clock.ts";
import { writeOnce } from "../../request/repeats/idempotency.ts";
import { type CallRequest, declare } from "../call/declaration.ts";
import { expectedVersions } from "../call/expected-versions.ts";
import { CONTACT_HISTORY, CONTACTS, etag, fieldsOf, JOE, OVERWRITES } from "./contact-facts.ts";
import { creditJson } from "./contact-json.ts";
import { creditPatch } from "./contact-schemas.ts";

/** The moment of the request, and its day in the service's zone. */
export const clockOf = ({ deps, stamp: { at: now } }: CallRequest): Clock => ({
  now,
  today: todayIn(deps.settings.TIME_ZONE, Date.parse(now)),
});

const reply = (chain: ContactChain, clock: Clock) =>
  ok({ status: 200 as const, body: creditJson(chain, clock), headers: etag(chain.contact.version) });

export const readCredit = declare(
  "GET /v1/contacts/{id}/credit",
  {
    id: "getCredit",
    tag: CONTACTS,
    summary: "Credit-control facts and what follows from them",
    description:
      "What is left of the limit, every cause of a stop (its own, one from above, its limit), and the account reference that counts.",
    scope: "contacts:read",
    answers: { 200: { description: "The credit of a contact.", schema: "credit", headers: ["ETag"] } },
    failures: ["CONTACT_NOT_FOUND"],
    example: JOE,
  },
  async ({ path: { id } }, request) => {
    const chain = await request.stores.contacts.chain(id);
    return chain === null ? err({ tag: "CONTACT_NOT_FOUND", id }) : reply(chain, clockOf(request));
  },
);

/**
 * A partial update, as the contract's ContactExtraSave, with null for what is to be cleared. Members that are not sent
 * stay, so If-Match is not asked for; where it is sent it holds (412).
 */
export const patchCredit = declare(
  "PATCH /v1/contacts/{id}/credit",
  {
    id: "patchCredit",
    tag: CONTACTS,
    summary: "Change credit-control facts",
    description:
      "As the contract's ContactExtraSave, in JSON: what is left out stays, null clears. The balance cannot be cleared.",
    scope: "contacts:write",
    body: { name: "CreditPatch", schema: creditPatch },
    ifMatch: "optional",
    write: { repeat: { tag: "at a version", risk: OVERWRITES, look: CONTACT_HISTORY } },
    answers: { 200: { description: "The credit after it.", schema: "credit", headers: ["ETag"] } },
    failures: ["CONTACT_NOT_FOUND"],
    example: {
      ...JOE,
      body: { creditLimit: { amount: "2500.00", currency: "AUD" }, accountBalance: "1920.00", delay2Pay: 14 },
    },
  },
  async ({ path: { id }, body, ifMatch }, request) => {
    const { context, stamp } = request;
    const { contacts } = request.stores;
    let clock = clockOf(request);
    const saved = await writeOnce<Result<ContactChain, SaveCreditFailure>>(
      context,
      () => saveCredit({ contacts, stamp }, id, body, expectedVersions(ifMatch, "any")),
      async ({ wrote, at: now, today }) => {
        clock = { now, today };
        const chain = await chainAsOf(contacts, wrote.id, wrote.seq);
        return chain === null ? null : ok(chain);
      },
    );
    if (saved.ok) return reply(saved.value, clock);
    if (saved.error.tag !== "CONTACT_INVALID") return err(saved.error);
    return err({ tag: "FIELDS_INVALID", fields: fieldsOf(saved.error.failures) });
  },
);
