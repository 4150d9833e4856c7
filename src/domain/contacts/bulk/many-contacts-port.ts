// What the core asks of a store that puts many contacts in a trip.
import type { Stamp } from "../../values/stamp.ts";
import type { ContactDraft } from "../contact.ts";
import type { ContactText, ExtraText } from "../contact-texts.ts";
import type { PutContact } from "../contacts-port.ts";
import type { ContactExtraPatch } from "../extras/contact-extra-patch.ts";

/** What of a contact may be left out of a load, and then stays as it is; a new contact has none. */
export type LeftOut = "reference" | "parentId";

/** A contact as it is to be but for what is `left` out of the draft, and the credit-control facts to be set. */
export type ContactLoad = {
  readonly draft: ContactDraft;
  readonly left?: readonly LeftOut[];
  readonly patch: ContactExtraPatch;
};

/** What came of a load; a text that is too long, a contact's or its extra's, keeps all of it out. */
export type ContactOutcome =
  | Exclude<PutContact, { tag: "text-too-long" }>
  | { readonly tag: "text-too-long"; readonly members: readonly (ContactText | ExtraText)[] };

export type ManyContacts = {
  /**
   * Puts the contacts in their order, all in one transaction, each with its facts or not at all, in one read trip and
   * one write trip. What came of each is as for `Contacts.put`; `updated` also where the facts alone changed. A contact
   * that others changed in between is a `version-conflict`: put it again. No id may be there twice.
   */
  readonly putMany: (loads: readonly ContactLoad[], stamp: Stamp) => Promise<readonly ContactOutcome[]>;
};
