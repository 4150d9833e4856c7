// Exact decimals that have no currency: kept as text, since minor units need to know how many decimals there are.
import { type Currency, exponentOf } from "../../values/currency.ts";
import type { Minor } from "../../values/money.ts";

/** "-12.50": no plus, no leading zeros, no minus before zero, scale as given; at most 28 digits. */
export type DecimalText = string & { readonly __brand: "DecimalText" };

/** What the partners' decimal type holds without rounding. */
const MAX_DECIMAL_DIGITS = 28;

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?$/;

/** Reads an optional sign, digits and an optional fraction; null for anything else (commas, exponents, ".5"). */
export function parseDecimal(text: string): DecimalText | null {
  const [, sign, digits, fraction = ""] = DECIMAL.exec(text) ?? [];
  if (digits === undefined) return null;
  const whole = digits.replace(/^0+(\d)/, "$1");
  if (whole.length + fraction.length > MAX_DECIMAL_DIGITS) return null;
  const minus = sign === "-" && /[1-9]/.test(whole + fraction) ? "-" : "";
  return `${minus}${whole}${fraction === "" ? "" : `.${fraction}`}` as DecimalText;
}

const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?)(\d+))?$/;
/** Beyond what any number of digits that is kept can make up for. */
const MAX_EXPONENT = 999;

/**
 * Reads a number in any of the ways that have one reading: besides `parseDecimal`'s, ".5", "5." and "1e3". Grouped
 * digits ("1,000") have two, so they are null, as is all that is no number. At most 28 digits
 * when it is written out.
 */
export function parseNumber(text: string): DecimalText | null {
  const [, sign, whole = "", fraction = "", direction, power = "0"] = NUMBER.exec(text) ?? [];
  const digits = whole + fraction;
  if (sign === undefined || digits === "" || Number(power) > MAX_EXPONENT) return null;
  // Nothing is a million times nothing: an exponent says nothing of 0.
  const exponent = /[1-9]/.test(digits) ? (direction === "-" ? -1 : 1) * Number(power) : 0;
  const decimals = Math.max(0, fraction.length - exponent);
  const zeros = Math.max(0, exponent - fraction.length);
  const written = digits.padEnd(digits.length + zeros, "0").padStart(decimals + 1, "0");
  const point = written.length - decimals;
  return parseDecimal(`${sign}${written.slice(0, point)}${decimals === 0 ? "" : `.${written.slice(point)}`}`);
}

/**
 * The decimal in minor units of a currency, the next higher one where it does not come out even: a part of a cent
 * owed counts as a cent, so that no credit is granted that is not there.
 */
export function toMinorRoundedUp(decimal: DecimalText, currency: Currency): Minor {
  const negative = decimal.startsWith("-");
  const [whole = "", fraction = ""] = (negative ? decimal.slice(1) : decimal).split(".");
  const decimals = exponentOf(currency);
  const even = BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, "0"));
  if (negative) return -even;
  return /[1-9]/.test(fraction.slice(decimals)) ? even + 1n : even;
}
