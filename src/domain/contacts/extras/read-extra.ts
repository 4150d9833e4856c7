// The credit-control facts from texts, as the contract's call and the bulk load bring them (docs/contact-extras.md).
import { parseCurrency } from "../../values/currency.ts";
import { parseMinor } from "../../values/money.ts";
import { namesOf } from "../../values/names-of.ts";
import { err, ok, type Result } from "../../values/result.ts";
import type { ContactExtraPatch, ContactSelector } from "./contact-extra-patch.ts";
import {
  type Given,
  readBoolean,
  readDate,
  readDecimal,
  readInt16,
  readInt32,
  readReason,
  readText,
} from "./extra-texts.ts";

/** What is written of the facts: each member by itself, but a limit in two, its amount and its currency. */
export type WrittenMember = keyof ContactExtraPatch | "creditLimitCurrency";

export const WRITTEN_MEMBERS = namesOf<WrittenMember>({
  creditLimit: true,
  creditLimitCurrency: true,
  delay2Pay: true,
  directDebit: true,
  accountReference: true,
  accountType: true,
  lastUpdated: true,
  flaggedReason: true,
  financialSyncExclude: true,
  useParentRef: true,
  accountBalance: true,
  accountStatus: true,
  onStopReason: true,
  onStopDate: true,
  creditLimitOnStop: true,
  onStopDescendant: true,
});

type GivenMember = (member: WrittenMember) => Given;

/** A member that cannot be read: the value of none, given twice, or against its limit or currency. */
export type ExtraUnreadable = { readonly tag: "EXTRA_UNREADABLE"; readonly member: WrittenMember };

type AloneMember = Exclude<keyof ContactExtraPatch, "creditLimit">;

/** The members that stand alone: text to value, undefined for text that holds none. */
const READERS: {
  readonly [M in AloneMember]-?: (text: string) => ContactExtraPatch[M] | undefined;
} = {
  delay2Pay: readInt16,
  directDebit: readBoolean,
  financialSyncExclude: readBoolean,
  useParentRef: readBoolean,
  accountType: readInt32,
  accountBalance: readDecimal,
  accountStatus: readInt32,
  onStopDate: readDate,
  creditLimitOnStop: readBoolean,
  onStopDescendant: readBoolean,
  lastUpdated: readDate,
  accountReference: readText,
  flaggedReason: readReason,
  onStopReason: readReason,
};

/** What a member adds to the patch, or undefined when it cannot be read. */
type Reading = ContactExtraPatch | undefined;

/**
 * The patch that these texts are: what is absent stays, an emptied text is cleared. Fails with every member that cannot
 * be read; a text that is too long is read, since only beside the stored one is it wrong (`overlong`).
 */
export function readExtra(given: GivenMember): Result<ContactExtraPatch, readonly ExtraUnreadable[]> {
  const readings: [WrittenMember, Reading][] = [
    ["creditLimitCurrency", readLimitCurrency(given)],
    ["creditLimit", readLimit(given)],
    ...(Object.keys(READERS) as AloneMember[]).map((member): [AloneMember, Reading] => [
      member,
      readAlone(member, given(member)),
    ]),
  ];
  const wrong: ExtraUnreadable[] = [];
  let patch: ContactExtraPatch = {};
  for (const [member, reading] of readings) {
    if (reading === undefined) wrong.push({ tag: "EXTRA_UNREADABLE", member });
    else patch = { ...patch, ...reading };
  }
  return wrong.length > 0 ? err(wrong) : ok(patch);
}

/** Absent says nothing; empty, given twice or unreadable fails. */
function readAlone(member: AloneMember, value: Given): Reading {
  if (value === "absent") return {};
  const read = value === "repeated" ? undefined : READERS[member](value.text);
  return read === undefined ? undefined : { [member]: read };
}

const isBlank = (value: Given): boolean =>
  value === "absent" || (value !== "repeated" && value.text.trim() === "");

const currencyOf = (value: Given) => (typeof value === "string" ? null : parseCurrency(value.text.trim()));

/** An empty limit specifies none: its own check refuses it. */
function readLimitCurrency(given: GivenMember): Reading {
  return isBlank(given("creditLimit")) || currencyOf(given("creditLimitCurrency")) !== null ? {} : undefined;
}

function readLimit(given: GivenMember): Reading {
  const value = given("creditLimit");
  const currency = currencyOf(given("creditLimitCurrency"));
  if (value === "absent") return given("creditLimitCurrency") === "absent" ? {} : undefined;
  if (value === "repeated" || currency === null) return undefined;
  const decimal = readDecimal(value.text);
  if (decimal === undefined) return undefined;
  const minor = parseMinor(decimal, currency);
  return minor.ok && minor.value >= 0n ? { creditLimit: { minor: minor.value, currency } } : undefined;
}

/** A call names no contact, or names one by two ids or two references. */
export type ContactUnnamed = { readonly tag: "CONTACT_UNNAMED" };

/**
 * Whose extra is meant; null when that can be nobody. At least one of the two, and neither twice: of two ids nobody can
 * say which contact is meant, and an answer of "no match" would invite the caller to create it. An empty one counts as
 * left out. The id wins over the reference, also when it is no number: a caller that names a contact by id must not
 * change another one by its reference.
 */
export function readSelector(id: Given, reference: Given): Result<ContactSelector | null, ContactUnnamed> {
  const isRepeated = id === "repeated" || reference === "repeated";
  if (isRepeated || (isBlank(id) && isBlank(reference))) return err({ tag: "CONTACT_UNNAMED" });
  if (!isBlank(id)) {
    const number = typeof id === "string" ? undefined : readInt32(id.text);
    return ok(number === undefined || number < 1 ? null : { by: "id", id: number });
  }
  const text = typeof reference === "string" ? null : readText(reference.text);
  return ok(typeof text === "string" ? { by: "reference", reference: text } : null);
}
