// Numbers of BPAY's trailers: the last digit carries the sign, "{" and A to I for plus, "}" and J to R for minus.
import type { Minor } from "../../domain/values/money.ts";

const PLUS = "{ABCDEFGHI";
const MINUS = "}JKLMNOPQR";

/** `isNegative` is what is written: a zero can have a minus. */
export type Overpunched = { readonly value: Minor; readonly isNegative: boolean };

/** Null for what is not written so: digits, and a sign in the place of the last, at most fifteen characters. */
export function parseOverpunched(text: string): Overpunched | null {
  const last = text.slice(-1);
  const isNegative = MINUS.includes(last);
  const digit = isNegative ? MINUS.indexOf(last) : PLUS.indexOf(last);
  if (!/^\d{0,14}[{}A-R]$/.test(text)) return null;
  const size = BigInt(text.slice(0, -1) + digit);
  return { value: isNegative ? -size : size, isNegative };
}
