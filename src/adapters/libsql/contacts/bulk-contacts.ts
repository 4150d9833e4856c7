// Many contacts in two trips, for the bulk load: those that are there are read, those that differ are written.
import { isDeepStrictEqual } from "node:util";
import type {
  ContactLoad,
  ContactOutcome,
  ManyContacts,
} from "../../../domain/contacts/bulk/many-contacts-port.ts";
import type { Contact, ContactDraft } from "../../../domain/contacts/contact.ts";
import { CONTACT_TEXTS, EXTRA_TEXTS, overlong } from "../../../domain/contacts/contact-texts.ts";
import type { PutContact } from "../../../domain/contacts/contacts-port.ts";
import { applyPatch, type ContactExtraPatch } from "../../../domain/contacts/extras/contact-extra-patch.ts";
import type { Stamp } from "../../../domain/values/stamp.ts";
import type { Database, Row } from "../connection/database.ts";
import { columnsOf } from "../schema/by-name.ts";
import { placeholder, sql } from "../schema/sql.ts";
import { prepare } from "../schema/statement.ts";
import { contacts } from "../schema/tables.ts";
import { putOutcome, putStatements } from "./contact-put-statements.ts";
import { toContact } from "./contact-rows.ts";
import { extraStatements } from "./contact-store.ts";

const selectMany = prepare(
  () =>
    sql`select ${columnsOf(contacts)} from json_each(${placeholder("ids")}) as ids
      cross join ${contacts} on ${contacts.id} = ids.value`,
);

/** Whether the facts are as the patch would have them; when a balance was written is not asked. */
function hasFacts({ extra, lastUpdated }: Contact, patch: ContactExtraPatch): boolean {
  const at = extra.accountBalance?.updatedAt ?? lastUpdated.at;
  return isDeepStrictEqual(applyPatch(extra, patch, at), extra);
}

const sameFacts = (draft: ContactDraft, before: Contact | undefined): boolean =>
  before !== undefined && isDeepStrictEqual({ ...before, ...draft }, before);

/** The texts of the line that are too long. No other's write comes between: the version that was read is expected. */
const tooLong = ({ draft, patch }: ContactLoad, before: Contact | undefined) => [
  ...overlong(CONTACT_TEXTS, draft, before ?? null),
  ...overlong(EXTRA_TEXTS, patch, before?.extra ?? null),
];

/** The load with the members that it leaves out as they are. */
function completed(load: ContactLoad, before: Contact | undefined): ContactLoad {
  const { left = [] } = load;
  if (before === undefined || left.length === 0) return load;
  const kept = Object.fromEntries(left.map((member) => [member, before[member]]));
  return { ...load, draft: { ...load.draft, ...kept } };
}

/** One contact that differs: the statements of its put, then of its facts, which hold only where the put did its part. */
function workOn({ draft, patch }: ContactLoad, before: Contact | undefined, stamp: Stamp) {
  const version = before?.version ?? 0;
  const after = sameFacts(draft, before) ? version : version + 1;
  const saves = Object.keys(patch).length > 0 && (before === undefined || !hasFacts(before, patch));
  const facts = saves ? extraStatements({ by: "id", id: draft.id }, patch, [after], stamp) : [];
  return { draft, version, put: putStatements(draft, [version], stamp), facts };
}

function outcomeOf({ draft, version, facts }: ReturnType<typeof workOn>, rows: readonly Row[][]): PutContact {
  const put = putOutcome(draft, [version], rows);
  if (put.tag !== "unchanged" || facts.length === 0) return put;
  const [, , , , saved = []] = rows;
  return saved.length > 0
    ? { ...put, tag: "updated" }
    : { tag: "version-conflict", version: put.contact.version };
}

/** `ManyContacts.putMany` of this database. */
export async function putContacts(
  database: Database,
  loads: readonly ContactLoad[],
  stamp: Stamp,
): ReturnType<ManyContacts["putMany"]> {
  const ids = loads.flatMap(({ draft }) => [draft.id, ...(draft.parentId === null ? [] : [draft.parentId])]);
  const [found = []] = await database.read([selectMany({ ids: JSON.stringify(ids) })]);
  const known = new Map(found.map(toContact).map((contact) => [contact.id, contact]));
  const outcomes = new Map<number, ContactOutcome>();
  const works: ReturnType<typeof workOn>[] = [];
  for (const given of loads) {
    const before = known.get(given.draft.id);
    const load = completed(given, before);
    const { draft, patch } = load;
    const { id, parentId } = draft;
    const members = tooLong(load, before);
    if (before !== undefined && sameFacts(draft, before) && hasFacts(before, patch)) {
      outcomes.set(id, { tag: "unchanged", contact: before });
    } else if (members.length > 0) {
      outcomes.set(id, { tag: "text-too-long", members });
    } else if (
      parentId !== null &&
      parentId !== before?.parentId &&
      !known.has(parentId) &&
      !works.some((work) => work.draft.id === parentId)
    ) {
      // Judged here already: a file that has children before parents would cost many statements in vain.
      outcomes.set(id, { tag: "parent-refused", failure: { tag: "PARENT_UNKNOWN", parentId } });
    } else works.push(workOn(load, before, stamp));
  }
  const statements = works.flatMap(({ put, facts }) => [...put, ...facts]);
  const rows = statements.length === 0 ? [] : await database.write(statements);
  let at = 0;
  for (const work of works) {
    const count = work.put.length + work.facts.length;
    outcomes.set(work.draft.id, outcomeOf(work, rows.slice(at, at + count)));
    at += count;
  }
  return loads.map(({ draft }) => outcomes.get(draft.id) as ContactOutcome);
}
