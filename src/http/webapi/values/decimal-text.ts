// Decimals as text, holding what .NET's decimal would hold: 96 bits and a scale of at most 28. No number is a float.

import { trimNumber } from "./trim.ts";

const MAX = 79_228_162_514_264_337_593_543_950_335n;
const MAX_SCALE = 28;
const MAX_DIGITS = 29;
const ENOUGH_DIGITS = 80;
/** An exponent beyond this is either zero or too big, whatever the digits of a body within its size limit. */
const MAX_EXPONENT = 1_000_000;

const JSON_NUMBER = /^(-?)(0|[1-9][0-9]*)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?$/;
const PLAIN = /^([+-]?)([0-9]*)(?:\.([0-9]*))?(?:[\t-\r ]*([+-]))?$/;
const XML = /^([+-]?)([0-9]*)(?:\.([0-9]*))?$/;
const FLOAT = /^([+-]?)([0-9]*)(?:\.([0-9]*))?(?:[eE]([+-]?[0-9]+))?$/;

/** Amounts are nearly always this short; they need no arithmetic. */
const SIMPLE = /^-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,10})?$/;
const NEGATIVE_ZERO = /^-[0.]+$/;

/** How an exact half is rounded: decimal.Parse to even, Json.NET up (its own reader looks at one digit only). */
type Tie = "even" | "up";

/** Drops `count` digits. */
const dropDigits = (digits: bigint, count: number, tie: Tie): bigint => {
  if (count <= 0) return digits;
  const power = 10n ** BigInt(count);
  const kept = digits / power;
  const rest = (digits % power) * 2n;
  const up = rest > power || (rest === power && (tie === "up" || kept % 2n === 1n));
  return up ? kept + 1n : kept;
};

const format = (negative: boolean, digits: bigint, scale: number): string => {
  const padded = digits.toString().padStart(scale + 1, "0");
  const point = padded.length - scale;
  const text = scale === 0 ? padded : `${padded.slice(0, point)}.${padded.slice(point)}`;
  return negative && digits !== 0n ? `-${text}` : text;
};

/** Digits that cannot count but as "a little more" are cut: arithmetic on a whole body's digits would take long. */
const shorten = (digits: string): { readonly significant: string; readonly cut: number } => {
  if (digits.length <= ENOUGH_DIGITS) return { significant: digits, cut: 0 };
  const rest = /[1-9]/.test(digits.slice(ENOUGH_DIGITS - 1)) ? "1" : "0";
  return { significant: digits.slice(0, ENOUGH_DIGITS - 1) + rest, cut: digits.length - ENOUGH_DIGITS };
};

/** Brings digits and scale into a decimal's range; null when the number is too big. */
const toDecimal = (
  negative: boolean,
  whole: string,
  fraction: string,
  exponent: number,
  tie: Tie,
): string | null => {
  const { significant, cut } = shorten((whole + fraction).replace(/^0+/, ""));
  if (Math.abs(exponent) > MAX_EXPONENT) return exponent < 0 || significant === "" ? "0" : null;
  const scale = fraction.length - exponent - cut;
  if (significant === "") return format(false, 0n, Math.min(Math.max(scale, 0), MAX_SCALE));
  if (significant.length - scale > MAX_DIGITS) return null;
  if (significant.length - scale < -MAX_SCALE) return format(false, 0n, MAX_SCALE);
  const digits = BigInt(significant) * 10n ** BigInt(Math.max(-scale, 0));
  const held = Math.max(scale, 0);
  const excess = Math.max(held - MAX_SCALE, Math.min(significant.length - MAX_DIGITS, held), 0);
  // Beyond the 28th decimal place both round to even; only what the 96 bits cannot hold is Json.NET's to round.
  const usedTie = held - MAX_SCALE >= significant.length - MAX_DIGITS ? "even" : tie;
  const kept = dropDigits(digits, excess, usedTie);
  if (kept <= MAX) return format(negative, kept, held - excess);
  if (held === excess) return null;
  return format(negative, dropDigits(digits, excess + 1, usedTie), held - excess - 1);
};

const matched = (match: RegExpExecArray, exponent: string | undefined, tie: Tie): string | null => {
  const [, sign, whole = "", fraction = ""] = match;
  return toDecimal(sign === "-", whole, fraction, Number(exponent ?? 0), tie);
};

const hasDigits = (match: RegExpExecArray | null): match is RegExpExecArray =>
  match !== null && (match[2] !== "" || (match[3] ?? "") !== "");

/** A JSON number, exponents included: `1e2` is 100, `5.10` keeps its scale (P-json-dec-*). */
export const parseJsonDecimal = (literal: string): string | null => {
  if (SIMPLE.test(literal)) return NEGATIVE_ZERO.test(literal) ? literal.slice(1) : literal;
  const match = JSON_NUMBER.exec(literal);
  return match === null ? null : matched(match, match[4], "up");
};

/**
 * A decimal as JSON text: white space around, one sign before or after (P-json-dec-strailminus), or a number with an
 * exponent. A comma is refused: `"5,10"` is 5.10 to one reader and 510 to another.
 */
export const parsePlainDecimal = (text: string): string | null => {
  const match = PLAIN.exec(trimNumber(text));
  if (!hasDigits(match)) return parseJsonDecimal(text);
  if (match[1] !== "" && match[4] !== undefined) return null;
  return toDecimal(match[1] === "-" || match[4] === "-", match[2] ?? "", match[3] ?? "", 0, "even");
};

/** XmlConvert.ToDecimal: a leading sign, a point, no exponent (P-xml-dec-*). */
export const parseXmlDecimal = (text: string): string | null => {
  if (SIMPLE.test(text)) return NEGATIVE_ZERO.test(text) ? text.slice(1) : text;
  const match = XML.exec(trimNumber(text));
  return hasDigits(match) ? matched(match, undefined, "even") : null;
};

/** NumberStyles.Float, for forms; tells a malformed number from one that is too big (P-form-dec-max1). */
export const parseFloatDecimal = (text: string): string | "format" | "overflow" => {
  const match = FLOAT.exec(trimNumber(text));
  return hasDigits(match) ? (matched(match, match[4], "even") ?? "overflow") : "format";
};
