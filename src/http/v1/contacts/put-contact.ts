// PUT /v1/contacts/{id}: makes or replaces a contact under the version rule.

import { MAX_CHAIN } from "../../../domain/contacts/parents/parent-chain.ts";
import {
  type PutContactFailure,
  type PutOutcome,
  putContact as putContactIn,
} from "../../../domain/contacts/put-contact.ts";
import { err, ok, type Result } from "../../../domain/values/result.ts";
import { writeOnce } from "../../request/repeats/idempotency.ts";
import { declare } from "../call/declaration.ts";
import { expectedVersions } from "../call/expected-versions.ts";
import { CONTACT_HISTORY, CONTACTS, etag, fieldsOf, OVERWRITES } from "./contact-facts.ts";
import { contactJson } from "./contact-json.ts";
import { contactBody } from "./contact-schemas.ts";

/**
 * Without If-Match it may only create: 428 when the contact is there. The same body again is 200 whatever the version,
 * so that a lost answer can be asked for anew.
 */
export const putContact = declare(
  "PUT /v1/contacts/{id}",
  {
    id: "putContact",
    tag: CONTACTS,
    summary: "Make or replace a contact",
    description: `What is left out is none. Without If-Match it may only make one: 428 when the contact is there. Chains of parents never close and have at most ${MAX_CHAIN} contacts.`,
    scope: "contacts:write",
    body: { name: "ContactBody", schema: contactBody },
    ifMatch: "optional",
    write: {
      repeat: {
        tag: "at a version",
        absent: "without If-Match it makes a contact, and changes none that is there.",
        risk: OVERWRITES,
        look: CONTACT_HISTORY,
      },
    },
    answers: {
      200: { description: "Replaced, or as it was.", schema: "contact", headers: ["ETag"] },
      201: { description: "Made.", schema: "contact", headers: ["ETag", "Location"] },
    },
    failures: ["IF_MATCH_MISSING", "PARENT_UNKNOWN", "PARENT_CYCLE", "PARENT_CHAIN_TOO_LONG"],
    example: { path: { id: 7001 }, body: { name: "Ada Example", reference: "AE-1", parentId: 38759340 } },
  },
  async ({ path, body, ifMatch }, { context, stores, stamp }) => {
    const { contacts } = stores;
    const put = await writeOnce<Result<PutOutcome, PutContactFailure>>(
      context,
      () => putContactIn({ contacts, stamp }, { id: path.id, ...body }, expectedVersions(ifMatch, [0])),
      async ({ wrote: { id, version, changed, seq } }) => {
        const contact = await contacts.asOf(id, seq);
        if (contact === null) return null;
        return ok({ outcome: !changed ? "unchanged" : version === 1 ? "created" : "updated", contact });
      },
    );
    if (!put.ok) {
      const { error } = put;
      if (error.tag === "CONTACT_INVALID")
        return err({ tag: "FIELDS_INVALID", fields: fieldsOf(error.failures) });
      return err(error.tag === "VERSION_STALE" && ifMatch === "absent" ? { tag: "IF_MATCH_MISSING" } : error);
    }
    const { outcome, contact } = put.value;
    const told = contactJson(contact);
    if (outcome !== "created") return ok({ status: 200, body: told, headers: etag(contact.version) });
    return ok({ status: 201, body: told, headers: { ...etag(1), Location: `/v1/contacts/${contact.id}` } });
  },
);
