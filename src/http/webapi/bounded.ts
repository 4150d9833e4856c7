// How much of what a caller sent an answer may repeat, and how many errors it lists: no answer grows with the request.

/** Errors in one answer. */
export const MAX_ERRORS = 100;
/** Characters of the path, pointer or key that names an error's place. */
export const MAX_PATH_LENGTH = 256;
/** Characters of one name in a path, and of a value that a text repeats. */
export const MAX_NAME_LENGTH = 100;
/** Characters of a request's URI in an answer: longer than any of ours. */
export const MAX_SHOWN_URI_LENGTH = 1_000;
/** Ids in one header. */
export const MAX_LISTED_IDS = 20;

const HIGH_SURROGATE = /[\ud800-\udbff]$/;

/** The text, or as much of it as fits `max` UTF-16 code units, with "…" for the rest; no pair is cut in half. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text.slice(0, max - 1).replace(HIGH_SURROGATE, "")}…`;
}
