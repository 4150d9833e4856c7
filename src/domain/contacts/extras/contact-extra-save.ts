// The contact extras call: its parameters to a selector and a patch, and the text that says it is done.
import { err, ok, type Result } from "../../values/result.ts";
import { EXTRA_TEXTS, overlong } from "../contact-texts.ts";
import type { SavedExtra } from "../contacts-port.ts";
import { EXTRA_CHECKS, NO_MATCHING_CONTACT, TEXT_MESSAGES } from "./contact-extra-checks.ts";
import { gatherParameters, given, type Parameters, readInt32, readText } from "./contact-extra-fields.ts";
import type { ContactExtraPatch, ContactSelector } from "./contact-extra-patch.ts";

/** What a call asks for. An empty patch is a call that names a contact and changes nothing. */
export type ContactExtraSave = { readonly selector: ContactSelector; readonly patch: ContactExtraPatch };

/**
 * Whose extra is meant, null when that can be nobody. The id wins over the reference, also when it is no number: a
 * caller that names a contact by id must not change another one by its reference.
 */
function selectorOf(parameters: Parameters): ContactSelector | null {
  const id = given(parameters, "ContactId");
  if (typeof id !== "string" && id.text.trim() !== "") {
    const number = readInt32(id.text);
    return number === undefined || number < 1 ? null : { by: "id", id: number };
  }
  const reference = given(parameters, "ContactReference");
  const text = typeof reference === "string" ? null : readText(reference.text);
  return typeof text === "string" ? { by: "reference", reference: text } : null;
}

/**
 * Reads a call from its name and value pairs, percent-decoded, in any order; unknown names are ignored. The checks run
 * in the order of the contract's table and the error is the first failing one's message, to the letter, for the
 * answer's `Result`. A ContactId that no contact can have (not a positive 32-bit integer) is looked at last, as an
 * unknown one is: `No matching contact` (12-contact-extras.md).
 */
export function parseContactExtraSave(
  pairs: Iterable<readonly [string, string]>,
): Result<ContactExtraSave, string> {
  const parameters = gatherParameters(pairs);
  let patch: ContactExtraPatch = {};
  for (const check of EXTRA_CHECKS) {
    const reading = check.read(parameters);
    if (reading === undefined) return err(check.message);
    patch = { ...patch, ...reading };
  }
  const selector = selectorOf(parameters);
  return selector === null ? err(notSavedText({ tag: "no-match" }, patch)) : ok({ selector, patch });
}

/**
 * The answer's `Result` where nothing was saved. The length of a text is the last of the checks, and they come before
 * the contact is looked for: of no contact a text that is too long is none that is stored.
 */
export function notSavedText(saved: Exclude<SavedExtra, { tag: "saved" }>, patch: ContactExtraPatch): string {
  const members = saved.tag === "no-match" ? overlong(EXTRA_TEXTS, patch, null) : saved.members;
  const [first] = members;
  return first === undefined ? NO_MATCHING_CONTACT : TEXT_MESSAGES[first];
}

/** The answer's `Result` after a save. */
export function extraSavedText(contact: { readonly id: number; readonly name: string }): string {
  return `Contact ${contact.id} ${contact.name} has updated successfully`;
}
