// XML to a DTO as DataContractSerializer reads it, but for the order of members: any order will do, because members out
// of order would be lost without an error.

import { bound, type Decoded, type Draft, type Dto, nothing, unreadable } from "../body/decoded.ts";
import type { Contract } from "../contract.ts";
import type { Charset } from "../negotiate/negotiate.ts";
import { parseXmlDate } from "../values/date-text.ts";
import { parseXmlDecimal } from "../values/decimal-text.ts";
import type { EnumTables } from "../values/enum-table.ts";
import { readScalar, type ScalarParsers } from "../values/read-scalar.ts";
import { parseInteger, parseXmlBoolean, parseXmlEnum } from "../values/scalars.ts";
import type { EnumMember, ScalarMember, Shape, WireValue } from "../values/shape.ts";
import { trimXml } from "../values/trim.ts";
import { badXml } from "./xml-cursor.ts";
import { INSTANCE_NAMESPACE } from "./xml-names.ts";
import { XmlReader } from "./xml-reader.ts";

const SERIALIZATION_NAMESPACE = "http://schemas.microsoft.com/2003/10/Serialization/";

/** Reads a document. Any error voids all of it, under the one key `model`. Source: docs/wire.md "XML in". */
export const decodeXml = (contract: Contract, shape: Shape, text: string, charset: Charset): Decoded => {
  try {
    return readDocument(contract, shape, new XmlReader(text, charset));
  } catch (error) {
    if (error !== badXml) throw error;
    return unreadable;
  }
};

const readDocument = (contract: Contract, shape: Shape, reader: XmlReader): Decoded => {
  if (reader.next() !== "start") throw badXml;
  if (reader.local !== shape.name || reader.namespace !== shape.namespace) throw badXml;
  const seen = new Set<string>();
  const value = readObject(contract.enums, shape, reader, seen, "root");
  if (reader.next() !== "eof") throw badXml;
  return value === null ? nothing : bound(shape, value, [...seen]);
};

interface DeclaredType {
  readonly name: string;
  readonly namespace: string;
}

/** Whose start tag it is: only where the type decides what is read is an i:type looked at. */
type Place = "root" | "member" | "enumeration";

/**
 * Whether the current start tag is nil. Throws for a reference, and for a type that is not the root's own (`shape`) or,
 * on an enumeration, whose .NET name the contract does not tell, has no namespace. On other members it is ignored.
 */
const readInstruction = (reader: XmlReader, place: Place, shape: DeclaredType | null): boolean => {
  let isNil = false;
  for (const { namespace, local, value } of reader.attributes) {
    if (namespace === INSTANCE_NAMESPACE && local === "nil") {
      const parsed = parseXmlBoolean(value);
      if (parsed === null) throw badXml;
      isNil = parsed;
    } else if (namespace === INSTANCE_NAMESPACE && local === "type" && place !== "member") {
      const colon = value.indexOf(":");
      const typeNamespace = reader.resolve(trimXml(value.slice(0, Math.max(colon, 0))));
      const name = trimXml(value.slice(colon + 1));
      if (shape !== null && (name !== shape.name || typeNamespace !== shape.namespace)) throw badXml;
    } else if (namespace === SERIALIZATION_NAMESPACE && local === "Ref") {
      // Nothing in these contracts carries a z:Id to point at (D-xml-zref).
      throw badXml;
    }
  }
  return isNil;
};

/** The object whose start tag is current, up to its end tag. `seen` gathers the members that were there. */
const readObject = (
  enums: EnumTables,
  shape: Shape,
  reader: XmlReader,
  seen: Set<string>,
  place: Place,
): Dto | null => {
  if (readInstruction(reader, place, shape)) {
    reader.skip();
    return null;
  }
  const draft: Draft = { ...shape.initial };
  for (;;) {
    const node = reader.next();
    if (node === "end") return draft;
    if (node === "text") {
      if (reader.isContent) throw badXml;
      continue;
    }
    const member = reader.namespace === shape.namespace ? shape.byXmlName.get(reader.local) : undefined;
    // The first of two wins: the second is past its place (D-xml-dup).
    if (member === undefined || seen.has(member.name)) {
      reader.skip();
      continue;
    }
    seen.add(member.name);
    draft[member.name] =
      member.kind === "object"
        ? readObject(enums, member.shape, reader, new Set(), "member")
        : scalarValue(enums, member, reader);
  }
};

const scalarValue = (enums: EnumTables, member: ScalarMember | EnumMember, reader: XmlReader): WireValue => {
  if (readInstruction(reader, member.kind === "enum" ? "enumeration" : "member", null)) {
    if (member.kind !== "string" && !member.kind.endsWith("?")) throw badXml;
    reader.skip();
    return null;
  }
  let text = "";
  for (;;) {
    const node = reader.next();
    if (node === "end") break;
    if (node === "start") throw badXml;
    text += reader.text;
  }
  const value = readScalar(FROM_XML, enums, member, text);
  if (value === null) throw badXml;
  return value;
};

const FROM_XML: ScalarParsers<WireValue> = {
  integer: parseInteger,
  decimal: parseXmlDecimal,
  date: parseXmlDate,
  boolean: parseXmlBoolean,
  enumeration: parseXmlEnum,
  string: (text) => text,
};
