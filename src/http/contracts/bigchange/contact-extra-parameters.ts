// The parameters of the contact extras call in the words of its contract page. What is wrong with one is said by the
// checks (contact-extra-checks.ts).
import { EXTRA_TEXTS } from "../../../domain/contacts/contact-texts.ts";
import type { WrittenMember } from "../../../domain/contacts/extras/read-extra.ts";

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

/** The parameter of each credit-control fact, in the order of the page. */
const FACTS: { readonly [M in WrittenMember]: ExtraParameter } = {
  creditLimit: optional("CreditLimit", "string", "Credit limit.", "2500.00"),
  creditLimitCurrency: optional("CreditLimitCurrency", "string", "Credit limit currency code.", "AUD"),
  delay2Pay: optional("Delay2Pay", "string", "Delay 2 pay.", "14"),
  directDebit: optional("DirectDebit", "bool", "Direct debit."),
  accountReference: {
    ...optional("AccountReference", "string", "Account reference."),
    maxLength: EXTRA_TEXTS.accountReference,
  },
  accountType: optional("AccountType", "int", "Account type."),
  lastUpdated: optional("LastUpdated", "datetime", "Last updated date and time."),
  flaggedReason: {
    ...optional("FlaggedReason", "string", "Flagged reason."),
    maxLength: EXTRA_TEXTS.flaggedReason,
  },
  financialSyncExclude: optional("FinancialSyncExclude", "bool", "Exclude from financial sync."),
  useParentRef: optional("UseParentRef", "bool", "Use parent reference."),
  accountBalance: optional("AccountPackageAccountBalance", "decimal", "Account balance."),
  accountStatus: optional("AccountPackageAccountStatus", "int", "Account status."),
  onStopReason: {
    ...optional("OnStopReason", "string", "On stop reason."),
    maxLength: EXTRA_TEXTS.onStopReason,
  },
  onStopDate: optional("OnStopDate", "datetime", "On stop date."),
  creditLimitOnStop: optional("CreditLimitOnStop", "bool", "Credit limit on stop."),
  onStopDescendant: optional("OnStopDescendant", "bool", "On stop descendant."),
};

export const parameterOf = (member: WrittenMember): string => FACTS[member].name;

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
  ...Object.values(FACTS),
];

/** Where the page says Required of both, the first check asks for one of them. */
export const ONE_OF_TWO = "Either ContactId or ContactReference.";
