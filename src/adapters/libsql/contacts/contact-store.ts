// Contacts in libSQL. A change finds its contact, judges it, keeps the event and writes in one trip.
import type { ContactChain } from "../../../domain/contacts/contact.ts";
import { EXTRA_TEXTS, overlong } from "../../../domain/contacts/contact-texts.ts";
import { type Contacts, type ExpectedVersions, isExpected } from "../../../domain/contacts/contacts-port.ts";
import type {
  ContactExtraPatch,
  ContactSelector,
} from "../../../domain/contacts/extras/contact-extra-patch.ts";
import { chainOf, MAX_CHAIN } from "../../../domain/contacts/parents/parent-chain.ts";
import { contactOf } from "../../../domain/events/contact-history.ts";
import type { Stamp } from "../../../domain/values/stamp.ts";
import type { Database, Row, Statement } from "../connection/database.ts";
import { toRecordedEvent } from "../events/event-rows.ts";
import { columnsOf, selectById } from "../schema/by-name.ts";
import { inPage, pageColumns, pageWalk, sizeOfTexts, walkedPage } from "../schema/page-walk.ts";
import { placeholder, type SQL, sql } from "../schema/sql.ts";
import { prepare } from "../schema/statement.ts";
import { contacts, events } from "../schema/tables.ts";
import { versionValues } from "../schema/version-condition.ts";
import { insertExtraEvent, selectTexts, updateExtra } from "./contact-extra-statements.ts";
import { putContact, putOutcome, putStatements } from "./contact-put-statements.ts";
import { patchToText, toContact } from "./contact-rows.ts";

export const selectContact = selectById(contacts);

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
  return sql`${pageWalk({ table: contacts, key, size: sizeOfTexts(...texts) })}
      select ${pageColumns}, ${columnsOf(contacts)} from page left join ${contacts} on ${inPage} and ${key} = page.key`;
});

// `cross join` keeps the order: each contact of the chain is looked up by its id.
const selectChain = prepare(
  () => sql`select ${columnsOf(contacts)} from (with recursive chain(id, parent, depth) as (
      select id, parent_id, 1 from contacts where id = ${placeholder("id")}
      union all
      select contacts.id, parent_id, depth + 1 from chain cross join contacts on contacts.id = chain.parent
        where depth < ${MAX_CHAIN}) select id as link, depth from chain) as links
    cross join ${contacts} where ${contacts.id} = links.link order by links.depth`,
);

const selection = (selector: ContactSelector, expected: ExpectedVersions) => ({
  ...versionValues(expected),
  id: selector.by === "id" ? selector.id : null,
  reference: selector.by === "reference" ? selector.reference : null,
});
const upTo = (kinds: SQL, direction: "asc" | "desc") =>
  prepare(
    () => sql`select ${columnsOf(events)} from ${events} where subject = 'contact' and subject_id = ${placeholder("id")}
      and seq <= ${placeholder("seq")} and ${kinds} order by version ${sql.raw(direction)} limit 1`,
  );

/** The events that tell what a contact was (`contactOf`): the first, the last of each kind of setting, the last. */
const selectTelling = [
  upTo(sql`true`, "asc"),
  upTo(sql`kind <> 'extra-saved'`, "desc"),
  upTo(sql`kind = 'extra-saved'`, "desc"),
  upTo(sql`true`, "desc"),
];

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
function toChain(rows: readonly Row[]): ContactChain | null {
  const [contact, ...ancestors] = rows.map(toContact);
  if (contact === undefined) return null;
  const byId = new Map(ancestors.map((ancestor) => [ancestor.id, ancestor]));
  return chainOf(contact, (ancestorId) => byId.get(ancestorId));
}

export function libsqlContacts(database: Database): Contacts {
  return {
    put: async (draft, expected, stamp) => {
      const rows = await database.write(putStatements(draft, expected, stamp), { select: putContact(draft) });
      return putOutcome(draft, expected, rows);
    },

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

    saveCredit: async (id, patch, stamp, expected) => {
      const [, updated = [], rows = []] = await database.write([
        ...extraStatements({ by: "id", id }, patch, expected, stamp),
        selectChain({ id }),
      ]);
      const chain = toChain(rows);
      if (chain === null) return { tag: "not-found" };
      if (updated.length > 0) return { tag: "saved", chain };
      const { version, extra } = chain.contact;
      if (!isExpected(version, expected)) return { tag: "version-conflict", version };
      return { tag: "text-too-long", members: overlong(EXTRA_TEXTS, patch, extra) };
    },

    asOf: async (id, seq) => {
      const told = await database.read(selectTelling.map((select) => select({ id, seq })));
      const bySeq = new Map(told.flat().map((row) => [Number(row.seq), toRecordedEvent(row)]));
      return contactOf([...bySeq.values()].sort((one, other) => one.seq - other.seq));
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
      return toChain(rows);
    },
  };
}
