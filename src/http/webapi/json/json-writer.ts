// DTOs and errors to compact JSON, byte for byte as Json.NET 13 writes them.

import type { HttpError } from "../action-result.ts";
import type { Contract } from "../contract.ts";
import { tableOf } from "../values/enum-table.ts";
import { type Casing, camelCase, type Member, type Shape, type WireValue } from "../values/shape.ts";
import { escaped } from "./json-escape.ts";

type Dto = Readonly<Record<string, WireValue>>;

/** One DTO, or `null`. Members in declaration order, nulls written (docs/wire.md "Bodies out"). */
export const writeJson = (contract: Contract, shape: Shape, value: Dto | null): string => {
  if (value === null) return "null";
  let out = "{";
  for (const [name, member] of shape.jsonNames[contract.casing]) {
    if (out.length > 1) out += ",";
    out += `"${name}":${memberJson(contract, member, value)}`;
  }
  return `${out}}`;
};

/** A list of DTOs as an array. */
export const writeListJson = (contract: Contract, shape: Shape, values: readonly Dto[]): string =>
  `[${values.map((value) => writeJson(contract, shape, value)).join(",")}]`;

const memberJson = (contract: Contract, member: Member, owner: Dto): string => {
  if (member.kind === "computed") return quote(member.compute(owner));
  const value = owner[member.name] ?? null;
  switch (member.kind) {
    case "object":
      return isDto(value) ? writeJson(contract, member.shape, value) : "null";
    case "enum":
      // No name is .NET's default of an enumeration: 0.
      return String(typeof value === "string" ? (tableOf(contract.enums, member.table)[value] ?? 0) : 0);
    case "decimal":
    case "decimal?":
      return typeof value === "string" ? withPoint(value) : "null";
    default:
      return typeof value === "string" ? quote(value) : String(value);
  }
};

const isDto = (value: WireValue): value is Dto => typeof value === "object" && value !== null;

/** Json.NET always shows a decimal's point: `5` is written `5.0`, `5.10` stays. */
const withPoint = (decimal: string): string => (decimal.includes(".") ? decimal : `${decimal}.0`);

/** An HttpError. Every key takes the contract's casing, ModelState's included: Json.NET cases dictionary keys too. */
export const writeErrorJson = (casing: Casing, error: HttpError): string => {
  const name = (key: string): string => quote(casing === "camel" ? camelCase(key) : key);
  const parts = [`${name("Message")}:${quote(error.message)}`];
  if (error.messageDetail !== undefined) parts.push(`${name("MessageDetail")}:${quote(error.messageDetail)}`);
  if (error.modelState !== undefined) {
    const states = Object.entries(error.modelState).map(
      ([key, messages]) => `${name(key)}:[${messages.map(quote).join(",")}]`,
    );
    parts.push(`${name("ModelState")}:{${states.join(",")}}`);
  }
  for (const [key, value] of Object.entries(error.more ?? {})) parts.push(`${name(key)}:${quote(value)}`);
  return `{${parts.join(",")}}`;
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must be escaped.
const ESCAPED = /["\\\u0000-\u001f\u0085\u2028\u2029]/g;

/** A JSON string as Json.NET escapes it: quote, backslash, control characters, U+0085, U+2028, U+2029. */
export const quote = (text: string): string => `"${escaped(text.toWellFormed(), ESCAPED)}"`;
