// The bodies of /v1/contacts: a contact, its credit-control facts, and what a decision is asked about.
import * as z from "zod/mini";
import { CONTACT_TEXTS, EXTRA_TEXTS } from "../../../domain/contacts/contact-texts.ts";
import { DECISION_KINDS } from "../../../domain/contacts/credit/credit-decision.ts";
import type { ContactExtraPatch } from "../../../domain/contacts/extras/contact-extra-patch.ts";
import { parseDecimal } from "../../../domain/contacts/extras/decimal-text.ts";
import { noneIfBlank, readText } from "../../../domain/contacts/extras/extra-texts.ts";
import { parseWrittenDate } from "../../../domain/contacts/extras/written-date.ts";
import type { Currency } from "../../../domain/values/currency.ts";
import { type Money, parseMinor } from "../../../domain/values/money.ts";
import { once } from "../../request/once.ts";
import { readBy } from "../call/read-by.ts";
import { money } from "../call/values.ts";

const STAYS = "A longer text that is stored already may be sent again unchanged.";
/** What a text may have; the core judges it, beside the text that is stored. */
const atMost = (maxLength: number) => ({ maxLength, description: STAYS });

/** The whole of what a PUT sets; what is left out is none. Ranges and lengths are the core's to judge. */
export const contactBody = once(() =>
  z.strictObject({
    name: z.string().with(z.meta(atMost(CONTACT_TEXTS.name))),
    reference: z._default(z.nullable(z.string().with(z.meta(atMost(CONTACT_TEXTS.reference)))), null),
    parentId: z._default(z.nullable(z.int()), null),
  }),
);

/** Money of 0 or more, exact in its own currency. */
const amount = once(() =>
  z.pipe(
    money(),
    z.transform((sent, context): Money => {
      const currency = sent.currency as Currency;
      const minor = parseMinor(sent.amount, currency);
      if (minor.ok && minor.value >= 0n) return { minor: minor.value, currency };
      const message = "An amount of 0 or more is expected, in no more decimals than the currency has.";
      context.issues.push({ code: "custom", path: ["amount"], message, input: sent });
      return z.NEVER;
    }),
  ),
);

const int16 = once(() => z.int().check(z.minimum(-32_768), z.maximum(32_767)));
const text = (maxLength: number) =>
  z.pipe(
    z.string().with(z.meta(atMost(maxLength))),
    z.transform((value, context): string | null => {
      const read = readText(value);
      if (read !== undefined) return read;
      const message = "Text without NUL and unpaired surrogates is expected.";
      context.issues.push({ code: "custom", message, input: value });
      return z.NEVER;
    }),
  );
const reason = (maxLength: number) => z.pipe(text(maxLength), z.transform(noneIfBlank));
const date = once(() =>
  readBy(parseWrittenDate, 'A date is expected, such as "2026-01-15" or "2026-01-15T08:38:50Z".'),
);

/** What is left out stays, null clears. The balance cannot be cleared; its currency follows the limit's. */
export const creditPatch = once(() =>
  z.pipe(
    z.partial(
      z.strictObject({
        creditLimit: z.nullable(amount()),
        delay2Pay: z.nullable(int16()),
        directDebit: z.nullable(z.boolean()),
        accountReference: z.nullable(text(EXTRA_TEXTS.accountReference)),
        accountType: z.nullable(z.int32()),
        lastUpdated: z.nullable(date()),
        flaggedReason: z.nullable(reason(EXTRA_TEXTS.flaggedReason)),
        financialSyncExclude: z.nullable(z.boolean()),
        useParentRef: z.nullable(z.boolean()),
        accountBalance: readBy(parseDecimal, 'Decimal text is expected, such as "-12.50".'),
        accountStatus: z.nullable(z.int32()),
        onStopReason: z.nullable(reason(EXTRA_TEXTS.onStopReason)),
        onStopDate: z.nullable(date()),
        creditLimitOnStop: z.nullable(z.boolean()),
        onStopDescendant: z.nullable(z.boolean()),
      }),
    ),
    z.transform((patch): ContactExtraPatch => patch as ContactExtraPatch),
  ),
);

export const decisionQuestion = once(() =>
  z.strictObject({ amount: amount(), kind: z.enum(DECISION_KINDS) }),
);
