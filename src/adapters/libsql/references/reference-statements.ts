// The SQL of payment references, compiled once.
import { ERASED_CRN } from "../../../domain/references/erased-reference.ts";
import { ACTIVE_STATUS } from "../../../domain/references/payment-reference.ts";
import { columnsOf, insertSelect, selectById, updateSet } from "../schema/by-name.ts";
import { amongNumbers } from "../schema/numbers.ts";
import { inPage, pageColumns, pageWalk, sizeOfTexts } from "../schema/page-walk.ts";
import { and, eq, placeholder, type SQL, sql } from "../schema/sql.ts";
import { prepare } from "../schema/statement.ts";
import { events, paymentReferences as table } from "../schema/tables.ts";

/** More active references of one contact than anybody has; a bound for the near-duplicate check, not for saving. */
const MOST_OTHERS = sql.raw("1000");

const inUse = sql`${table.identityKey} in (${placeholder("firstKey")}, ${placeholder("secondKey")})
  and ${table.inactivatedAt} is null`;

/** A reference's facts for an event, never its CRN. */
export const referenceFacts = (inactivated: SQL): SQL => sql`json_object(
  'accountId', account_id, 'contactId', contact_id, 'benefitGroupId', benefit_group_id, 'statusId', status_id,
  'createId', create_id, 'createSessionId', create_session_id, 'inactivated', ${inactivated})`;

/** The first event of a reference. */
export const createdEvent = {
  subject: sql`'reference'`,
  subjectId: sql`id`,
  version: sql`1`,
  kind: sql`'created'`,
  at: sql`created_at`,
  actor: sql`created_by`,
  body: sql`json_object('before', null, 'after', ${referenceFacts(sql`null`)})`,
};

/** The next event of a reference. */
export const changedEvent = (kind: "deactivated" | "erased" | "unmasked", body: SQL) => ({
  subject: sql`'reference'`,
  subjectId: sql`id`,
  version: sql`version + 1`,
  kind: sql.raw(`'${kind}'`),
  at: placeholder("at"),
  actor: placeholder("by"),
  body,
});

// "If not exists" twice over: `where not exists` for the keys that stop this save, and the unique index for its own.
export const insertIfAbsent = prepare(() =>
  insertSelect({
    into: table,
    values: {
      accountId: placeholder("accountId"),
      contactId: placeholder("contactId"),
      crn: placeholder("crn"),
      crnNormalised: placeholder("normalised"),
      identityKey: placeholder("key"),
      benefitGroupId: placeholder("benefitGroupId"),
      statusId: placeholder("statusId"),
      createId: placeholder("createId"),
      createSessionId: placeholder("createSessionId"),
      version: sql`1`,
      createdAt: placeholder("at"),
      createdBy: placeholder("by"),
    },
    rest: sql`where not exists (select 1 from ${table} where ${inUse}) on conflict do nothing returning id`,
  }),
);

// `changes()` is what the insert before it changed: no event for a reference that was there already.
export const insertCreatedEvent = prepare(() =>
  insertSelect({
    into: events,
    values: createdEvent,
    rest: sql`from ${table} where id = last_insert_rowid() and changes() = 1`,
  }),
);

/** The reference in use that stops a save, that of the first key first. */
const fromInUse = sql`from ${table} where ${inUse} order by ${table.identityKey} = ${placeholder("firstKey")} desc limit 1`;

export const selectInUse = prepare(() => sql`select ${columnsOf(table)} ${fromInUse}`);

/** What a save comes to: the reference that is in use after it, the one that `selectInUse` gives. */
export const savedReference = prepare(() => sql`select 'reference', id, version ${fromInUse}`);

/** What a deactivation comes to: the reference, whether it was in use or not. */
export const deactivatedReference = prepare(
  () => sql`select 'reference', id, version from ${table} where id = ${placeholder("id")}`,
);

/** The active references of a contact, as many as are looked at. */
const othersOf = (contactId: SQL, were: SQL) =>
  prepare(
    () =>
      sql`select id, crn_normalised, account_id from ${table} where contact_id = ${contactId} and status_id = ${ACTIVE_STATUS}
        and ${were} limit ${MOST_OTHERS}`,
  );

export const selectOthers = othersOf(placeholder("contactId"), sql`inactivated_at is null`);

const eventsThen = sql`from ${events} where subject = 'reference' and subject_id = ${table.id}
  and seq <= ${placeholder("seq")}`;

/** The version of a reference right after the event `seq`. */
export const selectVersionAsOf = prepare(
  () => sql`select max(version) as version from ${events} where subject = 'reference'
    and subject_id = ${placeholder("id")} and seq <= ${placeholder("seq")}`,
);

/** `selectOthers` as it was right after the event `seq`: made by then, and not inactivated by then. */
export const selectOthersAsOf = othersOf(
  sql`(select contact_id from ${table} where id = ${placeholder("id")})`,
  sql`exists (select 1 ${eventsThen}) and not exists (select 1 ${eventsThen} and kind in ('deactivated', 'erased'))`,
);

export const selectReference = selectById(table);

const active = and(eq(table.statusId, ACTIVE_STATUS), sql`${table.inactivatedAt} is null`);

/** How many references of others are gone through at most to fill a page within a reach. */
export const MOST_LOOKED = 20_000;
const looked = sql`${table.id} <= ${placeholder("after")} + ${sql.raw(String(MOST_LOOKED))}`;

const selectPage = (of: SQL | undefined, only: SQL | undefined) =>
  prepare(() => {
    const { id: key, crn, crnNormalised, identityKey, createdBy, inactivatedBy } = table;
    const size = sizeOfTexts(crn, crnNormalised, identityKey, createdBy, inactivatedBy);
    return sql`${pageWalk({ table, key, where: and(of, only), size })}
        select ${pageColumns}, ${columnsOf(table)} from page left join ${table} on ${inPage} and ${key} = page.key`;
  });

const ofContact = eq(table.contactId, placeholder("contactId"));

const within = amongNumbers(table.accountId, "within");
const pages = (of: SQL | undefined) => ({
  active: selectPage(of, active),
  any: selectPage(of, undefined),
});

/** The list's queries: of all or of one contact, each with the active references only or with all. */
export const selectPages = { all: pages(undefined), ofContact: pages(ofContact) };
/** The same within a reach. */
export const selectPagesWithin = {
  all: pages(and(within, looked)),
  ofContact: pages(and(ofContact, within)),
};

/** The last of all references. */
export const selectLast = prepare(() => sql`select coalesce(max(id), 0) as last from ${table}`);

/** Goes before the update, while the reference is still in use. */
export const insertDeactivatedEvent = prepare(() =>
  insertSelect({
    into: events,
    values: changedEvent(
      "deactivated",
      sql`json_object('before', ${referenceFacts(sql`null`)},
        'after', ${referenceFacts(sql`json_object('at', ${placeholder("at")}, 'by', ${placeholder("by")})`)})`,
    ),
    rest: sql`from ${table} where id = ${placeholder("id")} and inactivated_at is null`,
  }),
);

export const deactivate = prepare(
  () =>
    sql`${updateSet(table, {
      inactivatedAt: placeholder("at"),
      inactivatedBy: placeholder("by"),
      version: sql`version + 1`,
    })} where id = ${placeholder("id")} and inactivated_at is null returning id`,
);

const factsNow = referenceFacts(
  sql`json(case when inactivated_at is null then 'null' else json_object('at', inactivated_at, 'by', inactivated_by) end)`,
);

/** Goes before the update; none of a reference whose CRN was erased. */
export const insertUnmaskedEvent = prepare(() =>
  insertSelect({
    into: events,
    values: changedEvent(
      "unmasked",
      sql`json_object('before', ${factsNow}, 'after', ${factsNow}, 'reason', ${placeholder("reason")})`,
    ),
    rest: sql`from ${table} where id = ${placeholder("id")} and crn_normalised <> ${ERASED_CRN}`,
  }),
);

/** `changes()` is the event's insert. */
export const countUnmasking = prepare(
  () =>
    sql`${updateSet(table, { version: sql`version + 1` })} where id = ${placeholder("id")} and changes() = 1 returning id`,
);
