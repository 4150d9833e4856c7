// PUT /v1/contacts/{id}: makes or replaces a contact under the version rule.
import { checkContact, tooLong } from "../../../domain/contacts/contact-draft.ts";
import type { PutContact } from "../../../domain/contacts/contacts-port.ts";
import { err, ok } from "../../../domain/values/result.ts";
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
    description:
      "What is left out is none. Without If-Match it may only make one: 428 when the contact is there. Chains of parents never close and have at most 32 contacts.",
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
    const draft = checkContact({ id: path.id, ...body });
    if (!draft.ok) return err({ tag: "FIELDS_INVALID", fields: fieldsOf(draft.error) });
    const put = await writeOnce<PutContact>(
      context,
      () => stores.contacts.put(draft.value, expectedVersions(ifMatch, [0]), stamp),
      async ({ wrote: { id, version, changed, seq } }) => {
        const contact = await stores.contacts.asOf(id, seq);
        if (contact === null) return null;
        return { tag: !changed ? "unchanged" : version === 1 ? "created" : "updated", contact };
      },
    );
    switch (put.tag) {
      case "version-conflict":
        if (ifMatch === "absent") return err({ tag: "IF_MATCH_MISSING" });
        return err({ tag: "VERSION_STALE", id: draft.value.id, version: put.version });
      case "text-too-long":
        return err({ tag: "FIELDS_INVALID", fields: fieldsOf(tooLong(put.members)) });
      case "parent-refused":
        return err(put.failure);
      case "created": {
        const headers = { ...etag(1), Location: `/v1/contacts/${put.contact.id}` };
        return ok({ status: 201, body: contactJson(put.contact), headers });
      }
      default:
        return ok({ status: 200, body: contactJson(put.contact), headers: etag(put.contact.version) });
    }
  },
);
