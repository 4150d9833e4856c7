// The tables and their columns as statements and readers need them. Made of schema.ts by `npm run tables`;
// test/adapters/tables.test.ts holds the two to one another.
import { tableOf } from "./table.ts";

export const clients = tableOf("clients", {
  clientId: "client_id",
  contactId: "contact_id",
  version: "version",
  updatedAt: "updated_at",
  updatedBy: "updated_by",
});

export const contactWords = tableOf("contact_words", {
  word: "word",
  contactId: "contact_id",
});

export const contacts = tableOf("contacts", {
  id: "id",
  reference: "reference",
  name: "name",
  parentId: "parent_id",
  version: "version",
  creditLimitMinor: ["credit_limit_minor", "minor"],
  creditLimitCurrency: "credit_limit_currency",
  delay2Pay: "delay2pay",
  directDebit: ["direct_debit", "flag"],
  accountReference: "account_reference",
  accountType: "account_type",
  lastUpdated: "last_updated",
  flaggedReason: "flagged_reason",
  financialSyncExclude: ["financial_sync_exclude", "flag"],
  useParentRef: ["use_parent_ref", "flag"],
  accountBalance: "account_balance",
  accountBalanceCurrency: "account_balance_currency",
  accountBalanceAt: "account_balance_at",
  accountStatus: "account_status",
  onStopReason: "on_stop_reason",
  onStopDate: "on_stop_date",
  creditLimitOnStop: ["credit_limit_on_stop", "flag"],
  onStopDescendant: ["on_stop_descendant", "flag"],
  createdAt: "created_at",
  createdBy: "created_by",
  updatedAt: "updated_at",
  updatedBy: "updated_by",
});

export const events = tableOf("events", {
  seq: "seq",
  subject: "subject",
  subjectId: "subject_id",
  version: "version",
  kind: "kind",
  at: "at",
  actor: "actor",
  body: "body",
  previousHash: "previous_hash",
  hash: "hash",
});

export const idempotencyKeys = tableOf("idempotency_keys", {
  key: "key",
  requestHash: "request_hash",
  at: "at",
  seqBefore: "seq_before",
  seq: "seq",
  today: "today",
  subject: "subject",
  subjectId: "subject_id",
  version: "version",
  dto: "dto",
  status: "status",
  headers: "headers",
  body: "body",
});

export const instalments = tableOf("instalments", {
  id: "id",
  planId: "plan_id",
  ordinal: "ordinal",
  due: "due",
  amountMinor: ["amount_minor", "minor"],
  overrideMinor: ["override_minor", "minor"],
  receivedMinor: ["received_minor", "minor"],
  inBatch: ["in_batch", "flag"],
  createdAt: "created_at",
  createdBy: "created_by",
  updatedAt: "updated_at",
  updatedBy: "updated_by",
  amountSince: "amount_since",
  freedIn: "freed_in",
});

export const paymentImports = tableOf("payment_imports", {
  key: "key",
  planId: "plan_id",
  number: "number",
});

export const paymentReferences = tableOf("payment_references", {
  id: "id",
  accountId: "account_id",
  contactId: "contact_id",
  crn: "crn",
  crnNormalised: "crn_normalised",
  identityKey: "identity_key",
  benefitGroupId: "benefit_group_id",
  statusId: "status_id",
  createId: "create_id",
  createSessionId: "create_session_id",
  version: "version",
  createdAt: "created_at",
  createdBy: "created_by",
  inactivatedAt: "inactivated_at",
  inactivatedBy: "inactivated_by",
});

export const payments = tableOf("payments", {
  planId: "plan_id",
  number: "number",
  amountMinor: ["amount_minor", "minor"],
  receivedOn: "received_on",
  note: "note",
  instalment: "instalment",
  recordedAt: "recorded_at",
  recordedBy: "recorded_by",
  reversedAt: "reversed_at",
  reversedBy: "reversed_by",
  reversedReason: "reversed_reason",
  reversedOn: "reversed_on",
});

export const planTexts = tableOf("plan_texts", {
  planId: "plan_id",
  version: "version",
  member: "member",
  salt: "salt",
  text: "text",
});

export const plans = tableOf("plans", {
  id: "id",
  version: "version",
  clientId: "client_id",
  businessUnitId: "business_unit_id",
  currency: "currency",
  start: "start",
  startWritten: "start_written",
  amountMinor: ["amount_minor", "minor"],
  amountWritten: "amount_written",
  count: "count",
  recurrence: "recurrence",
  recordState: "record_state",
  paymentMethod: "payment_method",
  anchors: "anchors",
  eventHash: "event_hash",
  importKey: "import_key",
  oldestUnpaid: "oldest_unpaid",
  createdAt: "created_at",
  createdBy: "created_by",
  updatedAt: "updated_at",
  updatedBy: "updated_by",
});
