// The tables: what is kept, and what the database itself holds to (uniqueness, versions, ranges).
import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { calendarDate, minorUnits } from "./columns.ts";

export const contacts = sqliteTable(
  "contacts",
  {
    id: integer("id").primaryKey(),
    reference: text("reference"),
    name: text("name").notNull(),
    parentId: integer("parent_id"),
    version: integer("version").notNull().default(1),
    creditLimitMinor: minorUnits("credit_limit_minor"),
    creditLimitCurrency: text("credit_limit_currency"),
    delay2Pay: integer("delay2pay"),
    directDebit: integer("direct_debit", { mode: "boolean" }),
    accountReference: text("account_reference"),
    accountType: integer("account_type"),
    lastUpdated: text("last_updated"),
    flaggedReason: text("flagged_reason"),
    financialSyncExclude: integer("financial_sync_exclude", { mode: "boolean" }),
    useParentRef: integer("use_parent_ref", { mode: "boolean" }),
    accountBalance: text("account_balance"),
    accountBalanceCurrency: text("account_balance_currency"),
    accountBalanceAt: text("account_balance_at"),
    accountStatus: integer("account_status"),
    onStopReason: text("on_stop_reason"),
    onStopDate: text("on_stop_date"),
    creditLimitOnStop: integer("credit_limit_on_stop", { mode: "boolean" }),
    onStopDescendant: integer("on_stop_descendant", { mode: "boolean" }),
    createdAt: text("created_at").notNull(),
    createdBy: text("created_by").notNull(),
    updatedAt: text("updated_at").notNull(),
    updatedBy: text("updated_by").notNull(),
  },
  (table) => [
    index("contacts_by_reference").on(table.reference),
    index("contacts_by_parent").on(table.parentId),
    // Whoever may be on stop by a stop of their own, by its date; first those of whom only a reason is given.
    index("contacts_on_stop")
      .on(sql`case when on_stop_date is null then '' else on_stop_date end`)
      .where(sql`on_stop_date is not null or on_stop_reason is not null`),
    check(
      "contacts_limit_has_currency",
      sql`(${table.creditLimitMinor} is null) = (${table.creditLimitCurrency} is null)`,
    ),
  ],
);

/**
 * The words of each contact's name and references, in lower case (of ASCII), for `POST /v1/search`. Triggers of the
 * contacts keep them (drizzle/*_search_words.sql), whoever writes.
 */
export const contactWords = sqliteTable(
  "contact_words",
  { word: text("word").notNull(), contactId: integer("contact_id").notNull() },
  (table) => [primaryKey({ columns: [table.word, table.contactId] })],
);

export const paymentReferences = sqliteTable(
  "payment_references",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    accountId: integer("account_id").notNull(),
    contactId: integer("contact_id").notNull(),
    crn: text("crn").notNull(),
    crnNormalised: text("crn_normalised").notNull(),
    /** The text that two rows in use may not share; which columns it names is the deployer's setting. */
    identityKey: text("identity_key").notNull(),
    benefitGroupId: integer("benefit_group_id"),
    statusId: integer("status_id").notNull(),
    createId: integer("create_id"),
    createSessionId: integer("create_session_id"),
    version: integer("version").notNull().default(1),
    createdAt: text("created_at").notNull(),
    createdBy: text("created_by").notNull(),
    inactivatedAt: text("inactivated_at"),
    inactivatedBy: text("inactivated_by"),
  },
  (table) => [
    // The key holds the status too, so this is one active row (StatusID 1) for each identity, and one of each other status.
    uniqueIndex("payment_references_identity").on(table.identityKey).where(sql`inactivated_at is null`),
    index("payment_references_by_contact").on(table.contactId, table.id),
  ],
);

/** Which contact a client of plans is, where somebody said so; null where that was taken back. */
export const clients = sqliteTable(
  "clients",
  {
    clientId: integer("client_id").primaryKey(),
    contactId: integer("contact_id"),
    version: integer("version").notNull(),
    updatedAt: text("updated_at").notNull(),
    updatedBy: text("updated_by").notNull(),
  },
  (table) => [index("clients_by_contact").on(table.contactId)],
);

export const plans = sqliteTable(
  "plans",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    version: integer("version").notNull(),
    clientId: integer("client_id").notNull(),
    businessUnitId: integer("business_unit_id").notNull(),
    currency: text("currency").notNull(),
    start: calendarDate("start").notNull(),
    startWritten: text("start_written").notNull(),
    amountMinor: minorUnits("amount_minor").notNull(),
    amountWritten: text("amount_written").notNull(),
    count: integer("count").notNull(),
    recurrence: text("recurrence").notNull(),
    recordState: text("record_state").notNull(),
    paymentMethod: text("payment_method").notNull(),
    /** JSON: [ordinal, date, wanted day, recurrence, cause, version] for each anchor, oldest first; the last two if known. */
    anchors: text("anchors").notNull(),
    eventHash: text("event_hash").notNull(),
    /** The key that a bulk load gave the plan, so that loading it again finds it; null for all others. */
    importKey: text("import_key"),
    /** When the oldest instalment is due that is not paid in full; null where the plan is closed or all are paid. */
    oldestUnpaid: calendarDate("oldest_unpaid"),
    createdAt: text("created_at").notNull(),
    createdBy: text("created_by").notNull(),
    updatedAt: text("updated_at").notNull(),
    updatedBy: text("updated_by").notNull(),
  },
  (table) => [
    index("plans_by_client").on(table.clientId, table.id),
    index("plans_by_business_unit").on(table.businessUnitId, table.id),
    index("plans_by_state").on(table.recordState, table.id),
    // The few that are not live, for lists of just those.
    index("plans_closed").on(table.id).where(sql`record_state <> 'Active'`),
    uniqueIndex("plans_by_import_key").on(table.importKey),
    // For lists of what is overdue, the oldest first. A row's id stands at the end of every index.
    index("plans_by_oldest_unpaid").on(table.oldestUnpaid).where(sql`oldest_unpaid is not null`),
    index("plans_by_unit_unpaid")
      .on(table.businessUnitId, table.oldestUnpaid)
      .where(sql`oldest_unpaid is not null`),
    index("plans_by_client_unpaid")
      .on(table.clientId, table.oldestUnpaid)
      .where(sql`oldest_unpaid is not null`),
    check("plans_count_in_range", sql`${table.count} between 1 and 600`),
    check("plans_amount_positive", sql`${table.amountMinor} > 0`),
  ],
);

export const instalments = sqliteTable(
  "instalments",
  {
    id: integer("id").primaryKey({ autoIncrement: true }),
    planId: integer("plan_id")
      .notNull()
      .references(() => plans.id),
    ordinal: integer("ordinal").notNull(),
    due: calendarDate("due").notNull(),
    amountMinor: minorUnits("amount_minor").notNull(),
    overrideMinor: minorUnits("override_minor"),
    receivedMinor: minorUnits("received_minor").notNull(),
    inBatch: integer("in_batch", { mode: "boolean" }).notNull(),
    createdAt: text("created_at").notNull(),
    createdBy: text("created_by").notNull(),
    updatedAt: text("updated_at").notNull(),
    updatedBy: text("updated_by").notNull(),
    /** The version that set the amount, and the one that freed the row and left it another than the terms'. */
    amountSince: integer("amount_since"),
    freedIn: integer("freed_in"),
  },
  (table) => [
    uniqueIndex("instalments_by_plan").on(table.planId, table.ordinal),
    // What a plan owes by a day is summed from this alone; a row leaves it when it is paid. No comma in the condition: the
    // tool that makes migrations divides it there.
    index("instalments_unpaid")
      .on(table.planId, table.due, table.amountMinor, table.overrideMinor, table.receivedMinor)
      .where(
        sql`received_minor < case when override_minor is null then amount_minor else override_minor end`,
      ),
    check(
      "instalments_received_in_range",
      sql`${table.receivedMinor} between 0 and coalesce(${table.overrideMinor}, ${table.amountMinor})`,
    ),
  ],
);

export const payments = sqliteTable(
  "payments",
  {
    planId: integer("plan_id")
      .notNull()
      .references(() => plans.id),
    number: integer("number").notNull(),
    amountMinor: minorUnits("amount_minor").notNull(),
    receivedOn: calendarDate("received_on").notNull(),
    note: text("note").notNull(),
    instalment: integer("instalment"),
    recordedAt: text("recorded_at").notNull(),
    recordedBy: text("recorded_by").notNull(),
    reversedAt: text("reversed_at"),
    reversedBy: text("reversed_by"),
    reversedReason: text("reversed_reason"),
    reversedOn: calendarDate("reversed_on"),
  },
  (table) => [primaryKey({ columns: [table.planId, table.number] })],
);

/** The keys that a bulk load gave payments, so that loading them again finds them. */
export const paymentImports = sqliteTable("payment_imports", {
  key: text("key").primaryKey(),
  planId: integer("plan_id")
    .notNull()
    .references(() => plans.id),
  number: integer("number").notNull(),
});

/**
 * What people wrote, to which the event of the same version commits, with the salt of the commitment. An erasure deletes
 * the rows.
 */
export const planTexts = sqliteTable(
  "plan_texts",
  {
    planId: integer("plan_id")
      .notNull()
      .references(() => plans.id),
    version: integer("version").notNull(),
    /** The member of the event's command that the text is. */
    member: text("member").notNull(),
    salt: text("salt").notNull(),
    text: text("text").notNull(),
  },
  (table) => [primaryKey({ columns: [table.planId, table.version, table.member] })],
);

/** Append-only, but that an erasure takes what people wrote out of the bodies. `seq` orders everything; one subject's versions count from 1 without a gap. */
export const events = sqliteTable(
  "events",
  {
    seq: integer("seq").primaryKey({ autoIncrement: true }),
    subject: text("subject").notNull(),
    subjectId: integer("subject_id").notNull(),
    version: integer("version").notNull(),
    kind: text("kind").notNull(),
    at: text("at").notNull(),
    actor: text("actor").notNull(),
    /** JSON, as the kind defines it. */
    body: text("body").notNull(),
    previousHash: text("previous_hash"),
    hash: text("hash"),
  },
  (table) => [uniqueIndex("events_by_subject").on(table.subject, table.subjectId, table.version)],
);

/**
 * What a write with an Idempotency-Key came to, kept in the write's own batch: so a key acts once, and whoever has the
 * row can tell the answer, whatever became of the process.
 */
export const idempotencyKeys = sqliteTable(
  "idempotency_keys",
  {
    /** SHA-256 of the caller's name and its key. */
    key: text("key").primaryKey(),
    /** SHA-256 of method, path, query and body. */
    requestHash: text("request_hash").notNull(),
    at: text("at").notNull(),
    /** The newest event of all before the batch. */
    seqBefore: integer("seq_before").notNull(),
    /** The newest event of the batch, null where it made none: then nothing was to be changed. */
    seq: integer("seq"),
    /** Today in the service's zone, as the request saw it; null in rows from before it was kept. */
    today: calendarDate("today"),
    /** What was written, or found as it should be, at which version; null in rows from before it was kept. */
    subject: text("subject"),
    subjectId: integer("subject_id"),
    version: integer("version"),
    /** The DTO of a contract's answer, as JSON. */
    dto: text("dto"),
    /** Whole answers, in rows from before they were told from the subject's history. */
    status: integer("status"),
    headers: text("headers"),
    body: text("body"),
  },
  (table) => [index("idempotency_keys_by_age").on(table.at)],
);
