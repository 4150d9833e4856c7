// The SQL of putting a contact: its parent is judged in the writing statement itself, as `checkParent` does.
import type { ContactDraft } from "../../../domain/contacts/contact.ts";
import { CONTACT_TEXTS, overlong } from "../../../domain/contacts/contact-texts.ts";
import {
  type ExpectedVersions,
  isExpected,
  type PutContact,
} from "../../../domain/contacts/contacts-port.ts";
import { checkParent, MAX_CHAIN } from "../../../domain/contacts/parents/parent-chain.ts";
import type { Stamp } from "../../../domain/values/stamp.ts";
import type { Row, Statement } from "../connection/database.ts";
import { columnsOf, elseUpdate, insertSelect, returningAll } from "../schema/by-name.ts";
import { placeholder, sql } from "../schema/sql.ts";
import { prepare } from "../schema/statement.ts";
import { contacts, events } from "../schema/tables.ts";
import { shortOrSame } from "../schema/text-condition.ts";
import { versionExpected, versionValues } from "../schema/version-condition.ts";
import { toContact } from "./contact-rows.ts";

const [id, parentId] = [placeholder("id"), placeholder("parentId")];
const FACTS = ["reference", "name", "parentId"] as const;
const BEYOND = sql.raw(String(MAX_CHAIN));

/**
 * `current` is the contact as it is, `above` the new parent and its ancestors, `below` what hangs under the contact.
 * The walk ends one beyond the longest chain. A parent that stays needs no judging.
 */
const placement = sql`with recursive
  current as materialized (select ${columnsOf(contacts)} from (select 1) left join contacts on contacts.id = ${id}),
  moving as materialized (select ${parentId} as parent from current where ${parentId} is not null and ${parentId} is not parent_id),
  above(id, parent, depth) as (
    select contacts.id, parent_id, 1 from moving cross join contacts on contacts.id = moving.parent
    union all
    select contacts.id, parent_id, depth + 1 from above cross join contacts on contacts.id = above.parent
      where depth <= ${BEYOND}),
  below(id, depth) as (
    select contacts.id, 1 from moving cross join contacts on parent_id = ${id}
    union
    select contacts.id, depth + 1 from below cross join contacts on parent_id = below.id
      where depth <= ${BEYOND})`;

const deepest = sql`(select coalesce(max(depth), 0) from below)`;

const allowed = sql`${versionExpected(sql`version`)} and (version is null or reference is not ${placeholder("reference")} or name is not ${placeholder("name")}
    or parent_id is not ${parentId})
  and ${shortOrSame(placeholder("name"), sql`name`, CONTACT_TEXTS.name)}
  and ${shortOrSame(placeholder("reference"), sql`reference`, CONTACT_TEXTS.reference)}
  and (not exists (select 1 from moving)
    or ${parentId} is not ${id} and exists (select 1 from above) and ${id} not in (select id from above)
      and (select count(*) from above) + 1 + ${deepest} <= ${BEYOND})`;

/** What is there, and what the parent would mean: for the answer. */
const selectPlacement = prepare(
  () =>
    sql`${placement} select current.*,
      (select json_group_array(id) from (select id from above order by depth)) as above, ${deepest} as below
      from current`,
);

/** Goes before the upsert, while the contact is as it was; the upsert follows only where this wrote. */
const insertEvent = prepare(() =>
  insertSelect({
    into: events,
    after: placement,
    values: {
      subject: sql`'contact'`,
      subjectId: id,
      version: sql`coalesce(version, 0) + 1`,
      kind: sql`case when version is null then 'created' else 'updated' end`,
      at: placeholder("at"),
      actor: placeholder("by"),
      body: sql`json_object(
        'before', json(case when version is null then 'null'
          else json_object('reference', reference, 'name', name, 'parentId', parent_id) end),
        'after', json_object('reference', ${placeholder("reference")}, 'name', ${placeholder("name")},
          'parentId', ${parentId}))`,
    },
    rest: sql`from current where ${allowed}`,
  }),
);

// A new contact has no extra. `changes()` is the event's insert.
const upsert = prepare(() =>
  insertSelect({
    into: contacts,
    values: {
      id,
      reference: placeholder("reference"),
      name: placeholder("name"),
      parentId,
      version: sql`1`,
      createdAt: placeholder("at"),
      createdBy: placeholder("by"),
      updatedAt: placeholder("at"),
      updatedBy: placeholder("by"),
    },
    rest: sql`where changes() = 1 ${elseUpdate(
      [contacts.id],
      [contacts.reference, contacts.name, contacts.parentId, contacts.updatedAt, contacts.updatedBy],
    )}, version = contacts.version + 1 ${returningAll(contacts)}`,
  }),
);

/** The statements of one put, in order; they belong into one write batch. */
export function putStatements(draft: ContactDraft, expected: ExpectedVersions, stamp: Stamp): Statement[] {
  const values = { ...draft, ...versionValues(expected), ...stamp };
  return [selectPlacement(values), insertEvent(values), upsert(values)];
}

/** What a put comes to: the contact that has all that was put, whether by this put or before it; none when refused. */
export const putContact = prepare(
  () =>
    sql`select 'contact', id, version from ${contacts} where id = ${id} and reference is ${placeholder("reference")}
      and name is ${placeholder("name")} and parent_id is ${parentId}`,
);

/** What came of a put, from the rows of its statements. */
export function putOutcome(
  draft: ContactDraft,
  expected: ExpectedVersions,
  rows: readonly Row[][],
): PutContact {
  const [[place] = [], , [written]] = rows as [Row[], Row[], Row[]];
  if (place === undefined) throw new Error("a put gave no row");
  const before = place.version === null ? null : toContact(place);
  if (written !== undefined)
    return { tag: before === null ? "created" : "updated", contact: toContact(written) };
  if (before !== null && FACTS.every((fact) => before[fact] === draft[fact])) {
    return { tag: "unchanged", contact: before };
  }
  const version = before?.version ?? 0;
  if (!isExpected(version, expected)) return { tag: "version-conflict", version };
  const members = overlong(CONTACT_TEXTS, draft, before);
  if (members.length > 0) return { tag: "text-too-long", members };
  const { id: contactId, parentId } = draft;
  const above: number[] = JSON.parse(String(place.above));
  const verdict = checkParent({ contactId, parentId, above, below: Number(place.below) });
  if (verdict.ok) throw new Error("a put was neither written nor refused");
  return { tag: "parent-refused", failure: verdict.error };
}
