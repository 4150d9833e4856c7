// Turns the text of one scalar into its DTO value, for each kind and each format. Null stands for "not acceptable".

import { parsePlainDate } from "./date-text.ts";
import { parseFloatDecimal } from "./decimal-text.ts";
import type { EnumTable } from "./enum-tables.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: .NET's integer parser passes over trailing NULs.
const INTEGER = /^[\t-\r ]*([+-]?[0-9]+)[\t-\r ]*\u0000*$/;
const INT32_MAX = 2_147_483_647;
const INT32_MIN = -2_147_483_648;

const inRange = (value: number): number | null =>
  value >= INT32_MIN && value <= INT32_MAX ? (value === 0 ? 0 : value) : null;

/** Int32.Parse: white space around, a sign, digits, trailing NULs. Source: D-json-int-s*, D-xml-int-*. */
export const parseInteger = (text: string): number | null => {
  const match = INTEGER.exec(text);
  return match === null ? null : inRange(Number(match[1]));
};

/** An integer literal of JSON: no point, no exponent (D-json-int-f10, D-json-int-e2b). */
export const parseJsonInteger = (literal: string): number | null =>
  /^-?[0-9]+$/.test(literal) ? inRange(Number(literal)) : null;

/** Cuts what `isSpace` holds for off both ends; a pattern for the end would take quadratic time on a hostile text. */
const trim = (text: string, isSpace: RegExp): string => {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace.test(text.charAt(start))) start++;
  while (end > start && isSpace.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
};

/** String.Trim: unlike JavaScript's, it cuts U+0085 and leaves U+FEFF. */
const trimmed = (text: string): string => trim(text, /[^\S\ufeff]|\u0085/);

const trimmedXml = (text: string): string => trim(text, /[ \t\r\n]/);

/** Why a form value was refused: its form, which the message quotes, or its size, which .NET treats as an exception. */
export type FormRefusal = "format" | "overflow";

/** Int32Converter: also `#10`, `0x10` and `&H10`, all hexadecimal (P-form-int-h*). */
export const parseFormInteger = (text: string): number | FormRefusal => {
  const plain = trimmed(text);
  const hex = /^(?:#|0x|&h)(.*)$/is.exec(plain)?.[1];
  if (hex !== undefined) {
    if (!/^[0-9a-f]+$/i.test(hex)) return hex === "" ? "overflow" : "format";
    return Number.parseInt(hex, 16) <= 0xffff_ffff ? Number.parseInt(hex, 16) | 0 : "overflow";
  }
  return parseInteger(plain) ?? (INTEGER.test(plain) ? "overflow" : "format");
};

/** DecimalConverter: a point and an exponent, no thousands separators. */
export const parseFormDecimal = (text: string): string | FormRefusal => parseFloatDecimal(trimmed(text));

/** DateTimeConverter, for the forms that have one reading: see `parsePlainDate`. */
export const parseFormDate = (text: string): string | FormRefusal => parsePlainDate(text) ?? "format";

/** Boolean.Parse: `true` or `false` in any case. */
export const parseBoolean = (text: string): boolean | null => {
  const lowered = trimmed(text).toLowerCase();
  return lowered === "true" ? true : lowered === "false" ? false : null;
};

/** XmlConvert.ToBoolean: `true`, `1`, `false`, `0`, case and all (P-xml-nil-TRUE). */
export const parseXmlBoolean = (text: string): boolean | null => {
  const plain = trimmedXml(text);
  if (plain === "true" || plain === "1") return true;
  return plain === "false" || plain === "0" ? false : null;
};

/** The name that a number stands for; null outside the table: a schedule cannot follow an unknown recurrence. */
export const enumNameOf = (table: EnumTable, value: number | null): string | null => {
  if (value === null) return null;
  for (const name in table) if (table[name] === value) return name;
  return null;
};

/** A name in any case, or a number as text. A comma list has no one reading and is refused (P-json-enum-list). */
export const parseEnumText = (table: EnumTable, text: string): string | null => {
  const plain = trimmed(text);
  if (Object.hasOwn(table, plain)) return plain;
  if (/^[-+0-9]/.test(plain)) return enumNameOf(table, parseInteger(plain));
  const lowered = plain.toLowerCase();
  return Object.keys(table).find((name) => name.toLowerCase() === lowered) ?? null;
};

/** DataContractSerializer: the exact name only (P-xml-enum-lower, P-xml-enum-num). */
export const parseXmlEnum = (table: EnumTable, text: string): string | null => {
  const plain = trimmedXml(text);
  return Object.hasOwn(table, plain) ? plain : null;
};
