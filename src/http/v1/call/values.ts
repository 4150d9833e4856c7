// The values that bodies and queries of /v1 are made of: money as text with its currency, dates as YYYY-MM-DD.
import * as z from "zod/mini";
import { COLLECTION_CONVENTIONS } from "../../../domain/plans/due-dates/collection-date.ts";
import { RECURRENCES, type Recurrence } from "../../../domain/plans/terms/recurrence.ts";
import { parseCurrency } from "../../../domain/values/currency.ts";
import { MAX_ID } from "../../../domain/values/ids.ts";
import { type LocalDate, parseLocalDate } from "../../../domain/values/local-date.ts";
import { isStorable, isWithin, MAX_NOTE_LENGTH } from "../../../domain/values/text-length.ts";
import { once } from "../../request/once.ts";
import type { PlanEnumTables } from "../../settings/enum-tables.ts";
import { perTables } from "./per-tables.ts";
import { readBy } from "./read-by.ts";

export const id = once(() => z.int().check(z.minimum(1), z.maximum(MAX_ID)));

/** Exact money: decimal text, never a JSON number. */
export const money = once(() =>
  z.strictObject({
    amount: z
      .string()
      .check(z.regex(/^-?\d{1,28}(\.\d{1,28})?$/, 'Decimal text is expected, such as "80.00".'))
      .with(
        z.describe("Exact decimal text, never a JSON number, in no more decimals than the currency has."),
      ),
    currency: z
      .string()
      .check(z.refine((code) => parseCurrency(code) !== null, "Not an ISO 4217 currency code."))
      .with(z.describe("ISO 4217, upper case.")),
  }),
);

const isDate = (text: unknown): text is LocalDate =>
  typeof text === "string" && text.length === 10 && parseLocalDate(text) !== null;

export const localDate = once(() =>
  z
    .custom<LocalDate>(isDate, "A calendar date is expected, such as 2025-01-31.")
    .with(z.meta({ type: "string", format: "date", description: "A calendar date, without time or zone." })),
);

/** "2025-12-25,2025-12-26" */
export const localDates = once(() =>
  readBy((text) => {
    const parts = text.split(",");
    return parts.every(isDate) ? parts : null;
  }, "Dates are expected, such as 2025-12-25,2025-12-26."),
);

export const collectionConvention = once(() => z.enum(COLLECTION_CONVENTIONS));

export const recurrence = once(() =>
  z.enum(Object.keys(RECURRENCES) as [Recurrence, ...Recurrence[]]).with(z.meta({ enumTable: "Recurrence" })),
);

export const arrears = once(() => z.enum(["roll", "keep"]));

/** A name of one of the deployment's own tables. */
const nameIn = (table: "PaymentMethod" | "RecordState") =>
  perTables((enums: PlanEnumTables) =>
    z
      .string()
      .check(
        z.refine(
          (name) => Object.hasOwn(enums[table], name),
          `One of this deployment's table is expected: ${Object.keys(enums[table]).join(", ")}.`,
        ),
      )
      .with(z.meta({ minLength: 1, enumTable: table })),
  );

/** Such a name, whether or not a table has it. */
export const anyName = once(() => ({
  paymentMethod: z.string().with(z.meta({ minLength: 1, enumTable: "PaymentMethod" })),
  recordState: z.string().with(z.meta({ minLength: 1, enumTable: "RecordState" })),
}));

export const paymentMethod = nameIn("PaymentMethod");
export const recordState = nameIn("RecordState");

/** What people write about a plan. */
export const note = once(() =>
  z
    .string()
    .check(
      z.refine(
        (text) => isWithin(text, MAX_NOTE_LENGTH),
        `At most ${MAX_NOTE_LENGTH} characters are expected.`,
      ),
      z.refine(isStorable, "Text without NUL and unpaired surrogates is expected."),
    )
    .with(z.meta({ maxLength: MAX_NOTE_LENGTH })),
);
