// The shapes of /v1: field names in camelCase, money as text with its currency, dates as YYYY-MM-DD.
import * as z from "zod/mini";
import { RECURRENCES, type Recurrence } from "../../../domain/plans/terms/recurrence.ts";
import { parseCurrency } from "../../../domain/values/currency.ts";
import { MAX_ID } from "../../../domain/values/ids.ts";
import { type LocalDate, parseLocalDate } from "../../../domain/values/local-date.ts";
import { isStorable, isWithin, MAX_NOTE_LENGTH } from "../../../domain/values/text-length.ts";

export const id = z.int().check(z.minimum(1), z.maximum(MAX_ID));

/** Exact money: decimal text, never a JSON number. */
export const money = z.strictObject({
  amount: z
    .string()
    .check(z.regex(/^-?\d{1,28}(\.\d{1,28})?$/, 'Decimal text is expected, such as "80.00".'))
    .with(z.describe("Exact decimal text, never a JSON number, in no more decimals than the currency has.")),
  currency: z
    .string()
    .check(z.refine((code) => parseCurrency(code) !== null, "Not an ISO 4217 currency code."))
    .with(z.describe("ISO 4217, upper case.")),
});

export const localDate = z
  .custom<LocalDate>(
    (value) => typeof value === "string" && value.length === 10 && parseLocalDate(value) !== null,
    "A calendar date is expected, such as 2025-01-31.",
  )
  .with(z.meta({ type: "string", format: "date", description: "A calendar date, without time or zone." }));

const recurrenceNames = Object.keys(RECURRENCES) as [Recurrence, ...Recurrence[]];

export const recurrence = z.enum(recurrenceNames).with(z.meta({ enumTable: "Recurrence" }));

/** Names of the deployer's tables; which there are is checked against the settings. */
export const paymentMethod = z
  .string()
  .check(z.minLength(1))
  .with(z.meta({ enumTable: "PaymentMethod" }));
export const recordState = z
  .string()
  .check(z.minLength(1))
  .with(z.meta({ enumTable: "RecordState" }));

const agreed = {
  start: localDate,
  amount: money,
  count: z.int(),
  recurrence,
  paymentMethod,
};

export const newPlan = z.strictObject({ clientId: id, businessUnitId: id, ...agreed });

/** The full new terms: nothing is defaulted, but the owner may be left out. */
export const planTerms = z.strictObject({
  clientId: z.optional(id),
  businessUnitId: z.optional(id),
  ...agreed,
  recordState,
});

const storableText = z
  .string()
  .check(
    z.refine(
      (text) => isWithin(text, MAX_NOTE_LENGTH),
      `At most ${MAX_NOTE_LENGTH} characters are expected.`,
    ),
    z.refine(isStorable, "Text without NUL and unpaired surrogates is expected."),
  )
  .with(z.meta({ maxLength: MAX_NOTE_LENGTH }));

export const newPayment = z.strictObject({
  amount: money,
  receivedOn: localDate,
  note: z._default(storableText, ""),
  /** The instalment that the payer named: filled first, the rest oldest first. */
  instalment: z.optional(z.int().check(z.minimum(1))),
});

/** Why a payment is taken back, and on which day that turned out; both may be left out. */
export const reversal = z.strictObject({
  reason: z.optional(storableText).with(z.describe("Why, as in: insufficient funds.")),
  on: z
    .optional(localDate)
    .with(z.describe("The day it turned out. It decides nothing: past due is as of today.")),
});

/** Both facts of one instalment, both explicit; null takes the override back. */
export const instalmentFacts = z.strictObject({ override: z.nullable(money), inBatch: z.boolean() });

/** Any two of amount, count (or end) and total; a plan to compare with, where one is named. */
export const scheduleQuestion = z.strictObject({
  start: localDate,
  recurrence,
  amount: z.optional(money),
  count: z.optional(z.int()),
  total: z.optional(money),
  end: z.optional(localDate),
  planId: z.optional(id),
});
