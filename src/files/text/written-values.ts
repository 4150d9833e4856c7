// Dates and amounts as files write them.
import { type LocalDate, parseLocalDate } from "../../domain/values/local-date.ts";
import type { Minor } from "../../domain/values/money.ts";

const DATE_FORMS = {
  "YYYY-MM-DD": /^(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})$/,
  "DD/MM/YYYY": /^(?<d>\d{1,2})[/.-](?<m>\d{1,2})[/.-](?<y>\d{4})$/,
  "MM/DD/YYYY": /^(?<m>\d{1,2})[/.-](?<d>\d{1,2})[/.-](?<y>\d{4})$/,
  "DD/MM/YY": /^(?<d>\d{1,2})[/.-](?<m>\d{1,2})[/.-](?<y>\d{2})$/,
  YYYYMMDD: /^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})$/,
  DDMMYYYY: /^(?<d>\d{2})(?<m>\d{2})(?<y>\d{4})$/,
  DDMMYY: /^(?<d>\d{2})(?<m>\d{2})(?<y>\d{2})$/,
  YYMMDD: /^(?<y>\d{2})(?<m>\d{2})(?<d>\d{2})$/,
} as const;

/** How a file writes its dates. A year of two digits is of this century. */
export type DateForm = keyof typeof DATE_FORMS;

export const isDateForm = (text: string): text is DateForm => Object.hasOwn(DATE_FORMS, text);

/** Null for what is not written so, and for a day that does not exist. */
export function dateFrom(text: string, form: DateForm): LocalDate | null {
  const { y = "", m = "", d = "" } = DATE_FORMS[form].exec(text)?.groups ?? {};
  return parseLocalDate(`${y.padStart(4, "20")}-${m.padStart(2, "0")}-${d.padStart(2, "0")}`);
}

/** Digits and nothing else to a whole number, at most fifteen of them; null for other text. */
export const wholeFrom = (digits: string): Minor | null =>
  /^\d{1,15}$/.test(digits) ? BigInt(digits) : null;
