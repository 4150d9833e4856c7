// Amounts as people's files write them: with a sign of the currency, thousands apart, minus in front, behind or as brackets.
import type { Currency } from "../../domain/values/currency.ts";
import { type Minor, parseMinor } from "../../domain/values/money.ts";

/** What stands before the decimals. */
export type DecimalMark = "." | ",";

const FORMS: Readonly<Record<DecimalMark, RegExp>> = {
  ".": /^(\d+|\d{1,3}(?:[,']\d{3}){1,6})(?:\.(\d{1,9}))?$/,
  ",": /^(\d+|\d{1,3}(?:[.']\d{3}){1,6})(?:,(\d{1,9}))?$/,
};
const LONGEST = 40;

/** Minor units with their sign; null for what is no amount, or has more decimals than its currency. */
export function amountFrom(text: string, currency: Currency, mark: DecimalMark): Minor | null {
  if (text.length > LONGEST) return null;
  const bare = text.replace(/[\s$€£\u2019]/g, (at) => (at === "\u2019" ? "'" : "")).replace("\u2212", "-");
  const [, front, inner = "", behind] = /^([-+(]?)([^-+()]*)([-)]?)$/.exec(bare) ?? [];
  const marks = `${front}${behind}`;
  if (!["", "-", "+", "()"].includes(marks)) return null;
  const [, whole, decimals = "0"] = FORMS[mark].exec(inner) ?? [];
  if (whole === undefined) return null;
  const size = parseMinor(`${whole.replace(/\D/g, "")}.${decimals}`, currency);
  if (!size.ok) return null;
  return marks === "-" || marks === "()" ? -size.value : size.value;
}
