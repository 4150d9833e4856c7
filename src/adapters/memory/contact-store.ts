// Contacts in this process's memory, for tests and demonstrations.
import type { Contact } from "../../domain/contacts/contact.ts";
import { applyPatch } from "../../domain/contacts/contact-extra-patch.ts";
import type { ContactExtras, Contacts } from "../../domain/contacts/contacts-port.ts";

export function memoryContacts(known: readonly Contact[] = []): ContactExtras & Pick<Contacts, "byId"> {
  const contacts = new Map(known.map((contact) => [contact.id, contact]));
  return {
    byId: async (id) => contacts.get(id) ?? null,

    saveExtra: async (selector, patch, stamp) => {
      const matches = [...contacts.values()].filter((contact) =>
        selector.by === "id" ? contact.id === selector.id : contact.reference === selector.reference,
      );
      const [contact] = matches;
      if (contact === undefined || matches.length > 1) return { tag: "no-match" };
      const extra = applyPatch(contact.extra, patch, stamp.at);
      contacts.set(contact.id, { ...contact, extra, version: contact.version + 1, lastUpdated: stamp });
      return { tag: "saved", id: contact.id, name: contact.name };
    },
  };
}
