// Which texts can be kept, and how long they may be, in characters: the one place, for checks, schemas and documents.

/** Why a contact is flagged or on stop. */
export const MAX_REASON_LENGTH = 1_000;
/** The note of a payment. */
export const MAX_NOTE_LENGTH = 1_000;
/** The partner's own reference of a contact or of its account. */
export const MAX_REFERENCE_LENGTH = 255;
/** What a contact is called. */
export const MAX_NAME_LENGTH = 400;
/** The name of a key, which every change is signed with. */
export const MAX_ACTOR_LENGTH = 100;

/**
 * Whether the text has at most `max` characters (code points, as JSON Schema's `maxLength` counts them and the database
 * does). Looks at no more of the text than that takes.
 */
export function isWithin(text: string, max: number): boolean {
  if (text.length <= max) return true;
  return text.length <= 2 * max && Array.from(text).length <= max;
}

/** Whether a database keeps the text as it is, and an embedded one survives reading it back. */
export const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes("\0");
