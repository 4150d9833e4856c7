// The SQL of erasures: what people wrote goes, who did it and when stays. Not part of the Worker.
import { and, eq, gt, inArray, isNotNull, ne, type SQL, sql } from "drizzle-orm";
import { MAX_CHAIN } from "../../../domain/contacts/parents/parent-chain.ts";
import type { Subject } from "../../../domain/events/recorded-event.ts";
import { TEXT_KINDS } from "../../../domain/plans/history/kept-command.ts";
import { ERASED_CRN, ERASED_KEY_PREFIX } from "../../../domain/references/erased-reference.ts";
import { ERASED } from "../../../domain/values/erased.ts";
import { changedEvent, referenceFacts } from "../references/reference-statements.ts";
import { insertSelect } from "../schema/by-name.ts";
import {
  contacts,
  events,
  idempotencyKeys,
  paymentReferences,
  payments,
  planTexts,
} from "../schema/schema.ts";
import { build, placeholder, prepare, rowLimit } from "../schema/statement.ts";

const BEYOND = sql.raw(String(MAX_CHAIN));

/** Bodies of one subject's events after a version. */
const bodiesAfter = (subject: Subject, kinds?: SQL) =>
  prepare(() =>
    build
      .select({ version: events.version, body: events.body })
      .from(events)
      .where(
        and(
          eq(events.subject, subject),
          eq(events.subjectId, placeholder("id")),
          gt(events.version, placeholder("after")),
          kinds,
        ),
      )
      .orderBy(events.version)
      .limit(rowLimit),
  );

export const selectTextEvents = bodiesAfter("plan", inArray(events.kind, [...TEXT_KINDS]));
export const selectContactEvents = bodiesAfter("contact");

export const eraseNotes = prepare(() =>
  build
    .update(payments)
    .set({
      note: sql`iif(note = '', note, ${ERASED})`,
      reversedReason: sql`iif(reversed_reason = '', reversed_reason, iif(reversed_reason is null, null, ${ERASED}))`,
    })
    .where(eq(payments.planId, placeholder("id"))),
);

export const deleteTexts = prepare(() =>
  build.delete(planTexts).where(eq(planTexts.planId, placeholder("id"))),
);

/** Other texts in place of those of one subject's events; their hashes stay. `replaced` is JSON: [[version, text], …]. */
export const replaceBodies = prepare(() =>
  build
    .update(events)
    .set({ body: sql`replaced.value ->> 1` })
    .from(sql`json_each(${placeholder("replaced")}) as replaced`)
    .where(
      and(
        eq(events.subject, placeholder("subject")),
        eq(events.subjectId, placeholder("id")),
        eq(events.version, sql`replaced.value ->> 0`),
      ),
    ),
);

export const insertContactErased = prepare(() =>
  build.insert(events).values({
    subject: "contact",
    subjectId: placeholder("id"),
    version: placeholder("version"),
    kind: "erased",
    at: placeholder("at"),
    actor: placeholder("by"),
    body: placeholder("body"),
  }),
);

export const updateErasedContact = prepare(() =>
  build
    .update(contacts)
    .set({
      reference: placeholder("reference"),
      name: placeholder("name"),
      accountReference: placeholder("accountReference"),
      flaggedReason: placeholder("flaggedReason"),
      onStopReason: placeholder("onStopReason"),
      version: placeholder("version"),
      updatedAt: placeholder("at"),
      updatedBy: placeholder("by"),
    })
    .where(eq(contacts.id, placeholder("id"))),
);

const withCrn = and(
  eq(paymentReferences.contactId, placeholder("id")),
  ne(paymentReferences.crnNormalised, ERASED_CRN),
);

export const countReferences = prepare(() =>
  build
    .select({ count: sql`count(*)`.as("count") })
    .from(paymentReferences)
    .where(withCrn),
);

export const anyReference = prepare(() =>
  build
    .select({ id: paymentReferences.id })
    .from(paymentReferences)
    .where(eq(paymentReferences.contactId, placeholder("id")))
    .limit(1),
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
export const eraseReferences = prepare(() =>
  build
    .update(paymentReferences)
    .set({
      crn: ERASED,
      crnNormalised: ERASED_CRN,
      identityKey: sql`${ERASED_KEY_PREFIX} || id`,
      inactivatedAt: sql`coalesce(inactivated_at, ${placeholder("at")})`,
      inactivatedBy: sql`case when inactivated_at is null then ${placeholder("by")} else inactivated_by end`,
      version: sql`version + 1`,
    })
    .where(withCrn)
    .returning({ id: paymentReferences.id }),
);

const forgetAnswers = (seqs: SQL) =>
  prepare(() =>
    build
      .update(idempotencyKeys)
      .set({ status: null, headers: null, body: null })
      .where(and(isNotNull(idempotencyKeys.status), sql`seq in (${seqs})`)),
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
