// A contact without what is known of the person; and what an erasure asks of the store that keeps it.
import { ERASED, isErasable } from "../values/erased.ts";
import type { Stamp } from "../values/stamp.ts";
import type { Contact, ContactExtra } from "./contact.ts";
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

/**
 * What there is to erase of a contact: its own texts, by member (null where there is no such contact, but references in
 * its name), the events that hold some, and the references that still have a CRN.
 */
export type ContactTally = {
  readonly members: readonly string[] | null;
  readonly events: number;
  readonly references: number;
};

export const isNothing = ({ members, events, references }: ContactTally): boolean =>
  (members ?? []).length === 0 && events === 0 && references === 0;

export type ContactErasures = {
  /** What an erasure would take; null when there is neither the contact nor a reference in its name. */
  readonly tallyContact: (id: number) => Promise<ContactTally | null>;
  /**
   * Erases it, and says what there was; null as above. The contact, its references and the events of both in one atomic
   * trip, each with an event that tells who did it and when; where there is nothing to erase, nothing is written. A
   * history of many events is gone through in several trips before that one: broken off, it is finished by the next call.
   */
  readonly eraseContact: (id: number, stamp: Stamp) => Promise<ContactTally | null>;
};
