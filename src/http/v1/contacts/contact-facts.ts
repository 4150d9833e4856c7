// What the declarations of the contact calls share.
import type { ContactFailure } from "../../../domain/contacts/contact-draft.ts";
import { contactSentence } from "../../failures/member-sentences.ts";

export const CONTACTS = "Contacts";
export const JOE = { path: { id: 38759340 } } as const;
export const CONTACT_HISTORY = "GET /v1/contacts/{id}/history tells what happened to the contact.";
export const OVERWRITES = "it overwrites what others have changed since";

/** What the core has against a contact, field by field. */
export const fieldsOf = (failures: readonly ContactFailure[]) =>
  failures.map((failure) => ({
    pointer: failure.member === "id" ? "id" : `/${failure.member}`,
    detail: contactSentence(failure, failure.member),
  }));

export const etag = (version: number) => ({ ETag: `"${version}"` });
