// Contacts in libSQL. A partial update finds its contact, keeps the event and changes the facts in one trip.
import { eq } from "drizzle-orm";
import type { ContactExtras, Contacts } from "../../domain/contacts/contacts-port.ts";
import { insertExtraEvent, updateExtra } from "./contact-extra-statements.ts";
import { patchToText, toContact } from "./contact-rows.ts";
import type { Database } from "./database.ts";
import { contacts } from "./schema.ts";
import { build, placeholder, prepare } from "./statement.ts";

const selectContact = prepare(
  build
    .select()
    .from(contacts)
    .where(eq(contacts.id, placeholder("id"))),
);

export function libsqlContacts(database: Database): ContactExtras & Pick<Contacts, "byId"> {
  return {
    byId: async (id) => {
      const [found = []] = await database.read([selectContact({ id })]);
      return found[0] === undefined ? null : toContact(found[0]);
    },

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
