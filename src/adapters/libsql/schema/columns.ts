// Column types that keep money and dates exact between the database and the core.
import { customType } from "drizzle-orm/sqlite-core";
import type { LocalDate } from "../../../domain/values/local-date.ts";
import type { Minor } from "../../../domain/values/money.ts";

/** Minor units in a 64-bit INTEGER; read back as a bigint. Values stay below 2^53 (`MAX_MINOR`). */
export const minorUnits = customType<{ data: Minor; driverData: bigint | number }>({
  dataType: () => "integer",
  fromDriver: (value) => BigInt(value),
});

/** A calendar date as "YYYY-MM-DD" text, so that text order is date order. */
export const calendarDate = customType<{ data: LocalDate; driverData: string }>({
  dataType: () => "text",
});
