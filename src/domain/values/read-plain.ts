// Reads parsed JSON back into typed data, strictly: every member named, none left over. The mirror of canonicalText.
import { type Currency, parseCurrency } from "./currency.ts";
import { type LocalDate, parseLocalDate } from "./local-date.ts";
import { err, ok, type Result } from "./result.ts";

/** The value as a `T`; throws a SyntaxError that names the place where the data is not one. */
export type Reader<T> = (value: unknown, place: string) => T;

/** Kept text that does not read back: it was damaged or changed. */
export type TextMalformed = { readonly tag: "TEXT_MALFORMED"; readonly reason: string };

/** Parses JSON text and reads it; a malformed text is an expected failure, anything else thrown is a bug. */
export function readText<T>(text: string, reader: Reader<T>): Result<T, TextMalformed> {
  try {
    return ok(reader(JSON.parse(text), "$"));
  } catch (error) {
    if (error instanceof SyntaxError) return err({ tag: "TEXT_MALFORMED", reason: error.message });
    throw error;
  }
}

export function malformed(place: string, wanted: string): never {
  throw new SyntaxError(`${place} is not ${wanted}`);
}

export const readString: Reader<string> = (value, place) =>
  typeof value === "string" ? value : malformed(place, "text");

export const readBoolean: Reader<boolean> = (value, place) =>
  typeof value === "boolean" ? value : malformed(place, "a boolean");

export const readInteger: Reader<number> = (value, place) =>
  Number.isSafeInteger(value) ? (value as number) : malformed(place, "an integer");

/** Decimal digits in a string, as canonical text writes a bigint. */
export const readBigint: Reader<bigint> = (value, place) =>
  typeof value === "string" && /^(?:0|-?[1-9]\d*)$/.test(value)
    ? BigInt(value)
    : malformed(place, "an integer in text");

export const readDate: Reader<LocalDate> = (value, place) => {
  const date = typeof value === "string" ? parseLocalDate(value) : null;
  return date !== null && date === value ? date : malformed(place, "a date");
};

export const readCurrency: Reader<Currency> = (value, place) =>
  parseCurrency(readString(value, place)) ?? malformed(place, "a currency");

export const oneOf =
  <T extends string>(...names: readonly T[]): Reader<T> =>
  (value, place) =>
    names.find((name) => name === value) ?? malformed(place, `one of ${names.join(", ")}`);

/** Just this number. */
export const only =
  <T extends number>(wanted: T): Reader<T> =>
  (value, place) =>
    value === wanted ? wanted : malformed(place, `${wanted}`);

export const orNull =
  <T>(reader: Reader<T>): Reader<T | null> =>
  (value, place) =>
    value === null ? null : reader(value, place);

export const listOf =
  <T>(reader: Reader<T>): Reader<readonly T[]> =>
  (value, place) =>
    Array.isArray(value)
      ? value.map((item, index) => reader(item, `${place}[${index}]`))
      : malformed(place, "a list");

/** An object with exactly these members; those named as `optional` may be left out. */
export function objectOf<T extends object>(
  members: { readonly [K in keyof T]-?: Reader<Required<T>[K]> },
  optional: readonly (keyof T)[] = [],
): Reader<T> {
  const names = Object.keys(members) as (keyof T & string)[];
  const required = names.filter((name) => !optional.includes(name));
  const readers = members as { readonly [name: string]: Reader<unknown> };
  return (value, place) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      return malformed(place, "an object");
    }
    const source = value as { readonly [name: string]: unknown };
    const given = Object.keys(source);
    if (given.length < required.length || given.length > names.length) {
      return malformed(place, `just ${names.join(", ")}`);
    }
    for (const name of required) {
      if (!Object.hasOwn(source, name)) return malformed(`${place}.${name}`, "there");
    }
    const read: Record<string, unknown> = {};
    for (const name of given) {
      const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
      if (reader === undefined) return malformed(place, `just ${names.join(", ")}`);
      read[name] = reader(source[name], `${place}.${name}`);
    }
    return read as T;
  };
}
