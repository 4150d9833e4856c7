// A DTO is described once, as a table of members; every reader, writer and TypeScript type comes from that table.

/** What a member holds. A trailing `?` means the .NET type is nullable. */
export type ScalarKind =
  | "int32"
  | "int32?"
  | "string"
  | "decimal"
  | "decimal?"
  | "dateTime"
  | "dateTime?"
  | "bool";

export interface ScalarMember<Name extends string = string, Kind extends ScalarKind = ScalarKind> {
  readonly name: Name;
  readonly kind: Kind;
}

/** An enumeration travels as a number (JSON) or a name (XML, form); `table` names its table in the contract. */
export interface EnumMember<Name extends string = string> {
  readonly name: Name;
  readonly kind: "enum";
  readonly table: string;
}

/** `typed` writes i:type in XML, as DataContractSerializer does when the declared type is an interface. */
export interface ObjectMember<Name extends string = string, Nested extends Shape = Shape> {
  readonly name: Name;
  readonly kind: "object";
  readonly shape: Nested;
  readonly typed: boolean;
}

/** A read-only member that only JSON answers carry; what a client sends for it is ignored. */
export interface ComputedMember<Name extends string = string> {
  readonly name: Name;
  readonly kind: "computed";
  readonly compute: (owner: Readonly<Record<string, WireValue>>) => string;
}

export type Member = ScalarMember | EnumMember | ObjectMember | ComputedMember;

export type WireValue = string | number | boolean | null | { readonly [member: string]: WireValue };

export type Casing = "pascal" | "camel";

/** What readers and writers look up in a table, prepared once. */
export interface LookUps {
  /** In ordinal order of names, computed members left out: the order of XML. */
  readonly xmlMembers: readonly Exclude<Member, ComputedMember>[];
  readonly jsonNames: Readonly<Record<Casing, ReadonlyMap<string, Member>>>;
  /** The same in declaration order. */
  readonly ordered: Readonly<Record<Casing, readonly { readonly name: string; readonly member: Member }[]>>;
  /** By ASCII lower-case name: .NET's OrdinalIgnoreCase never folds another character into ASCII. */
  readonly byLowerName: ReadonlyMap<string, Member>;
  readonly byXmlName: ReadonlyMap<string, Exclude<Member, ComputedMember>>;
  /** The members that a body can carry, in declaration order. */
  readonly storedNames: readonly string[];
  /** What .NET's constructor leaves in every member: copied for each DTO that is read. */
  readonly initial: Readonly<Record<string, WireValue>>;
}

/** A DTO's table. Its look-ups are made when the first body is read or written by it. */
export interface Shape<Members extends readonly Member[] = readonly Member[]> extends LookUps {
  readonly name: string;
  readonly namespace: string;
  /** In declaration order: the order of JSON. */
  readonly members: Members;
}

interface ScalarTypes {
  int32: number;
  "int32?": number | null;
  string: string | null;
  decimal: string;
  "decimal?": string | null;
  dateTime: string;
  "dateTime?": string | null;
  bool: boolean;
}

type MemberType<M extends Member> =
  M extends ScalarMember<string, infer Kind>
    ? ScalarTypes[Kind]
    : M extends EnumMember
      ? string | null
      : M extends ObjectMember<string, infer Nested>
        ? DtoOf<Nested> | null
        : never;

type Stored<M> = M extends ComputedMember ? never : M;

/**
 * The TypeScript type of a shape: integers are numbers, decimals text with their scale, dates text with their offset,
 * enumerations the table's name (null when missing), nested objects null when missing.
 */
export type DtoOf<S extends Shape> = {
  readonly [M in Stored<S["members"][number]> as M["name"]]: MemberType<M>;
};

/** The names of a shape's members that a request can carry. */
export type MemberName<S extends Shape> = Stored<S["members"][number]>["name"];

const scalar =
  <const Kind extends ScalarKind>(kind: Kind) =>
  <const N extends string>(name: N): ScalarMember<N, Kind> => ({ name, kind });

export const int32 = scalar("int32");
export const nullableInt32 = scalar("int32?");
export const text = scalar("string");
export const decimal = scalar("decimal");
export const nullableDecimal = scalar("decimal?");
export const dateTime = scalar("dateTime");
export const nullableDateTime = scalar("dateTime?");
export const bool = scalar("bool");
export const enumeration = <const N extends string>(name: N, table: string): EnumMember<N> => ({
  name,
  kind: "enum",
  table,
});
export const nested = <const N extends string, S extends Shape>(name: N, shape: S): ObjectMember<N, S> => ({
  name,
  kind: "object",
  shape,
  typed: false,
});
export const typedObject = <const N extends string, S extends Shape>(
  name: N,
  shape: S,
): ObjectMember<N, S> => ({ name, kind: "object", shape, typed: true });
export const computed = <const N extends string>(
  name: N,
  compute: ComputedMember["compute"],
): ComputedMember<N> => ({ name, kind: "computed", compute });

/**
 * Json.NET's camel case: the leading run of capitals is lowered, but not the last capital before a small letter
 * (`BUID` -> `buid`, `CRNNumber` -> `crnNumber`, `DateUtc` -> `dateUtc`). Source: docs/wire.md "Bodies out".
 */
export const camelCase = (name: string): string => {
  let end = 0;
  while (end < name.length && isUpper(name, end)) {
    if (end > 0 && end + 1 < name.length && !isUpper(name, end + 1)) break;
    end++;
  }
  return name.slice(0, end).toLowerCase() + name.slice(end);
};

const isUpper = (name: string, at: number): boolean => {
  const char = name.charAt(at);
  return char !== char.toLowerCase();
};
