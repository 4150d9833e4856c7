// JSON to a DTO, with Json.NET's way of going on after an error: a bad value costs its own member, every one is
// reported, and broken syntax costs the whole DTO.

import { bound, type Decoded, type Draft, type Dto, Errors, nothing } from "../body/decoded.ts";
import type { Contract } from "../contract.ts";
import type { Member, ObjectMember, Shape } from "../values/shape.ts";
import { badJson } from "./json-cursor.ts";
import { Metadata } from "./json-metadata.ts";
import { JsonReader } from "./json-reader.ts";
import { jsonScalar, wantedFor } from "./json-scalar.ts";

interface Binding {
  readonly reader: JsonReader;
  readonly contract: Contract;
  readonly errors: Errors;
  readonly metadata: Metadata;
  /** The root's members that the body carried. */
  readonly seen: string[];
}

/**
 * Reads a JSON text. `{}` binds the defaults; `null`, `""` and white space bind nothing. See docs/wire.md "JSON in";
 * the order and keys of errors: cases *-json-*.
 */
export const decodeJson = (contract: Contract, shape: Shape, text: string): Decoded => {
  const reader = new JsonReader(text);
  const binding: Binding = { reader, contract, errors: new Errors(), metadata: new Metadata(), seen: [] };
  const value = readRoot(binding, shape);
  if (binding.errors.any) return binding.errors.toDecoded();
  if (!reader.atEnd) {
    binding.errors.add("");
    return binding.errors.toDecoded();
  }
  return value === null ? nothing : bound(shape, value, binding.seen);
};

const readRoot = (binding: Binding, shape: Shape): Dto | null => {
  try {
    return binding.reader.read() ? objectValue(binding, shape, null, true) : null;
  } catch (error) {
    record(binding, error);
    return null;
  }
};

/**
 * Notes an error where the reader stands. Anything but the reader's own error is a defect and goes on up. When there is
 * room for no more, the rest is not read: nothing that it holds would be reported or bound.
 */
const record = ({ reader, errors }: Binding, error: unknown): void => {
  if (error !== badJson) throw error;
  errors.add(reader.path);
  if (errors.isFull) reader.end();
  reader.forgive();
};

const mustRead = (reader: JsonReader): void => {
  if (!reader.read()) throw badJson;
};

const isNullToken = ({ token, value }: JsonReader): boolean =>
  token === "null" || token === "undefined" || (token === "string" && value === "");

/** The DTO that begins at the current token; `existing` is filled further, as a repeated member does. */
const objectValue = (binding: Binding, shape: Shape, existing: Dto | null, isRoot: boolean): Dto | null => {
  const { reader, metadata } = binding;
  if (isNullToken(reader)) return null;
  if (reader.token !== "startObject") throw badJson;
  mustRead(reader);
  const meta = metadata.readFirst(reader, shape);
  if (meta.kind === "reference") return meta.value;
  const draft: Draft = existing === null ? { ...shape.initial } : (existing as Draft);
  if (meta.id !== null) metadata.remember(meta.id, shape, draft);
  fill(binding, shape, draft, isRoot);
  return draft;
};

/** Reads members up to the object's end. The current token is the first name, or the end. */
const fill = (binding: Binding, shape: Shape, draft: Draft, isRoot: boolean): void => {
  const { reader } = binding;
  const { depth } = reader;
  const inOrder = shape.ordered[binding.contract.casing];
  let expected = 0;
  do {
    if (reader.token === "endObject") return;
    if (reader.token !== "name") throw badJson;
    if (binding.metadata.skipKnown(reader)) continue;
    try {
      const next = inOrder[expected];
      // Clients send the members in declaration order; comparing is cheaper than looking up.
      const isNext = next !== undefined && next.name === reader.value;
      const member = isNext ? next.member : findMember(binding.contract, shape, reader.value);
      if (isNext) expected++;
      readMember(binding, member, draft, isRoot);
    } catch (error) {
      record(binding, error);
      reader.skip();
      while (reader.depth > depth && reader.read());
    }
  } while (reader.read());
  // The text ended inside the object: one more error, and what was read so far stays.
  record(binding, badJson);
};

/** No member's name is as long as this. */
const TOO_LONG_NAME = 100;

/** By exact name, else ignoring the case of ASCII letters (P-json-name-turkish). */
const findMember = (contract: Contract, shape: Shape, name: string): Member | undefined => {
  if (name.length >= TOO_LONG_NAME) return undefined;
  return shape.jsonNames[contract.casing].get(name) ?? shape.byLowerName.get(name.replace(/[A-Z]+/g, lower));
};

const lower = (capitals: string): string => capitals.toLowerCase();

const readMember = (binding: Binding, member: Member | undefined, draft: Draft, isRoot: boolean): void => {
  const { contract, reader, seen } = binding;
  if (member === undefined) {
    if (reader.read()) reader.skip();
    return;
  }
  if (isRoot) seen.push(member.name);
  const wanted = wantedFor(member.kind);
  if (wanted === null) {
    if (!reader.read()) throw badJson;
  } else {
    reader.readScalar(wanted);
    if (reader.token === "none") throw badJson;
  }
  if (member.kind === "object") draft[member.name] = nestedValue(binding, member, draft);
  else if (member.kind !== "computed") draft[member.name] = jsonScalar(contract.enums, member, reader);
};

const nestedValue = (binding: Binding, member: ObjectMember, owner: Draft): Dto | null => {
  const held = owner[member.name];
  const existing = typeof held === "object" ? held : null;
  return objectValue(binding, member.shape, existing, false);
};
