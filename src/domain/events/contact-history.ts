// A contact rebuilt from its events, so that the response to a change can be given again.

import { type Contact, type ContactChain, EMPTY_EXTRA } from "../contacts/contact.ts";
import type { Contacts } from "../contacts/contacts-port.ts";
import { chainOf, MAX_CHAIN } from "../contacts/parents/parent-chain.ts";
import type { ContactChange, ContactFacts, RecordedEvent } from "./recorded-event.ts";

/**
 * The contact after its events, oldest first. Each event tells all of what it set, so it is enough to have the first,
 * the last of those that set who it is, the last that set its extra, and the last of all. Null without events.
 */
export function contactOf(events: readonly RecordedEvent[]): Contact | null {
  let contact: Contact | null = null;
  for (const event of events) {
    if (event.subject !== "contact")
      throw new Error(`a contact's history has an event of a ${event.subject}`);
    const { subjectId: id, version, change } = event;
    const lastUpdated = { at: event.at, by: event.actor };
    const before: Contact = contact ?? {
      ...{ id, reference: null, name: "", parentId: null, extra: EMPTY_EXTRA },
      ...{ version, created: lastUpdated, lastUpdated },
    };
    contact = { ...before, ...setBy(change), version, lastUpdated };
  }
  return contact;
}

/** What of the contact an event set. */
function setBy(change: ContactChange): ContactFacts | Pick<Contact, "extra"> {
  switch (change.kind) {
    case "created":
    case "updated":
    case "erased":
      return change.after;
    case "extra-saved":
      return { extra: change.after };
  }
}

/** The contact with those above it, as they all were right after the event `seq`: a trip for each of them. */
export async function chainAsOf(
  contacts: Pick<Contacts, "asOf">,
  id: number,
  seq: number,
): Promise<ContactChain | null> {
  const contact = await contacts.asOf(id, seq);
  if (contact === null) return null;
  const above = new Map<number, Contact>();
  for (let next = contact.parentId; next !== null && !above.has(next) && above.size < MAX_CHAIN; ) {
    const parent = await contacts.asOf(next, seq);
    if (parent === null) break;
    above.set(next, parent);
    next = parent.parentId;
  }
  return chainOf(contact, (ancestor) => above.get(ancestor));
}
