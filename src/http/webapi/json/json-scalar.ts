// One scalar member's JSON token to its DTO value.

import { OUT_OF_RANGE, parseJsonDate } from "../values/date-text.ts";
import { parseJsonDecimal, parsePlainDecimal } from "../values/decimal-text.ts";
import type { EnumTables } from "../values/enum-table.ts";
import { readScalar, type ScalarParsers } from "../values/read-scalar.ts";
import {
  enumNameOf,
  parseBoolean,
  parseEnumText,
  parseInteger,
  parseJsonInteger,
} from "../values/scalars.ts";
import type { EnumMember, Member, ScalarMember, WireValue } from "../values/shape.ts";
import { badJson } from "./json-cursor.ts";
import type { JsonReader } from "./json-reader.ts";
import type { Wanted } from "./json-token.ts";

const WANTED: Readonly<Record<Member["kind"], Wanted | null>> = {
  int32: "number",
  "int32?": "number",
  decimal: "number",
  "decimal?": "number",
  string: "text",
  computed: "text",
  dateTime: "date",
  "dateTime?": "date",
  bool: "boolean",
  // These are read token by token, whatever comes.
  enum: null,
  object: null,
};

/** How a member of this kind asks the reader for its value; null for any token. */
export const wantedFor = (kind: Member["kind"]): Wanted | null => WANTED[kind];

/**
 * The value at the reader's token. Null and, but for strings, the empty string are null where the type allows it
 * (D-json-int-sempty). Throws `badJson` for what the member cannot hold.
 */
export const jsonScalar = (
  enums: EnumTables,
  member: ScalarMember | EnumMember,
  reader: JsonReader,
): WireValue => {
  const { token, value } = reader;
  if (member.kind === "string") {
    if (token === "null") return null;
    if (token === "undefined") throw badJson;
    return value;
  }
  if (token === "null" || (token === "string" && value === "")) {
    if (member.kind.endsWith("?")) return null;
    throw badJson;
  }
  const parsed =
    token === "string" ? readScalar(FROM_STRING, enums, member, value) : fromToken(enums, member, reader);
  if (parsed === OUT_OF_RANGE) reader.breakOff();
  if (parsed === null || parsed === OUT_OF_RANGE) throw badJson;
  return parsed;
};

/** What a JSON string can hold for a member of each kind. */
const FROM_STRING: ScalarParsers<WireValue | typeof OUT_OF_RANGE> = {
  integer: parseInteger,
  decimal: parsePlainDecimal,
  date: parseJsonDate,
  boolean: parseBoolean,
  enumeration: parseEnumText,
  string: (text) => text,
};

/** What a JSON number can be; a date is none, and a string takes its text before this. */
const FROM_NUMBER: ScalarParsers<WireValue> = {
  integer: parseJsonInteger,
  decimal: parseJsonDecimal,
  date: () => null,
  boolean: (literal) => /^[^eE]*[1-9]/.test(literal),
  enumeration: (table, literal) => enumNameOf(table, parseJsonInteger(literal)),
  string: () => null,
};

const fromToken = (
  enums: EnumTables,
  member: ScalarMember | EnumMember,
  { token, value }: JsonReader,
): WireValue => {
  if (token === "boolean") return member.kind === "bool" ? value === "true" : null;
  return token === "number" ? readScalar(FROM_NUMBER, enums, member, value) : null;
};
