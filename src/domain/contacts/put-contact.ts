// Creates or replaces a contact: the one way of all callers.
import { err, ok, type Result } from "../values/result.ts";
import type { Stamp } from "../values/stamp.ts";
import type { Contact, ContactDraft } from "./contact.ts";
import { type ContactFailure, checkContact, tooLong } from "./contact-draft.ts";
import type { Contacts, ExpectedVersions } from "./contacts-port.ts";
import type { ParentFailure } from "./parents/parent-chain.ts";

/** What a put needs besides the contact. */
export type ContactWork = { readonly contacts: Pick<Contacts, "put">; readonly stamp: Stamp };

/** What a put came to, and the contact as it is after it. */
export type PutOutcome = {
  readonly outcome: "created" | "updated" | "unchanged";
  readonly contact: Contact;
};

/** Members that are wrong by themselves, or too long for the contact that is there. */
export type ContactInvalid = {
  readonly tag: "CONTACT_INVALID";
  readonly failures: readonly ContactFailure[];
};

export type PutContactFailure =
  | ContactInvalid
  | ParentFailure
  /** The contact has another version than expected: `version`, or 0 where it is not there. */
  | { readonly tag: "VERSION_STALE"; readonly id: number; readonly version: number };

/**
 * Creates the contact or replaces its reference, name and parent, in one write trip; a put that changes nothing is
 * `unchanged`, whatever version is expected. Fails with the first of CONTACT_INVALID (by itself), VERSION_STALE,
 * CONTACT_INVALID (texts that are too long) and why the parent cannot be its parent.
 */
export async function putContact(
  { contacts, stamp }: ContactWork,
  asked: ContactDraft,
  expected: ExpectedVersions,
): Promise<Result<PutOutcome, PutContactFailure>> {
  const draft = checkContact(asked);
  if (!draft.ok) return err({ tag: "CONTACT_INVALID", failures: draft.error });
  const put = await contacts.put(draft.value, expected, stamp);
  switch (put.tag) {
    case "created":
    case "updated":
    case "unchanged":
      return ok({ outcome: put.tag, contact: put.contact });
    case "version-conflict":
      return err({ tag: "VERSION_STALE", id: asked.id, version: put.version });
    case "text-too-long":
      return err({ tag: "CONTACT_INVALID", failures: tooLong(put.members) });
    case "parent-refused":
      return err(put.failure);
  }
}
