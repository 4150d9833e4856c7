// What is wrong with a member of a contact or a payment reference, in words; the dialect gives the member its name.
// None repeats what was sent: a CRN has no place in an error.
import type { ContactFailure } from "../../domain/contacts/contact-draft.ts";
import type { ReferenceFailure } from "../../domain/references/save-reference.ts";

const required = (member: string): string => `The ${member} field is required.`;
const outOfRange = (member: string, max: number): string =>
  `The field ${member} must be between 1 and ${max}.`;
const tooLong = (member: string, max: number): string =>
  `The field ${member} must have at most ${max} characters.`;
const unreadable = (member: string): string => `The field ${member} holds characters that are no text.`;

export function referenceSentence(failure: ReferenceFailure, member: string): string {
  switch (failure.tag) {
    case "REQUIRED":
    case "CRN_BLANK":
      return required(member);
    case "ID_OUT_OF_RANGE":
      return outOfRange(member, failure.max);
    case "CRN_TOO_LONG":
      return tooLong(member, failure.max);
    case "CRN_UNREADABLE":
      return unreadable(member);
    case "CRN_NOT_OF_SCHEME":
      return `The field ${member} must be ${failure.shape}.`;
  }
}

export function contactSentence(failure: ContactFailure, member: string): string {
  switch (failure.tag) {
    case "REQUIRED":
      return required(member);
    case "ID_OUT_OF_RANGE":
      return outOfRange(member, failure.max);
    case "TEXT_TOO_LONG":
      return tooLong(member, failure.max);
    case "TEXT_UNREADABLE":
      return unreadable(member);
  }
}
