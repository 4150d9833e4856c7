// Which shapes of CRN a deployment accepts: one setting, checked on the normalised text.
import type { NormalisedCrn } from "./crn.ts";

export const CRN_SCHEMES = [
  "any",
  "centrelink",
  "centrelink-check",
  "bpay-mod10v01",
  "bpay-mod10v05",
] as const;

export type CrnScheme = (typeof CRN_SCHEMES)[number];

/** What a CRN of the scheme looks like, for people. */
export const SCHEME_SHAPES: Readonly<Record<CrnScheme, string>> = {
  any: "any text",
  centrelink: "nine digits and a letter",
  "centrelink-check": "nine digits and their check letter",
  "bpay-mod10v01": "2 to 20 digits, the last one a MOD10V01 check digit",
  "bpay-mod10v05": "2 to 20 digits, the last one a MOD10V05 check digit",
};

const CENTRELINK = /^(\d{9})([A-Z])$/;
// BPAY's own bounds for a customer reference: its shortest is one digit and a check digit.
const BPAY = /^(\d{1,19})(\d)$/;
const CHECK_LETTERS = "XVTSLKJHCBA";

const digitsOf = (text: string): number[] => Array.from(text, Number);
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** The check letter of nine digits: times 512, 256, … 2, the sum mod 11 picks from XVTSLKJHCBA. */
export function centrelinkCheckLetter(nineDigits: string): string {
  const total = sum(digitsOf(nineDigits).map((digit, index) => digit * 2 ** (9 - index)));
  return CHECK_LETTERS.charAt(total % CHECK_LETTERS.length);
}

/** The check digit of BPAY's MOD10V01, which is Luhn's: from the right every other digit is doubled, digits summed. */
export function mod10v01CheckDigit(digits: string): number {
  const weighed = digitsOf(digits)
    .reverse()
    .map((digit, index) => (index % 2 === 0 ? digit * 2 : digit))
    .map((product) => (product > 9 ? product - 9 : product));
  return (10 - (sum(weighed) % 10)) % 10;
}

/** The check digit of BPAY's MOD10V05: each digit times its position from the left, the sum mod 10. */
export function mod10v05CheckDigit(digits: string): number {
  return sum(digitsOf(digits).map((digit, index) => digit * (index + 1))) % 10;
}

function endsWithCheckDigit(crn: string, checkDigit: (digits: string) => number): boolean {
  const [, digits, check] = BPAY.exec(crn) ?? [];
  return digits !== undefined && checkDigit(digits) === Number(check);
}

function isCentrelink(crn: string, checked: boolean): boolean {
  const [, digits, letter] = CENTRELINK.exec(crn) ?? [];
  return digits !== undefined && (!checked || centrelinkCheckLetter(digits) === letter);
}

/** Whether the CRN has the scheme's shape (docs/references.md, "Formats are checked by scheme"). */
export function fitsScheme(crn: NormalisedCrn, scheme: CrnScheme): boolean {
  switch (scheme) {
    case "any":
      return true;
    case "centrelink":
      return isCentrelink(crn, false);
    case "centrelink-check":
      return isCentrelink(crn, true);
    case "bpay-mod10v01":
      return endsWithCheckDigit(crn, mod10v01CheckDigit);
    case "bpay-mod10v05":
      return endsWithCheckDigit(crn, mod10v05CheckDigit);
  }
}
