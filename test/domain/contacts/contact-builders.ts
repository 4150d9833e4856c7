// Contacts for the tests of this folder: everything unset but what the test names.
import { type Contact, type ContactExtra, EMPTY_EXTRA } from "../../../src/domain/contacts/contact.ts";
import { type DecimalText, parseDecimal } from "../../../src/domain/contacts/extras/decimal-text.ts";
import {
  type Clock,
  parseWrittenDate,
  type WrittenDate,
} from "../../../src/domain/contacts/extras/written-date.ts";
import { type Currency, parseCurrency } from "../../../src/domain/values/currency.ts";
import type { LocalDate } from "../../../src/domain/values/local-date.ts";
import type { Money } from "../../../src/domain/values/money.ts";

function known<T>(value: T | null, text: string): T {
  if (value === null) throw new Error(`the test itself is wrong: ${text}`);
  return value;
}

export const currency = (text: string): Currency => known(parseCurrency(text), text);
export const AUD = currency("AUD");
export const aud = (minor: bigint): Money => ({ minor, currency: AUD });
export const decimal = (text: string): DecimalText => known(parseDecimal(text), text);
export const written = (text: string): WrittenDate => known(parseWrittenDate(text), text);

export const STAMP = { at: "2026-01-15T08:38:50.083Z", by: "partner-x" };
export const CLOCK: Clock = { now: "2026-01-15T08:38:50.083Z", today: "2026-01-15" as LocalDate };

export function contact(
  id: number,
  extra: Partial<ContactExtra> = {},
  parentId: number | null = null,
): Contact {
  return {
    id,
    reference: null,
    name: `Contact ${id}`,
    parentId,
    extra: { ...EMPTY_EXTRA, ...extra },
    version: 1,
    created: STAMP,
    lastUpdated: STAMP,
  };
}

/** A balance in AUD, or in another currency, or in none that is known. */
export function balance(amount: string, of: Currency | null = AUD) {
  return { amount: decimal(amount), currency: of, updatedAt: STAMP.at };
}
