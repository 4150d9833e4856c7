// Forms to a DTO, as Web API's model binder does: one error a member, and the message names the value sent.

import { bound, type Decoded, type Draft, Errors, nothing, unreadable } from "../body/decoded.ts";
import { cut, MAX_NAME_LENGTH } from "../bounded.ts";
import type { Contract } from "../contract.ts";
import { readScalar, type ScalarParsers } from "../values/read-scalar.ts";
import {
  type FormRefusal,
  parseBoolean,
  parseEnumText,
  parseFormDate,
  parseFormDecimal,
  parseFormInteger,
} from "../values/scalars.ts";
import type { Member, Shape, WireValue } from "../values/shape.ts";
import { parseForm } from "./form-data.ts";

type Fields = ReadonlyMap<string, readonly string[]>;

interface Binding {
  readonly fields: Fields;
  /** What fields are named like, up to a point or bracket: `created` of `created.username`. */
  readonly owners: ReadonlySet<string>;
  readonly contract: Contract;
  readonly errors: Errors;
}

/**
 * Reads a form. A body without a field binds nothing; one with only unknown fields binds the defaults (D-form-json-body).
 * Source: docs/wire.md "Form in"; cases *-form-*.
 */
export const decodeForm = (contract: Contract, shape: Shape, bytes: Uint8Array): Decoded => {
  const fields = parseForm(bytes);
  if (fields === null) return unreadable;
  if (fields.size === 0) return nothing;
  const binding: Binding = { fields, owners: ownersOf(fields), contract, errors: new Errors() };
  const value = bindObject(binding, shape, "");
  if (binding.errors.any) return binding.errors.toDecoded();
  const seen = shape.storedNames.filter((name) => isGiven(binding, name));
  return bound(shape, value, seen);
};

/** DTOs are nested so deep at most: further owners in a field's name are nobody's. */
const MAX_OWNERS = 4;
const OWNER_END = /[.[]/g;

const ownersOf = (fields: Fields): ReadonlySet<string> => {
  const owners = new Set<string>();
  for (const field of fields.keys()) {
    OWNER_END.lastIndex = 0;
    for (let count = 0; count < MAX_OWNERS && OWNER_END.test(field); count++) {
      owners.add(field.slice(0, OWNER_END.lastIndex - 1));
    }
  }
  return owners;
};

/** Whether a field has this name or begins with it: ContainsPrefix. */
const isGiven = ({ fields, owners }: Binding, name: string): boolean => {
  const lowered = name.toLowerCase();
  return fields.has(lowered) || owners.has(lowered);
};

/** `prefix` is "" or the owner's path with its point, as declared: `Created.`. */
const bindObject = (binding: Binding, shape: Shape, prefix: string): Draft => {
  const draft: Draft = { ...shape.initial };
  for (const member of shape.members) bindMember(binding, member, prefix, draft);
  return draft;
};

const bindMember = (binding: Binding, member: Member, prefix: string, draft: Draft): void => {
  const { contract, errors, fields } = binding;
  const path = prefix + member.name;
  if (member.kind === "computed") return;
  if (member.kind === "object") {
    if (isGiven(binding, path)) draft[member.name] = bindObject(binding, member.shape, `${path}.`);
    return;
  }
  const values = fields.get(path.toLowerCase());
  const first = values?.[0];
  if (values === undefined || first === undefined) return;
  if (first.trim() === "") {
    // Blank is null, and null is an error where .NET's type has no null.
    if (member.kind === "string" || member.kind.endsWith("?")) draft[member.name] = null;
    else errors.add(path, "A value is required.");
    return;
  }
  const parsed = readScalar(FROM_FORM, contract.enums, member, first);
  if (parsed.ok) draft[member.name] = parsed.value;
  else if (parsed.why === "overflow") errors.add(path);
  else errors.add(path, `The value '${shownValues(values)}' is not valid for ${member.name}.`);
};

/** As the original shows them, but no more than fits an answer. */
const shownValues = (values: readonly string[]): string =>
  cut(values.slice(0, MAX_NAME_LENGTH).join(","), MAX_NAME_LENGTH);

type Parsed =
  | { readonly ok: true; readonly value: WireValue }
  | { readonly ok: false; readonly why: FormRefusal };

const accepted = (value: WireValue): Parsed => ({ ok: true, value });
const orMalformed = (value: WireValue): Parsed =>
  value === null ? { ok: false, why: "format" } : accepted(value);
const orRefused = (value: string | number): Parsed =>
  value === "format" || value === "overflow" ? { ok: false, why: value } : accepted(value);

const FROM_FORM: ScalarParsers<Parsed> = {
  integer: (text) => orRefused(parseFormInteger(text)),
  decimal: (text) => orRefused(parseFormDecimal(text)),
  date: (text) => orRefused(parseFormDate(text)),
  boolean: (text) => orMalformed(parseBoolean(text)),
  enumeration: (table, text) => orMalformed(parseEnumText(table, text)),
  string: accepted,
};
