// Saves credit-control facts of a contact: the one way of all dialects.
import type { Stamp } from "../../values/stamp.ts";
import { EXTRA_TEXTS, overlong } from "../contact-texts.ts";
import type { ContactExtras, SavedExtra } from "../contacts-port.ts";
import type { ContactExtraPatch, ContactSelector } from "./contact-extra-patch.ts";

/** What a save needs besides its call. */
export type ContactExtraWork = { readonly contacts: ContactExtras; readonly stamp: Stamp };

/**
 * What a call asks for. An empty patch is a call that names a contact and changes nothing; a selector of null names
 * nobody, such as an id that is no number.
 */
export type ContactExtraSave = {
  readonly selector: ContactSelector | null;
  readonly patch: ContactExtraPatch;
};

/**
 * Finds the contact and changes its facts, in one writing trip; none where nobody can be meant. Fails with
 * `text-too-long` and with `no-match`, in that order.
 */
export async function saveContactExtra(
  { contacts, stamp }: ContactExtraWork,
  { selector, patch }: ContactExtraSave,
): Promise<SavedExtra> {
  const saved = selector === null ? NO_MATCH : await contacts.saveExtra(selector, patch, stamp);
  return saved.tag === "no-match" ? unmatched(patch) : saved;
}

const NO_MATCH = { tag: "no-match" } as const;

/** A text that is too long cannot be the stored one where there is no contact; and texts are checked before the contact. */
function unmatched(patch: ContactExtraPatch): SavedExtra {
  const members = overlong(EXTRA_TEXTS, patch, null);
  return members.length > 0 ? { tag: "text-too-long", members } : NO_MATCH;
}
