// Erases a contact from this process's memory, with the CRNs of the references in its name.
import type { Contact } from "../../domain/contacts/contact.ts";
import type { ContactErasures, ContactTally } from "../../domain/contacts/contact-erasures-port.ts";
import type { Contacts } from "../../domain/contacts/contacts-port.ts";
import { erasableMembers, erasedContact, isNothing } from "../../domain/contacts/erase-contact.ts";
import { erasureOf, withoutTexts } from "../../domain/events/erase-change.ts";
import type { RecordedEvent } from "../../domain/events/recorded-event.ts";
import type { Stamp } from "../../domain/values/stamp.ts";
import type { EventLog } from "./event-log.ts";
import type { CrnErasure } from "./reference-store.ts";

type Held = Pick<Contacts, "byId"> & { readonly overwrite: (contact: Contact) => void };

export function memoryContactErasures(
  contacts: Held,
  references: CrnErasure,
  log: EventLog,
): ContactErasures {
  const withoutTextsOf = (event: RecordedEvent, id: number, stamp: Stamp): RecordedEvent | null => {
    if (event.subject !== "contact" || event.subjectId !== id) return null;
    const change = withoutTexts(event.change, stamp);
    return change === null ? null : { ...event, change };
  };
  const tally = async (id: number): Promise<{ contact: Contact | null; tally: ContactTally } | null> => {
    const contact = await contacts.byId(id);
    const crns = references.countCrns(id);
    if (contact === null && crns === null) return null;
    const history = await log.history("contact", id, { after: 0, limit: contact?.version ?? 0 });
    const events = (history?.items ?? []).filter(
      (event) => withoutTextsOf(event, id, { at: "", by: "" }) !== null,
    ).length;
    const members = contact === null ? null : erasableMembers(contact);
    return { contact, tally: { members, events, references: crns ?? 0 } };
  };
  return {
    tallyContact: async (id) => (await tally(id))?.tally ?? null,
    eraseContact: async (id, stamp) => {
      const found = await tally(id);
      if (found === null || isNothing(found.tally)) return found?.tally ?? null;
      const { contact } = found;
      const { members, events } = found.tally;
      if (contact !== null && (members?.length !== 0 || events > 0)) {
        const after = erasedContact(contact, stamp);
        log.rewrite((event) => withoutTextsOf(event, id, stamp) ?? event);
        contacts.overwrite(after);
        const change = { kind: "erased", ...erasureOf(contact, stamp) } as const;
        const { version } = after;
        log.append({ subject: "contact", subjectId: id, version, at: stamp.at, actor: stamp.by, change });
      }
      references.eraseCrns(id, stamp);
      return found.tally;
    },
  };
}
