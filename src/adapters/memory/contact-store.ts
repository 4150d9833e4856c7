// Contacts in this process's memory, for tests and demonstrations.
import { type Contact, type ContactDraft, EMPTY_EXTRA } from "../../domain/contacts/contact.ts";
import { CONTACT_TEXTS, EXTRA_TEXTS, overlong } from "../../domain/contacts/contact-texts.ts";
import { type Contacts, isExpected } from "../../domain/contacts/contacts-port.ts";
import { applyPatch } from "../../domain/contacts/extras/contact-extra-patch.ts";
import { chainOf, checkParent, type Placement } from "../../domain/contacts/parents/parent-chain.ts";
import { contactOf } from "../../domain/events/contact-history.ts";
import type { ContactChange, ContactFacts } from "../../domain/events/recorded-event.ts";
import { pageOf } from "../../domain/values/page.ts";
import type { EventLog } from "./event-log.ts";
import { textSize } from "./text-size.ts";

const factsOf = ({ reference, name, parentId }: ContactDraft): ContactFacts => ({
  reference,
  name,
  parentId,
});

const sameFacts = (one: ContactDraft, other: ContactDraft): boolean =>
  one.reference === other.reference && one.name === other.name && one.parentId === other.parentId;

/** Beside the port: puts a contact as it is in place of what is there; tells at once whether there is one. */
export type HeldContacts = {
  readonly overwrite: (contact: Contact) => void;
  readonly has: (id: number) => boolean;
};

export function memoryContacts(log: EventLog): Contacts & HeldContacts {
  const contacts = new Map<number, Contact>();
  const keep = (contact: Contact, change: ContactChange): Contact => {
    const { id: subjectId, version, lastUpdated } = contact;
    contacts.set(subjectId, contact);
    log.append({ subject: "contact", subjectId, version, at: lastUpdated.at, actor: lastUpdated.by, change });
    return contact;
  };
  const placementOf = ({ id: contactId, parentId }: ContactDraft): Placement => {
    const parent = parentId === null ? undefined : contacts.get(parentId);
    const chain = parent && chainOf(parent, (id) => contacts.get(id));
    const above = chain === undefined ? [] : [chain.contact, ...chain.ancestors].map(({ id }) => id);
    return { contactId, parentId, above, below: depthBelow(contactId) };
  };
  const depthBelow = (id: number): number => {
    const children = [...contacts.values()].filter((contact) => contact.parentId === id);
    return children.length === 0 ? 0 : 1 + Math.max(...children.map((child) => depthBelow(child.id)));
  };

  return {
    overwrite: (contact) => void contacts.set(contact.id, contact),
    has: (id) => contacts.has(id),

    put: async (draft, expected, stamp) => {
      const before = contacts.get(draft.id);
      if (before !== undefined && sameFacts(before, draft)) {
        log.tell({ wrote: { subject: "contact", id: before.id, version: before.version } });
        return { tag: "unchanged", contact: before };
      }
      const version = before?.version ?? 0;
      if (!isExpected(version, expected)) return { tag: "version-conflict", version };
      const members = overlong(CONTACT_TEXTS, draft, before ?? null);
      if (members.length > 0) return { tag: "text-too-long", members };
      if (draft.parentId !== before?.parentId) {
        const judged = checkParent(placementOf(draft));
        if (!judged.ok) return { tag: "parent-refused", failure: judged.error };
      }
      const kept = before ?? { extra: EMPTY_EXTRA, created: stamp };
      const contact = { ...kept, ...draft, version: version + 1, lastUpdated: stamp };
      const after = factsOf(draft);
      if (before === undefined) {
        return { tag: "created", contact: keep(contact, { kind: "created", before: null, after }) };
      }
      return {
        tag: "updated",
        contact: keep(contact, { kind: "updated", before: factsOf(before), after }),
      };
    },

    saveExtra: async (selector, patch, stamp, expected = "any") => {
      const matches = [...contacts.values()].filter((contact) =>
        selector.by === "id" ? contact.id === selector.id : contact.reference === selector.reference,
      );
      const [contact] = matches;
      if (contact === undefined || matches.length > 1) return { tag: "no-match" };
      if (!isExpected(contact.version, expected)) return { tag: "no-match" };
      const { extra: before, version } = contact;
      const members = overlong(EXTRA_TEXTS, patch, before);
      if (members.length > 0) return { tag: "text-too-long", members };
      const extra = applyPatch(before, patch, stamp.at);
      const changed = { ...contact, extra, version: version + 1, lastUpdated: stamp };
      keep(changed, { kind: "extra-saved", before, after: extra });
      return { tag: "saved", id: contact.id, name: contact.name };
    },

    saveCredit: async (id, patch, stamp, expected) => {
      const before = contacts.get(id);
      if (before === undefined) return { tag: "not-found" };
      if (!isExpected(before.version, expected)) return { tag: "version-conflict", version: before.version };
      const { extra, version } = before;
      const members = overlong(EXTRA_TEXTS, patch, extra);
      if (members.length > 0) return { tag: "text-too-long", members };
      const after = applyPatch(extra, patch, stamp.at);
      const changed = { ...before, extra: after, version: version + 1, lastUpdated: stamp };
      const contact = keep(changed, { kind: "extra-saved", before: extra, after });
      return { tag: "saved", chain: chainOf(contact, (ancestorId) => contacts.get(ancestorId)) };
    },

    asOf: async (id, seq) => {
      const history = await log.history("contact", id, { after: 0, limit: Number.MAX_SAFE_INTEGER });
      return contactOf((history?.items ?? []).filter((event) => event.seq <= seq));
    },

    byId: async (id) => contacts.get(id) ?? null,

    list: async ({ after, limit }) => {
      const following = [...contacts.values()].filter((contact) => contact.id > after);
      following.sort((one, other) => one.id - other.id);
      return pageOf(following, limit, (contact) => contact.id, textSize);
    },

    chain: async (id) => {
      const contact = contacts.get(id);
      return contact === undefined ? null : chainOf(contact, (ancestorId) => contacts.get(ancestorId));
    },
  };
}
