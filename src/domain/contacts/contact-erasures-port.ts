// What the core asks of a store to erase what is known of a person.
import type { Stamp } from "../values/stamp.ts";

/**
 * What there is to erase of a contact: its own texts, by member (null where there is no such contact, but references in
 * its name), the events that hold some, and the references that still have a CRN.
 */
export type ContactTally = {
  readonly members: readonly string[] | null;
  readonly events: number;
  readonly references: number;
};

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
