// The SQL of erasures: what people wrote goes, who did it and when stays. Not part of the Worker.
import { MAX_CHAIN } from "../../../domain/contacts/parents/parent-chain.ts";
import type { Subject } from "../../../domain/events/recorded-event.ts";
import { TEXT_KINDS } from "../../../domain/plans/history/kept-command.ts";
import { ERASED_CRN, ERASED_KEY_PREFIX } from "../../../domain/references/erased-reference.ts";
import { ERASED } from "../../../domain/values/erased.ts";
import { changedEvent, referenceFacts } from "../references/reference-statements.ts";
import { insertSelect, updateSet } from "../schema/by-name.ts";
import { placeholder, type SQL, sql } from "../schema/sql.ts";
import { prepare, rowLimit } from "../schema/statement.ts";
import {
  contacts,
  events,
  idempotencyKeys,
  paymentReferences,
  payments,
  planTexts,
} from "../schema/tables.ts";

const BEYOND = sql.raw(String(MAX_CHAIN));

/** Bodies of one subject's events after a version. */
const bodiesAfter = (subject: Subject, kinds = sql`true`) =>
  prepare(
    () => sql`select version, body from ${events} where subject = ${subject} and subject_id = ${placeholder("id")}
      and version > ${placeholder("after")} and ${kinds} order by version limit ${rowLimit}`,
  );

export const selectTextEvents = bodiesAfter(
  "plan",
  sql`kind in (${sql.join(
    [...TEXT_KINDS].map((kind) => sql`${kind}`),
    sql.raw(", "),
  )})`,
);
export const selectContactEvents = bodiesAfter("contact");

export const eraseNotes = prepare(
  () =>
    sql`${updateSet(payments, {
      note: sql`iif(note = '', note, ${ERASED})`,
      reversedReason: sql`iif(reversed_reason = '', reversed_reason, iif(reversed_reason is null, null, ${ERASED}))`,
    })} where plan_id = ${placeholder("id")}`,
);

export const deleteTexts = prepare(() => sql`delete from ${planTexts} where plan_id = ${placeholder("id")}`);

/** Other texts in place of those of one subject's events; their hashes stay. `replaced` is JSON: [[version, text], …]. */
export const replaceBodies = prepare(
  () => sql`${updateSet(events, { body: sql`replaced.value ->> 1` })}
    from json_each(${placeholder("replaced")}) as replaced
    where subject = ${placeholder("subject")} and subject_id = ${placeholder("id")}
      and version = replaced.value ->> 0`,
);

export const insertContactErased = prepare(() =>
  insertSelect({
    into: events,
    values: {
      subject: sql`'contact'`,
      subjectId: placeholder("id"),
      version: placeholder("version"),
      kind: sql`'erased'`,
      at: placeholder("at"),
      actor: placeholder("by"),
      body: placeholder("body"),
    },
  }),
);

export const updateErasedContact = prepare(
  () =>
    sql`${updateSet(contacts, {
      reference: placeholder("reference"),
      name: placeholder("name"),
      accountReference: placeholder("accountReference"),
      flaggedReason: placeholder("flaggedReason"),
      onStopReason: placeholder("onStopReason"),
      version: placeholder("version"),
      updatedAt: placeholder("at"),
      updatedBy: placeholder("by"),
    })} where id = ${placeholder("id")}`,
);

const withCrn = sql`contact_id = ${placeholder("id")} and crn_normalised <> ${ERASED_CRN}`;

export const countReferences = prepare(
  () => sql`select count(*) as count from ${paymentReferences} where ${withCrn}`,
);

export const anyReference = prepare(
  () => sql`select id from ${paymentReferences} where contact_id = ${placeholder("id")} limit 1`,
);

const inactivated = sql`case when inactivated_at is null then 'null'
  else json_object('at', inactivated_at, 'by', inactivated_by) end`;

/** Goes before the update, while the references are still as they were. */
export const insertReferencesErased = prepare(() =>
  insertSelect({
    into: events,
    values: changedEvent(
      "erased",
      sql`json_object('before', ${referenceFacts(sql`json(${inactivated})`)},
        'after', ${referenceFacts(sql`json_object('at', coalesce(inactivated_at, ${placeholder("at")}),
          'by', case when inactivated_at is null then ${placeholder("by")} else inactivated_by end)`)},
        'erased', json(${placeholder("erased")}))`,
    ),
    rest: sql`from ${paymentReferences} where ${withCrn} order by id`,
  }),
);

/** Without its CRN a reference is nobody's: it is inactive, and its identity is free. */
export const eraseReferences = prepare(
  () =>
    sql`${updateSet(paymentReferences, {
      crn: sql`${ERASED}`,
      crnNormalised: sql`${ERASED_CRN}`,
      identityKey: sql`${ERASED_KEY_PREFIX} || id`,
      inactivatedAt: sql`coalesce(inactivated_at, ${placeholder("at")})`,
      inactivatedBy: sql`case when inactivated_at is null then ${placeholder("by")} else inactivated_by end`,
      version: sql`version + 1`,
    })} where ${withCrn} returning id`,
);

/** Why somebody saw a CRN is text about a person too. */
export const eraseUnmaskReasons = prepare(
  () => sql`${updateSet(events, { body: sql`json_set(body, '$.reason', ${ERASED})` })}
    where subject = 'reference' and kind = 'unmasked'
      and subject_id in (select id from ${paymentReferences} where contact_id = ${placeholder("id")})`,
);

const forgetAnswers = (seqs: SQL) =>
  prepare(
    () => sql`update ${idempotencyKeys} set status = null, headers = null, body = null
      where status is not null and seq in (${seqs})`,
  );

/** Answers kept of a plan's requests: they showed its ledger. What was done stays done once; it is told as it is now. */
export const forgetPlanAnswers = forgetAnswers(
  sql`select seq from ${events} where subject = 'plan' and subject_id = ${placeholder("id")}`,
);

/** Those kept of a contact's requests, of its references', and of contacts below it: those tell of a stop from above. */
export const forgetContactAnswers = forgetAnswers(
  sql`with recursive below(id, depth) as (
      select ${placeholder("id")}, 1
      union
      select contacts.id, depth + 1 from below cross join contacts on parent_id = below.id where depth < ${BEYOND})
    select seq from below cross join ${events} on subject = 'contact' and subject_id = below.id
    union all
    select seq from ${paymentReferences} cross join ${events}
      on subject = 'reference' and subject_id = payment_references.id
      where payment_references.contact_id = ${placeholder("id")}`,
);
