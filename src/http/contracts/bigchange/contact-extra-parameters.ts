// The parameters of the contact extras call in the words of its contract page. What is wrong with one is said by the
// checks (src/domain/contacts/extras/contact-extra-checks.ts).

import { EXTRA_TEXTS } from "../../../domain/contacts/contact-texts.ts";

export type ExtraParameter = {
  readonly name: string;
  readonly type: "string" | "int" | "bool" | "datetime" | "decimal";
  readonly description: string;
  readonly required: boolean;
  readonly example?: string;
  /** Characters of a text that is kept. */
  readonly maxLength?: number;
};

const optional = (name: string, type: ExtraParameter["type"], description: string, example?: string) => ({
  name: `ContactExtra${name}`,
  type,
  description,
  required: false,
  ...(example === undefined ? {} : { example }),
});

export const EXTRA_PARAMETERS: readonly ExtraParameter[] = [
  {
    name: "Action",
    type: "string",
    description: "ContactExtraSave",
    required: true,
    example: "ContactExtraSave",
  },
  {
    name: "ContactId",
    type: "int",
    description: "The unique identifier of the contact which can be retrieved using Contact List.",
    required: true,
    example: "38759340",
  },
  {
    name: "ContactReference",
    type: "string",
    description: "The internal reference of the contact.",
    required: true,
  },
  optional("CreditLimit", "string", "Credit limit.", "2500.00"),
  optional("CreditLimitCurrency", "string", "Credit limit currency code.", "AUD"),
  optional("Delay2Pay", "string", "Delay 2 pay.", "14"),
  optional("DirectDebit", "bool", "Direct debit."),
  {
    ...optional("AccountReference", "string", "Account reference."),
    maxLength: EXTRA_TEXTS.accountReference,
  },
  optional("AccountType", "int", "Account type."),
  optional("LastUpdated", "datetime", "Last updated date and time."),
  { ...optional("FlaggedReason", "string", "Flagged reason."), maxLength: EXTRA_TEXTS.flaggedReason },
  optional("FinancialSyncExclude", "bool", "Exclude from financial sync."),
  optional("UseParentRef", "bool", "Use parent reference."),
  optional("AccountPackageAccountBalance", "decimal", "Account balance."),
  optional("AccountPackageAccountStatus", "int", "Account status."),
  { ...optional("OnStopReason", "string", "On stop reason."), maxLength: EXTRA_TEXTS.onStopReason },
  optional("OnStopDate", "datetime", "On stop date."),
  optional("CreditLimitOnStop", "bool", "Credit limit on stop."),
  optional("OnStopDescendant", "bool", "On stop descendant."),
];

/** Where the page says Required of both, the first check asks for one of them. */
export const ONE_OF_TWO = "Either ContactId or ContactReference.";
