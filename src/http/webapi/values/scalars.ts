// Turns the text of one scalar into its DTO value, for each kind and each format. Null stands for "not acceptable".

import { parsePlainDate } from "./date-text.ts";
import { parseFloatDecimal } from "./decimal-text.ts";
import type { EnumTable } from "./enum-table.ts";
import { trimNumber, trimUnicode, trimXml } from "./trim.ts";

const INTEGER = /^[+-]?[0-9]+$/;
const INT32_MAX = 2_147_483_647;
const INT32_MIN = -2_147_483_648;

const inRange = (value: number): number | null =>
  value >= INT32_MIN && value <= INT32_MAX ? (value === 0 ? 0 : value) : null;

/** Int32.Parse: white space around, a sign, digits, trailing NULs. Source: D-json-int-s*, D-xml-int-*. */
export const parseInteger = (text: string): number | null => {
  const plain = trimNumber(text);
  return INTEGER.test(plain) ? inRange(Number(plain)) : null;
};

/** An integer literal of JSON: no point, no exponent (D-json-int-f10, D-json-int-e2b). */
export const parseJsonInteger = (literal: string): number | null =>
  /^-?[0-9]+$/.test(literal) ? inRange(Number(literal)) : null;

/** Why a form value was refused: its form, which the message quotes, or its size, which .NET treats as an exception. */
export type FormRefusal = "format" | "overflow";

/** Int32Converter: also `#10`, `0x10` and `&H10`, all hexadecimal (P-form-int-h*). */
export const parseFormInteger = (text: string): number | FormRefusal => {
  const plain = trimUnicode(text);
  const hex = /^(?:#|0x|&h)(.*)$/is.exec(plain)?.[1];
  if (hex !== undefined) {
    if (!/^[0-9a-f]+$/i.test(hex)) return hex === "" ? "overflow" : "format";
    return Number.parseInt(hex, 16) <= 0xffff_ffff ? Number.parseInt(hex, 16) | 0 : "overflow";
  }
  return parseInteger(plain) ?? (INTEGER.test(trimNumber(plain)) ? "overflow" : "format");
};

/** DecimalConverter: a point and an exponent, no thousands separators. */
export const parseFormDecimal = (text: string): string | FormRefusal => parseFloatDecimal(trimUnicode(text));

/** DateTimeConverter, for the forms that have one reading: see `parsePlainDate`. */
export const parseFormDate = (text: string): string | FormRefusal => parsePlainDate(text) ?? "format";

/** Boolean.Parse: `true` or `false` in any case. */
export const parseBoolean = (text: string): boolean | null => {
  const lowered = trimUnicode(text).toLowerCase();
  return lowered === "true" ? true : lowered === "false" ? false : null;
};

/** XmlConvert.ToBoolean: `true`, `1`, `false`, `0`, case and all (P-xml-nil-TRUE). */
export const parseXmlBoolean = (text: string): boolean | null => {
  const plain = trimXml(text);
  if (plain === "true" || plain === "1") return true;
  return plain === "false" || plain === "0" ? false : null;
};

/** The name that a number stands for; null outside the table: what has no name has no meaning. */
export const enumNameOf = (table: EnumTable, value: number | null): string | null => {
  if (value === null) return null;
  for (const name in table) if (table[name] === value) return name;
  return null;
};

/** A name in any case, or a number as text. A comma list has no one reading and is refused (P-json-enum-list). */
export const parseEnumText = (table: EnumTable, text: string): string | null => {
  const plain = trimUnicode(text);
  if (Object.hasOwn(table, plain)) return plain;
  if (/^[-+0-9]/.test(plain)) return enumNameOf(table, parseInteger(plain));
  const lowered = plain.toLowerCase();
  return Object.keys(table).find((name) => name.toLowerCase() === lowered) ?? null;
};

/** DataContractSerializer: the exact name only, without white space around it (P-xml-enum-lower, P-xml-enum-num). */
export const parseXmlEnum = (table: EnumTable, text: string): string | null =>
  Object.hasOwn(table, text) ? text : null;
