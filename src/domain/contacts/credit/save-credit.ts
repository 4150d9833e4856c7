// Changes the credit-control facts of a contact that is known by its id, and tells what they come to.
import { err, ok, type Result } from "../../values/result.ts";
import type { Stamp } from "../../values/stamp.ts";
import type { ContactChain } from "../contact.ts";
import { tooLong } from "../contact-draft.ts";
import type { Contacts, ExpectedVersions } from "../contacts-port.ts";
import type { ContactExtraPatch } from "../extras/contact-extra-patch.ts";
import type { PutContactFailure } from "../put-contact.ts";

/** What a save needs besides its patch. */
export type CreditWork = { readonly contacts: Pick<Contacts, "saveCredit">; readonly stamp: Stamp };

export type SaveCreditFailure =
  | { readonly tag: "CONTACT_NOT_FOUND"; readonly id: number }
  | Extract<PutContactFailure, { tag: "CONTACT_INVALID" | "VERSION_STALE" }>;

/**
 * Changes what the patch names and nothing else, in one write trip; gives the contact with those above it as they are
 * then. Fails with the first of CONTACT_NOT_FOUND, VERSION_STALE and CONTACT_INVALID (texts that are too long).
 */
export async function saveCredit(
  { contacts, stamp }: CreditWork,
  id: number,
  patch: ContactExtraPatch,
  expected: ExpectedVersions,
): Promise<Result<ContactChain, SaveCreditFailure>> {
  const saved = await contacts.saveCredit(id, patch, stamp, expected);
  switch (saved.tag) {
    case "saved":
      return ok(saved.chain);
    case "not-found":
      return err({ tag: "CONTACT_NOT_FOUND", id });
    case "version-conflict":
      return err({ tag: "VERSION_STALE", id, version: saved.version });
    case "text-too-long":
      return err({ tag: "CONTACT_INVALID", failures: tooLong(saved.members) });
  }
}
