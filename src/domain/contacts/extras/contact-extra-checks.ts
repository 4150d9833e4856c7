// The checks of the contact extras call, one row each, in the order of the contract's table (12-contact-extras.md).
import { parseCurrency } from "../../values/currency.ts";
import { parseMinor } from "../../values/money.ts";
import type { ExtraText } from "../contact-texts.ts";
import {
  given,
  type Parameters,
  readBoolean,
  readDate,
  readDecimal,
  readInt16,
  readInt32,
  readReason,
  readText,
} from "./contact-extra-fields.ts";
import type { ContactExtraPatch } from "./contact-extra-patch.ts";

/** What a row adds to the patch, or undefined when its check fails. */
type Reading = ContactExtraPatch | undefined;

export type ExtraCheck = { readonly message: string; readonly read: (parameters: Parameters) => Reading };

const MISSING_PARAMETERS =
  "Missing parameters. You must include at least a Contact Id or a Contact Reference";
export const NO_MATCHING_CONTACT = "No matching contact";

const isBlank = (parameters: Parameters, name: string): boolean => {
  const value = given(parameters, name);
  return value === "absent" || (value !== "repeated" && value.text.trim() === "");
};

/**
 * At least one of the two, and neither twice: of two ids nobody can say which contact is meant, and an answer of
 * "no match" would invite the caller to create it. An empty one counts as left out.
 */
function readSelectors(parameters: Parameters): Reading {
  const names = ["ContactId", "ContactReference"];
  if (names.some((name) => given(parameters, name) === "repeated")) return undefined;
  return names.every((name) => isBlank(parameters, name)) ? undefined : {};
}

function currencyOf(parameters: Parameters) {
  const value = given(parameters, "ContactExtraCreditLimitCurrency");
  return typeof value === "string" ? null : parseCurrency(value.text.trim());
}

/** An empty limit specifies none: its own check refuses it. */
function readLimitCurrency(parameters: Parameters): Reading {
  if (isBlank(parameters, "ContactExtraCreditLimit")) return {};
  return currencyOf(parameters) === null ? undefined : {};
}

function readLimit(parameters: Parameters): Reading {
  const value = given(parameters, "ContactExtraCreditLimit");
  const currency = currencyOf(parameters);
  if (value === "absent") {
    return given(parameters, "ContactExtraCreditLimitCurrency") === "absent" ? {} : undefined;
  }
  if (value === "repeated" || currency === null) return undefined;
  const decimal = readDecimal(value.text);
  if (decimal === undefined) return undefined;
  const minor = parseMinor(decimal, currency);
  return minor.ok && minor.value >= 0n ? { creditLimit: { minor: minor.value, currency } } : undefined;
}

/** A row for a parameter that stands alone: absent says nothing; empty, given twice or unreadable fails. */
function row<Member extends keyof ContactExtraPatch>(
  message: string,
  name: string,
  member: Member,
  read: (text: string) => ContactExtraPatch[Member] | undefined,
): ExtraCheck {
  return {
    message,
    read: (parameters) => {
      const value = given(parameters, name);
      if (value === "absent") return {};
      const result = value === "repeated" ? undefined : read(value.text);
      return result === undefined ? undefined : { [member]: result };
    },
  };
}

/** Ours, in the published manner: the contract has no message for its texts. */
export const TEXT_MESSAGES: { readonly [Member in ExtraText]: string } = {
  accountReference: "Invalid Account Reference.",
  flaggedReason: "Invalid Flagged Reason.",
  onStopReason: "Invalid On Stop Reason.",
};

/**
 * First the published rows, to the letter. From "Invalid Last Updated." on they are ours, in the published manner:
 * the contract has no message for those parameters, and yet none may be given twice.
 */
export const EXTRA_CHECKS: readonly ExtraCheck[] = [
  { message: MISSING_PARAMETERS, read: readSelectors },
  {
    message: "When specifying a credit limit the credit limit currency cannot be null.",
    read: readLimitCurrency,
  },
  { message: "Invalid Credit Limit.", read: readLimit },
  row("Invalid Delay2Pay.", "ContactExtraDelay2Pay", "delay2Pay", readInt16),
  row("Invalid Direct Debit - must be true or false.", "ContactExtraDirectDebit", "directDebit", readBoolean),
  row(
    "Invalid Financial Sync Exclude - must be true or false.",
    "ContactExtraFinancialSyncExclude",
    "financialSyncExclude",
    readBoolean,
  ),
  row("Invalid Use Parent Ref.", "ContactExtraUseParentRef", "useParentRef", readBoolean),
  row("Invalid Account Type.", "ContactExtraAccountType", "accountType", readInt32),
  row(
    "Invalid Account Package account balance.",
    "ContactExtraAccountPackageAccountBalance",
    "accountBalance",
    readDecimal,
  ),
  row(
    "Invalid Account Package account status.",
    "ContactExtraAccountPackageAccountStatus",
    "accountStatus",
    readInt32,
  ),
  row("Invalid On Stop Date.", "ContactExtraOnStopDate", "onStopDate", readDate),
  row(
    "Invalid Credit Limit on stop - must be true or false.",
    "ContactExtraCreditLimitOnStop",
    "creditLimitOnStop",
    readBoolean,
  ),
  row(
    "Invalid On stop descendant -must be true or false.",
    "ContactExtraOnStopDescendant",
    "onStopDescendant",
    readBoolean,
  ),
  row("Invalid Last Updated.", "ContactExtraLastUpdated", "lastUpdated", readDate),
  row(TEXT_MESSAGES.accountReference, "ContactExtraAccountReference", "accountReference", readText),
  row(TEXT_MESSAGES.flaggedReason, "ContactExtraFlaggedReason", "flaggedReason", readReason),
  row(TEXT_MESSAGES.onStopReason, "ContactExtraOnStopReason", "onStopReason", readReason),
];
