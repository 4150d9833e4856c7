// The events of a contact as a state has them: JSON, money in digits.
import type { AccountBalance, ContactExtra } from "../../domain/contacts/contact.ts";
import { type DecimalText, parseDecimal } from "../../domain/contacts/extras/decimal-text.ts";
import type { WrittenDate } from "../../domain/contacts/extras/written-date.ts";
import type { ContactChange, ContactFacts } from "../../domain/events/recorded-event.ts";
import type { Money } from "../../domain/values/money.ts";
import {
  malformed,
  objectOf,
  oneOf,
  orNull,
  type Reader,
  readBigint,
  readBoolean,
  readCurrency,
  readInteger,
  readString,
} from "../../domain/values/read-plain.ts";
import { readInstant } from "./read-members.ts";

const [text, whole, flag] = [orNull(readString), orNull(readInteger), orNull(readBoolean)];
const decimal: Reader<DecimalText> = (value, place) => {
  const given = readString(value, place);
  return parseDecimal(given) === given ? (given as DecimalText) : malformed(place, "a decimal");
};
const written = text as Reader<WrittenDate | null>;

const readExtra = objectOf<ContactExtra>({
  creditLimit: orNull(objectOf<Money>({ minor: readBigint, currency: readCurrency })),
  delay2Pay: whole,
  directDebit: flag,
  accountReference: text,
  accountType: whole,
  lastUpdated: written,
  flaggedReason: text,
  financialSyncExclude: flag,
  useParentRef: flag,
  accountBalance: orNull(
    objectOf<AccountBalance>({ amount: decimal, currency: orNull(readCurrency), updatedAt: readInstant }),
  ),
  accountStatus: whole,
  onStopReason: text,
  onStopDate: written,
  creditLimitOnStop: flag,
  onStopDescendant: flag,
});

const readFacts = objectOf<ContactFacts>({ reference: text, name: readString, parentId: whole });
const nothing: Reader<null> = (value, place) => (value === null ? null : malformed(place, "null"));

const CHANGES = {
  created: objectOf<Extract<ContactChange, { kind: "created" }>>(
    { kind: oneOf("created"), before: nothing, after: readFacts, erased: nothing as never },
    ["erased"],
  ),
  updated: objectOf<Extract<ContactChange, { kind: "updated" | "erased" }>>(
    { kind: oneOf("updated"), before: readFacts, after: readFacts, erased: nothing as never },
    ["erased"],
  ),
  "extra-saved": objectOf<Extract<ContactChange, { kind: "extra-saved" }>>(
    { kind: oneOf("extra-saved"), before: readExtra, after: readExtra, erased: nothing as never },
    ["erased"],
  ),
};

export const readContactChange: Reader<ContactChange> = (value, place) => {
  const kind = (value as { readonly kind?: unknown } | null)?.kind;
  return CHANGES[oneOf("created", "updated", "extra-saved")(kind, `${place}.kind`)](value, place);
};
