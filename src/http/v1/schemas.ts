// The shapes of /v1: field names in camelCase, money as text with its currency, dates as YYYY-MM-DD.
import * as z from "zod";
import { RECURRENCES, type Recurrence } from "../../domain/plans/recurrence.ts";
import { parseCurrency } from "../../domain/values/currency.ts";
import { type LocalDate, parseLocalDate } from "../../domain/values/local-date.ts";

const INT32_MAX = 2_147_483_647;

export const id = z.int().min(1).max(INT32_MAX);

/** Exact money: decimal text, never a JSON number. */
export const money = z.strictObject({
  amount: z.string().regex(/^-?\d{1,28}(\.\d{1,28})?$/, 'Decimal text is expected, such as "80.00".'),
  currency: z.string().refine((code) => parseCurrency(code) !== null, "Not an ISO 4217 currency code."),
});

export const localDate = z.custom<LocalDate>(
  (value) => typeof value === "string" && value.length === 10 && parseLocalDate(value) !== null,
  "A calendar date is expected, such as 2025-01-31.",
);

const recurrenceNames = Object.keys(RECURRENCES) as [Recurrence, ...Recurrence[]];

export const newPlan = z.strictObject({
  clientId: id,
  businessUnitId: id,
  start: localDate,
  amount: money,
  count: z.int(),
  recurrence: z.enum(recurrenceNames),
  paymentMethod: z.string().min(1),
});
