// Contacts in libSQL. A change finds its contact, judges it, keeps the event and writes in one trip.
import { eq, getTableColumns, sql } from "drizzle-orm";
import type { ContactExtraPatch, ContactSelector } from "../../domain/contacts/contact-extra-patch.ts";
import { EXTRA_TEXTS, overlong } from "../../domain/contacts/contact-texts.ts";
import type { Contacts, ExpectedVersions } from "../../domain/contacts/contacts-port.ts";
import { chainOf, MAX_CHAIN } from "../../domain/contacts/parent-chain.ts";
import type { Stamp } from "../../domain/values/stamp.ts";
import { insertExtraEvent, selectTexts, updateExtra } from "./contact-extra-statements.ts";
import { putOutcome, putStatements } from "./contact-put-statements.ts";
import { patchToText, toContact } from "./contact-rows.ts";
import type { Database, Row, Statement } from "./database.ts";
import { inPage, pageColumns, pageWalk, sizeOfTexts, walkedPage } from "./page-walk.ts";
import { contacts } from "./schema.ts";
import { build, placeholder, prepare, written } from "./statement.ts";
import { versionValues } from "./version-condition.ts";

export const selectContact = prepare(() =>
  build
    .select()
    .from(contacts)
    .where(eq(contacts.id, placeholder("id"))),
);

const selectPage = prepare(() => {
  const {
    id: key,
    name,
    reference,
    accountReference,
    flaggedReason,
    onStopReason,
    createdBy,
    updatedBy,
  } = contacts;
  const texts = [name, reference, accountReference, flaggedReason, onStopReason, createdBy, updatedBy];
  return written(
    sql`${pageWalk({ table: contacts, key, size: sizeOfTexts(...texts) })}
      select ${pageColumns}, ${contacts}.* from page left join ${contacts} on ${inPage} and ${key} = page.key`,
  );
});

// `cross join` keeps the order: each contact of the chain is looked up by its id.
const selectChain = prepare(() =>
  build
    .select(getTableColumns(contacts))
    .from(
      sql`(with recursive chain(id, parent, depth) as (
        select id, parent_id, 1 from contacts where id = ${placeholder("id")}
        union all
        select contacts.id, parent_id, depth + 1 from chain cross join contacts on contacts.id = chain.parent
          where depth < ${sql.raw(String(MAX_CHAIN))}) select id as link, depth from chain) as links`,
    )
    .crossJoin(contacts)
    .where(eq(contacts.id, sql`links.link`))
    .orderBy(sql`links.depth`),
);

const selection = (selector: ContactSelector, expected: ExpectedVersions) => ({
  ...versionValues(expected),
  id: selector.by === "id" ? selector.id : null,
  reference: selector.by === "reference" ? selector.reference : null,
});

/** The statements of a partial update, in order; they belong into one write batch. */
export function extraStatements(
  selector: ContactSelector,
  patch: ContactExtraPatch,
  expected: ExpectedVersions,
  stamp: Stamp,
): Statement[] {
  const values = { ...stamp, ...selection(selector, expected), patch: patchToText(patch) };
  return [insertExtraEvent(values), updateExtra(values)];
}

const textsOf = (row: Row) => ({
  accountReference: row.account_reference as string | null,
  flaggedReason: row.flagged_reason as string | null,
  onStopReason: row.on_stop_reason as string | null,
});

export function libsqlContacts(database: Database): Contacts {
  return {
    put: async (draft, expected, stamp) =>
      putOutcome(draft, expected, await database.write(putStatements(draft, expected, stamp))),

    saveExtra: async (selector, patch, stamp, expected = "any") => {
      const long = overlong(EXTRA_TEXTS, patch, null).length > 0;
      const [, updated = [], standing = []] = await database.write([
        ...extraStatements(selector, patch, expected, stamp),
        // In the same batch and only where it may be wanted: whether what is too long is what is stored.
        ...(long ? [selectTexts(selection(selector, expected))] : []),
      ]);
      const row = updated[0];
      if (row !== undefined) return { tag: "saved", id: Number(row.id), name: String(row.name) };
      const [stored] = standing;
      if (stored === undefined) return { tag: "no-match" };
      return { tag: "text-too-long", members: overlong(EXTRA_TEXTS, patch, textsOf(stored)) };
    },

    byId: async (id) => {
      const [found = []] = await database.read([selectContact({ id })]);
      return found[0] === undefined ? null : toContact(found[0]);
    },

    list: async ({ after, limit }) => {
      const [rows = []] = await database.read([selectPage({ after, limit })]);
      return walkedPage(rows, toContact);
    },

    chain: async (id) => {
      const [rows = []] = await database.read([selectChain({ id })]);
      const [contact, ...ancestors] = rows.map(toContact);
      if (contact === undefined) return null;
      const byId = new Map(ancestors.map((ancestor) => [ancestor.id, ancestor]));
      return chainOf(contact, (ancestorId) => byId.get(ancestorId));
    },
  };
}
