// A contact without what is known of the person.
import { ERASED, isErasable } from "../values/erased.ts";
import type { Stamp } from "../values/stamp.ts";
import type { Contact, ContactExtra } from "./contact.ts";
import type { ContactTally } from "./contact-erasures-port.ts";
import { type ContactText, ERASABLE_TEXTS, EXTRA_TEXTS, type ExtraText } from "./contact-texts.ts";

/** The texts of a contact that an erasure takes, by the names that they have in it. */
export function erasableMembers({ extra, ...contact }: Contact): readonly string[] {
  const texts: { readonly [M in ContactText | ExtraText]: string | null } = { ...contact, ...extra };
  return ERASABLE_TEXTS.filter((member) => isErasable(texts[member]));
}

function erasedExtra(extra: ContactExtra): ContactExtra {
  const texts = (Object.keys(EXTRA_TEXTS) as ExtraText[]).filter((member) => isErasable(extra[member]));
  return { ...extra, ...Object.fromEntries(texts.map((member) => [member, ERASED])) };
}

/**
 * The contact of the next version without its texts: `ERASED` in place of each, so that a stop that has a reason stays
 * on; no reference at all, since contacts are found by it. Ids, numbers, dates and its place under its parent stay.
 */
export function erasedContact(contact: Contact, stamp: Stamp): Contact {
  return {
    ...contact,
    reference: null,
    name: ERASED,
    extra: erasedExtra(contact.extra),
    version: contact.version + 1,
    lastUpdated: stamp,
  };
}

/** Whether there is nothing left to erase. */
export const isNothing = ({ members, events, references }: ContactTally): boolean =>
  (members ?? []).length === 0 && events === 0 && references === 0;
