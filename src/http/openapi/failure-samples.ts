// One example of every failure, so that the document can show each answer as it really reads. A new tag does not
// compile until it has one.
import { MAX_CHAIN } from "../../domain/contacts/parents/parent-chain.ts";
import { MAX_PAYMENTS } from "../../domain/plans/commands/record-payment.ts";
import { MAX_COUNT, MIN_COUNT } from "../../domain/plans/terms/terms-check.ts";
import type { Currency } from "../../domain/values/currency.ts";
import type { LocalDate } from "../../domain/values/local-date.ts";
import { LAST_DATE } from "../../domain/values/local-date.ts";
import { MAX_MINOR } from "../../domain/values/money.ts";
import type { Failure } from "../failures/failure.ts";
import { MAX_URL_LENGTH } from "../request/query/url-length.ts";
import type { Repeatable } from "../request/repeats/repeatable.ts";
import { MAX_BODY_BYTES } from "../v1/call/json-body.ts";
import { MAX_PLANS } from "../v1/rehearsals/rehearsal-schemas.ts";
import type { FailureTag } from "./operation.ts";

const date = (text: string) => text as LocalDate;

type Evidence = { readonly [T in FailureTag]: Omit<Extract<Failure, { tag: T }>, "tag"> };

const EVIDENCE: Evidence = {
  UNAUTHENTICATED: {},
  SCOPE_MISSING: { scope: "plans:write" },
  TENANT_UNKNOWN: {},
  TENANT_BLOCKED: {},
  OUT_OF_REACH: {},
  CROSS_SITE_WRITE: {},
  NOT_CONFIGURED: { settings: ["API_KEYS"] },
  DATABASE_UNAVAILABLE: { repeatable: { tag: "changes nothing" } },
  DATA_TOO_LARGE: {},
  INTERNAL_ERROR: {},
  RATE_LIMITED: { of: "key", retryAfterS: 12 },
  URL_TOO_LONG: { max: MAX_URL_LENGTH },
  ROUTE_NOT_FOUND: {},
  PAGES_NOT_BUILT: {},
  METHOD_NOT_ALLOWED: { allow: ["GET", "PUT"] },
  NOT_ACCEPTABLE: {},
  BODY_MALFORMED: {},
  BODY_TOO_LARGE: { maxBytes: MAX_BODY_BYTES },
  MEDIA_TYPE_UNSUPPORTED: {},
  FIELDS_INVALID: {
    fields: [{ pointer: "/start", detail: "A calendar date is expected, such as 2025-01-31." }],
  },
  QUERY_UNKNOWN: {
    fields: [
      {
        pointer: "clientid",
        detail: "There is no query parameter clientid: the nearest is clientId, of after, limit, clientId.",
      },
    ],
  },
  IF_MATCH_MISSING: {},
  IDEMPOTENCY_KEY_INVALID: {},
  IDEMPOTENCY_KEY_REUSED: {},
  IDEMPOTENCY_ANSWER_LOST: {},
  CURRENCY_DIFFERS: { expected: "AUD" },

  PLAN_NOT_FOUND: { id: 7 },
  VERSION_STALE: { id: 1, version: 3 },
  VERSION_CONFLICT: { id: 1 },
  RECURRENCE_UNKNOWN: { recurrence: "Daily" },
  AMOUNT_MALFORMED: { text: "5,10" },
  AMOUNT_NOT_POSITIVE: { amount: 0n },
  AMOUNT_NEGATIVE: { amount: -1n },
  AMOUNT_TOO_PRECISE: { text: "5.001", decimals: 2 },
  AMOUNT_TOO_LARGE: { of: "total", max: MAX_MINOR },
  COUNT_OUT_OF_RANGE: { count: 0, min: MIN_COUNT, max: MAX_COUNT },
  DATE_OUT_OF_RANGE: { ordinal: 900, max: LAST_DATE },
  OWNER_MISSING: { member: "clientId" },
  OWNER_OUT_OF_REACH: { member: "businessUnitId" },
  PLAN_OWNER_DIFFERS: { member: "clientId", stored: 2, sent: 3 },
  CLOSE_AND_CHANGE: { changed: ["amount"] },
  INSTALMENTS_BELOW_LOCKED: { count: 2, locked: 3 },
  START_NOT_AFTER_LOCKED: { start: date("2024-12-01"), lockedDue: date("2024-12-18") },
  PLAN_CLOSED: { state: "Inactive" },
  INSTALMENT_UNKNOWN: { instalment: 9, count: 4 },
  INSTALMENT_WAIVED: { instalment: 3 },
  INSTALMENT_LOCKED: { instalment: 1, received: 750n, inBatch: false },
  PAYMENTS_TOO_MANY: { max: MAX_PAYMENTS },
  PAYMENT_UNKNOWN: { payment: 9 },
  PAYMENT_ALREADY_REVERSED: { payment: 1, at: "2026-01-15T08:38:50.083Z" },
  RECEIVED_IN_FUTURE: { receivedOn: date("2026-02-01"), today: date("2026-01-15") },
  SCHEDULE_UNDETERMINED: {},
  SCHEDULE_INCONSISTENT: {},
  END_BEFORE_START: { start: date("2026-01-31"), end: date("2026-01-01") },
  TOTAL_NOT_REACHABLE: { total: 10_000n, reached: 23_334n, currency: "AUD" as Currency },
  TOTAL_BELOW_COUNT: { total: 2n, count: 3 },

  CONTACT_NOT_FOUND: { id: 7 },
  CONTACT_UNKNOWN: { id: 7 },
  CRN_ERASED: {},
  CLIENT_NOT_FOUND: { id: 7 },
  CLIENT_IDS_FIXED: {},
  REFERENCE_NOT_FOUND: { id: 7 },
  PARENT_UNKNOWN: { parentId: 7 },
  PARENT_CYCLE: { parentId: 7, through: [7, 1] },
  PARENT_CHAIN_TOO_LONG: { length: MAX_CHAIN + 1, max: MAX_CHAIN },

  SELECTION_TOO_LARGE: { max: MAX_PLANS },
  REHEARSAL_MALFORMED: { line: 2 },
  REHEARSAL_HASH_DIFFERS: {},
  REHEARSAL_EXPIRED: { today: date("2026-01-15") },
  REHEARSAL_OUTDATED: {},
};

/** The example of a failure. */
export const failureSample = (tag: FailureTag): Failure => ({ tag, ...EVIDENCE[tag] }) as Failure;

/** A tag's examples by name; a call that writes has others of the database than one that reads. */
export const samplesOf = (tag: FailureTag, keyed: boolean): readonly (readonly [string, Failure])[] =>
  keyed && tag === "DATABASE_UNAVAILABLE"
    ? Object.entries(UNAVAILABLE_WRITES).map(([name, failure]) => [`${tag}.${name}`, failure])
    : [[tag, failureSample(tag)]];

const look = "GET /v1/payment-plans/{id}/history tells what happened to the plan.";
const unavailable = (repeatable: Repeatable): Failure => ({ tag: "DATABASE_UNAVAILABLE", repeatable });

/** What the database's absence means for a write, by how it was sent. */
const UNAVAILABLE_WRITES: Readonly<Record<string, Failure>> = {
  withKey: unavailable({ tag: "has a key" }),
  withVersion: unavailable({ tag: "at a version", risk: "", look }),
  withoutKey: unavailable({ tag: "acts again", risk: "the payment is recorded twice", look }),
};
