// Takes what is known of a person out of the kept events of a contact; what else an event tells stays.
import type { Contact, ContactDraft } from "../contacts/contact.ts";
import { ERASABLE_TEXTS } from "../contacts/contact-texts.ts";
import { erasableMembers, erasedContact } from "../contacts/erase-contact.ts";
import { ERASED, isErasable } from "../values/erased.ts";
import type { Actor, Instant, Stamp } from "../values/stamp.ts";

/**
 * That texts of an event were erased: when, by whom, of which members; and those of them that the event had changed,
 * which can no longer be seen by comparing.
 */
export type ErasedTexts = {
  readonly at: Instant;
  readonly by: Actor;
  readonly members: readonly string[];
  readonly changed: readonly string[];
};

type Facts = Readonly<Record<string, unknown>>;

/** What there was before, and either what there is after or what of it changed. */
type Sides = {
  readonly before: Facts | null;
  readonly after?: Facts;
  readonly change?: Facts;
  readonly erased?: ErasedTexts;
};

const erasedFacts = <F extends Facts>(facts: F): F => {
  const erased: Record<string, unknown> = { ...facts };
  for (const member of ERASABLE_TEXTS) if (isErasable(erased[member])) erased[member] = ERASED;
  return erased as F;
};

/** The change without its texts, and with what was erased of it; null where it holds none. */
export function withoutTexts<S extends Sides>(change: S, { at, by }: Stamp): S | null {
  const sides = [change.before, change.after, change.change].filter((facts) => facts != null);
  const members = ERASABLE_TEXTS.filter((member) => sides.some((facts) => isErasable(facts[member])));
  if (members.length === 0) return null;
  const after = change.after ?? { ...change.before, ...change.change };
  const changed = members.filter((member) => change.before?.[member] !== after[member]);
  return {
    ...change,
    before: change.before && erasedFacts(change.before),
    ...(change.after === undefined ? {} : { after: erasedFacts(change.after) }),
    ...(change.change === undefined ? {} : { change: erasedFacts(change.change) }),
    erased: { at, by, members, changed },
  };
}

const factsOf = ({ reference, name, parentId }: Contact): Omit<ContactDraft, "id"> => ({
  reference,
  name,
  parentId,
});

/** The change that an erasure is to the contact itself; it holds no text either. */
export function erasureOf(contact: Contact, stamp: Stamp) {
  const members = erasableMembers(contact);
  return {
    before: erasedFacts(factsOf(contact)),
    after: factsOf(erasedContact(contact, stamp)),
    erased: { ...stamp, members, changed: members } satisfies ErasedTexts,
  };
}

/** What an erasure took of a reference. */
export const erasedCrn = (stamp: Stamp): ErasedTexts => ({ ...stamp, members: ["crn"], changed: ["crn"] });
