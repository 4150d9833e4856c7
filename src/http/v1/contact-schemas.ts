// The bodies of /v1/contacts: a contact, its credit-control facts, and what a decision is asked about.
import * as z from "zod";
import { noneIfBlank, readText } from "../../domain/contacts/contact-extra-fields.ts";
import type { ContactExtraPatch } from "../../domain/contacts/contact-extra-patch.ts";
import { CONTACT_TEXTS, EXTRA_TEXTS } from "../../domain/contacts/contact-texts.ts";
import { DECISION_KINDS } from "../../domain/contacts/credit-decision.ts";
import { parseDecimal } from "../../domain/contacts/decimal-text.ts";
import { parseWrittenDate } from "../../domain/contacts/written-date.ts";
import type { Currency } from "../../domain/values/currency.ts";
import { type Money, parseMinor } from "../../domain/values/money.ts";
import { money } from "./schemas.ts";

const STAYS = "A longer text that is stored already may be sent again unchanged.";
/** What a text may have; the core judges it, beside the text that is stored. */
const atMost = (maxLength: number) => ({ maxLength, description: STAYS });

/** The whole of what a PUT sets; what is left out is none. Ranges and lengths are the core's to judge. */
export const contactBody = z.strictObject({
  name: z.string().meta(atMost(CONTACT_TEXTS.name)),
  reference: z.string().meta(atMost(CONTACT_TEXTS.reference)).nullable().default(null),
  parentId: z.int().nullable().default(null),
});

/** Text read by the core; undefined (or null, where null is no value of it) is refused with the sentence. */
const readBy = <T>(read: (text: string) => T | null | undefined, otherwise: string) =>
  z.string().transform((text, context): T => {
    const value = read(text);
    if (value !== null && value !== undefined) return value;
    context.addIssue({ code: "custom", message: otherwise });
    return z.NEVER;
  });

/** Money of 0 or more, exact in its own currency. */
const amount = money.transform(({ amount, currency }, context): Money => {
  const minor = parseMinor(amount, currency as Currency);
  if (minor.ok && minor.value >= 0n) return { minor: minor.value, currency: currency as Currency };
  const message = "An amount of 0 or more is expected, in no more decimals than the currency has.";
  context.addIssue({ code: "custom", path: ["amount"], message });
  return z.NEVER;
});

const int16 = z.int().min(-32_768).max(32_767);
const text = (maxLength: number) =>
  z
    .string()
    .meta(atMost(maxLength))
    .transform((value, context): string | null => {
      const read = readText(value);
      if (read !== undefined) return read;
      context.addIssue({ code: "custom", message: "Text without NUL and unpaired surrogates is expected." });
      return z.NEVER;
    });
const reason = (maxLength: number) => text(maxLength).transform(noneIfBlank);
const date = readBy(parseWrittenDate, 'A date is expected, such as "2026-01-15" or "2026-01-15T08:38:50Z".');

/** What is left out stays, null clears. The balance cannot be cleared; its currency follows the limit's. */
export const creditPatch = z
  .strictObject({
    creditLimit: amount.nullable(),
    delay2Pay: int16.nullable(),
    directDebit: z.boolean().nullable(),
    accountReference: text(EXTRA_TEXTS.accountReference).nullable(),
    accountType: z.int32().nullable(),
    lastUpdated: date.nullable(),
    flaggedReason: reason(EXTRA_TEXTS.flaggedReason).nullable(),
    financialSyncExclude: z.boolean().nullable(),
    useParentRef: z.boolean().nullable(),
    accountBalance: readBy(parseDecimal, 'Decimal text is expected, such as "-12.50".'),
    accountStatus: z.int32().nullable(),
    onStopReason: reason(EXTRA_TEXTS.onStopReason).nullable(),
    onStopDate: date.nullable(),
    creditLimitOnStop: z.boolean().nullable(),
    onStopDescendant: z.boolean().nullable(),
  })
  .partial()
  .transform((patch): ContactExtraPatch => patch as ContactExtraPatch);

export const decisionQuestion = z.strictObject({ amount, kind: z.enum(DECISION_KINDS) });
