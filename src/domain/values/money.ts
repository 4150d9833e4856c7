// Exact money: minor units in a bigint, read from decimal text and written back to it; never a float, never rounded.
import { type Currency, exponentOf } from "./currency.ts";
import { err, ok, type Result } from "./result.ts";

/** Minor units of a currency: cents for AUD, yen for JPY, fils for KWD. */
export type Minor = bigint;

export type Money = { readonly minor: Minor; readonly currency: Currency };

/**
 * The largest amount, total or balance that is kept, in minor units: fifteen digits, so that a sum of rows still
 * fits the database's 64-bit integers and every reader's numbers exactly.
 */
export const MAX_MINOR: Minor = 999_999_999_999_999n;
const MAX_DIGITS = String(MAX_MINOR).length;

export type MoneyFailure =
  | { readonly tag: "MONEY_MALFORMED"; readonly text: string }
  | { readonly tag: "MONEY_TOO_PRECISE"; readonly text: string; readonly decimals: number }
  | { readonly tag: "MONEY_TOO_LARGE"; readonly text: string; readonly max: Minor };

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/**
 * Decimal text ("80", "80.00", "-5.1") to minor units. Zeros beyond the currency's decimals are no precision
 * ("5.1000" AUD is 510); any other digit there is refused, not rounded (docs/plan-rules.md, update 1).
 */
export function parseMinor(text: string, currency: Currency): Result<Minor, MoneyFailure> {
  const match = DECIMAL.exec(text);
  if (match === null) return err({ tag: "MONEY_MALFORMED", text });
  const [, sign, whole = "", fraction = ""] = match;
  const decimals = exponentOf(currency);
  const kept = fraction.slice(0, decimals).padEnd(decimals, "0");
  if (/[1-9]/.test(fraction.slice(decimals))) return err({ tag: "MONEY_TOO_PRECISE", text, decimals });
  const significant = (whole + kept).replace(/^0+/, "");
  // Compared by length first: making a number of very many digits takes more than linear time.
  const digits = significant.length > MAX_DIGITS ? MAX_MINOR + 1n : BigInt(significant);
  if (digits > MAX_MINOR) return err({ tag: "MONEY_TOO_LARGE", text, max: MAX_MINOR });
  return ok(sign === "-" ? -digits : digits);
}

/** Minor units to decimal text with the currency's own decimals: 8000n AUD is "80.00", 5n JPY is "5". */
export function formatMinor(minor: Minor, currency: Currency): string {
  const decimals = exponentOf(currency);
  const digits = (minor < 0n ? -minor : minor).toString().padStart(decimals + 1, "0");
  const sign = minor < 0n ? "-" : "";
  if (decimals === 0) return sign + digits;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** Whole digits with a comma between thousands, for people: "-1200000" is "-1,200,000". */
export function inThousands(whole: string): string {
  const sign = whole.startsWith("-") ? "-" : "";
  const digits = whole.slice(sign.length);
  const head = digits.length % 3;
  const groups = head === 0 ? [] : [digits.slice(0, head)];
  for (let at = head; at < digits.length; at += 3) groups.push(digits.slice(at, at + 3));
  return sign + groups.join(",");
}
