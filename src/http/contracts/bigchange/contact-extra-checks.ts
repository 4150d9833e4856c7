// What ContactExtraSave says of a call that is not saved: the contract's table, in its order (docs/contact-extras.md).

import type { SavedExtra } from "../../../domain/contacts/contacts-port.ts";
import type {
  ContactUnnamed,
  ExtraUnreadable,
  WrittenMember,
} from "../../../domain/contacts/extras/read-extra.ts";

export const NO_MATCHING_CONTACT = "No matching contact";

/**
 * First the published messages, to the letter. From "Invalid Last Updated." on they are ours, in the published manner:
 * the contract has no message for those parameters, and yet none may be given twice.
 */
const MESSAGES = {
  contact: "Missing parameters. You must include at least a Contact Id or a Contact Reference",
  creditLimitCurrency: "When specifying a credit limit the credit limit currency cannot be null.",
  creditLimit: "Invalid Credit Limit.",
  delay2Pay: "Invalid Delay2Pay.",
  directDebit: "Invalid Direct Debit - must be true or false.",
  financialSyncExclude: "Invalid Financial Sync Exclude - must be true or false.",
  useParentRef: "Invalid Use Parent Ref.",
  accountType: "Invalid Account Type.",
  accountBalance: "Invalid Account Package account balance.",
  accountStatus: "Invalid Account Package account status.",
  onStopDate: "Invalid On Stop Date.",
  creditLimitOnStop: "Invalid Credit Limit on stop - must be true or false.",
  onStopDescendant: "Invalid On stop descendant -must be true or false.",
  lastUpdated: "Invalid Last Updated.",
  accountReference: "Invalid Account Reference.",
  flaggedReason: "Invalid Flagged Reason.",
  onStopReason: "Invalid On Stop Reason.",
} as const satisfies { readonly [C in Check]: string };

/** What a row of the table is about: a member of the facts, or which contact is meant. */
type Check = WrittenMember | "contact";

const CHECKS = Object.keys(MESSAGES) as readonly Check[];

/** The messages of the table, in its order. */
export const CHECK_MESSAGES: readonly string[] = Object.values(MESSAGES);

/** The message of the first row that fails. */
export function firstMessage(failures: readonly (ContactUnnamed | ExtraUnreadable)[]): string {
  const failing = new Set<Check>(
    failures.map((failure) => (failure.tag === "CONTACT_UNNAMED" ? "contact" : failure.member)),
  );
  const first = CHECKS.find((check) => failing.has(check));
  return first === undefined ? NO_MATCHING_CONTACT : MESSAGES[first];
}

/** What is said of a call that was read and yet saved nothing. */
export function notSavedText(saved: Exclude<SavedExtra, { tag: "saved" }>): string {
  const [first] = saved.tag === "no-match" ? [] : saved.members;
  return first === undefined ? NO_MATCHING_CONTACT : MESSAGES[first];
}

/** What is said after a save. */
export function extraSavedText(contact: { readonly id: number; readonly name: string }): string {
  return `Contact ${contact.id} ${contact.name} has updated successfully`;
}
