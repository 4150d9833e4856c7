// What a CRN is: free text that is compared without its spelling, and shown to few.
import { err, ok, type Result } from "../values/result.ts";

/** Longest CRN, in characters (code points) after normalising (docs/references.md). */
export const MAX_CRN_LENGTH = 50;

/**
 * Longest CRN as sent, in UTF-16 code units, ours: ten times as long, so room for every way to space and hyphenate 50
 * characters, and short enough that normalising, which takes more than linear time on combining marks, is quick.
 */
export const MAX_RAW_CRN_LENGTH = 500;

/** What the comparison sees. Only `parseCrn` and the store's own rows make one. */
export type NormalisedCrn = string & { readonly __brand: "NormalisedCrn" };

/** `raw` is kept and given back as it was sent; `normalised` is for comparison only. */
export type Crn = { readonly raw: string; readonly normalised: NormalisedCrn };

/** Never carries the text: a CRN is a government identifier and has no place in an error or a log line. */
export type CrnFailure =
  | { readonly tag: "CRN_BLANK" }
  | { readonly tag: "CRN_TOO_LONG"; readonly length: number; readonly max: number }
  | { readonly tag: "CRN_UNREADABLE" };

// Spaces of every kind; dashes of every script with the soft, minus and bullet ones; dots at any height; and what
// Unicode calls ignorable, which is every character that takes no room (zero-width spaces and joiners, marks of
// direction, variation selectors).
const IGNORED =
  /[\p{White_Space}\p{Dash_Punctuation}\u02D7\u2043\u2212.\u00B7\u2022\u2027\u22C5\u3002\u30FB\p{Default_Ignorable_Code_Point}]/gu;

// Control characters other than white space, and code points that no text may hold: no media type can write them.
const UNREADABLE = /[^\P{Cc}\t-\r\u0085]|\p{Noncharacter_Code_Point}/u;

/**
 * The spelling-free form: NFKC, without spaces, hyphens, dots and zero-width characters, in upper case
 * (docs/references.md). Composed once more at the end, because what is removed or raised may have stood
 * between a letter and its accent. Applying it twice changes nothing.
 */
export function normaliseCrn(raw: string): NormalisedCrn {
  return raw.normalize("NFKC").replace(IGNORED, "").toUpperCase().normalize("NFKC") as NormalisedCrn;
}

/**
 * Reads a CRN: readable text of at most 500 code units, with 1 to 50 characters after normalising. `max` of a failure
 * is the limit that it broke. The format is `crn-scheme.ts`'s affair.
 */
export function parseCrn(raw: string): Result<Crn, CrnFailure> {
  if (raw.length > MAX_RAW_CRN_LENGTH) {
    return err({ tag: "CRN_TOO_LONG", length: raw.length, max: MAX_RAW_CRN_LENGTH });
  }
  if (!raw.isWellFormed() || UNREADABLE.test(raw)) return err({ tag: "CRN_UNREADABLE" });
  const normalised = normaliseCrn(raw);
  const length = Array.from(normalised).length;
  if (length === 0) return err({ tag: "CRN_BLANK" });
  if (length > MAX_CRN_LENGTH) return err({ tag: "CRN_TOO_LONG", length, max: MAX_CRN_LENGTH });
  return ok({ raw, normalised });
}

const HIDDEN = "••••••";
/** Characters of a CRN that a mask shows at most; of a short one no more than half. */
export const MAX_SHOWN = 4;

/**
 * "••••••789A": the last four characters at most, and never more than half of a short CRN. The number of dots is
 * always six, so that the mask does not tell the length.
 */
export function maskCrn(normalised: NormalisedCrn): string {
  const characters = Array.from(normalised);
  const shown = Math.min(MAX_SHOWN, Math.floor(characters.length / 2));
  return HIDDEN + characters.slice(characters.length - shown).join("");
}
