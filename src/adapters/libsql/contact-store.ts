// Contacts in libSQL. A partial update finds its contact, keeps the event and changes the facts in one trip.
import type { ContactExtras } from "../../domain/contacts/contacts-port.ts";
import { insertExtraEvent, updateExtra } from "./contact-extra-statements.ts";
import { patchToText } from "./contact-rows.ts";
import type { Database } from "./database.ts";

export function libsqlContacts(database: Database): ContactExtras {
  return {
    saveExtra: async (selector, patch, stamp) => {
      const values = {
        ...stamp,
        id: selector.by === "id" ? selector.id : null,
        reference: selector.by === "reference" ? selector.reference : null,
        patch: patchToText(patch),
      };
      const [, updated = []] = await database.write([insertExtraEvent(values), updateExtra(values)]);
      const row = updated[0];
      if (row === undefined) return { tag: "no-match" };
      return { tag: "saved", id: Number(row.id), name: String(row.name) };
    },
  };
}
