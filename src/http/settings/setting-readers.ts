// Reads settings without a schema: building one would be a fifth of a cold start. Strict, and nothing of a value is shown.

/** The value as a `T`, or throws `WrongSetting`. `place` is where it stands: `API_KEYS.0.hash`. */
export type Reader<T> = (value: unknown, place: string) => T;

/** What is wrong with a setting: a place and words, never a value. */
export class WrongSetting extends Error {
  constructor(place: string, words: string) {
    super(`${place}: ${words}`);
    this.name = "WrongSetting";
  }
}

export function wrong(place: string, words: string): never {
  throw new WrongSetting(place, words);
}

/** A name inside a setting, unless it is so long that it could be a secret in the wrong place. */
const shown = (name: string): string => (name.length < 25 ? name : "(not shown)");

export const text: Reader<string> = (value, place) =>
  typeof value === "string" ? value : wrong(place, "Text is expected.");

/** Text that holds to a pattern. */
export const textLike =
  (pattern: RegExp, words: string): Reader<string> =>
  (value, place) => {
    const given = text(value, place);
    return pattern.test(given) ? given : wrong(place, words);
  };

/** Text that `read` turns into a value; null, or what it throws, is what is wrong with it. */
export const readBy =
  <T>(read: (given: string) => T | null, otherwise: string): Reader<T> =>
  (value, place) => {
    const given = text(value, place);
    try {
      return read(given) ?? wrong(place, otherwise);
    } catch (error) {
      return error instanceof WrongSetting ? raise(error) : wrong(place, wordsOf(error) ?? otherwise);
    }
  };

function raise(error: unknown): never {
  throw error;
}

/**
 * What our own readers say of a setting names its members; what the platform says of it (of JSON, of a zone) quotes it,
 * and nothing as long as a key may be shown.
 */
export function wordsOf(error: unknown): string | null {
  if (!(error instanceof Error) || error.name !== "Error") return null;
  return /\S{25}/.test(error.message) ? null : error.message;
}

export const oneOf =
  <const T extends string>(names: readonly T[]): Reader<T> =>
  (value, place) =>
    names.find((name) => name === value) ?? wrong(place, `One of these is expected: ${names.join(", ")}.`);

/** A whole number, as text; on Workers a variable may be a number itself. */
export const wholeNumber =
  (min: number, max: number): Reader<number> =>
  (value, place) => {
    const number = /^\d{1,9}$/.test(String(value)) ? Number(value) : Number.NaN;
    return number >= min && number <= max
      ? number
      : wrong(place, `A whole number from ${min} to ${max} is expected.`);
  };

export const listOf =
  <T>(read: Reader<T>): Reader<readonly T[]> =>
  (value, place) =>
    Array.isArray(value)
      ? value.map((item, at) => read(item, `${place}.${at}`))
      : wrong(place, "A list is expected.");

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Any names that hold to the pattern, each with a value of the same kind. */
export const recordOf =
  <T>(names: RegExp, read: Reader<T>): Reader<Readonly<Record<string, T>>> =>
  (value, place) => {
    if (!isObject(value)) return wrong(place, "An object is expected.");
    const read1 = ([name, own]: [string, unknown]): [string, T] =>
      names.test(name)
        ? [name, read(own, `${place}.${name}`)]
        : wrong(`${place}.${shown(name)}`, "There is no such name.");
    return Object.fromEntries(Object.entries(value).map(read1));
  };

/** What may be the name of a member; anything else could be a key in the wrong place. */
const MEMBER = /^[a-z]\w{0,19}$/i;

type Members<T extends object> = { readonly [K in keyof T]-?: Reader<Exclude<T[K], undefined>> };

/** An object with these members alone; those named as `optional` may be left out. */
export const objectOf =
  <T extends object>(members: Members<T>, optional: readonly (keyof T)[] = []): Reader<T> =>
  (value, place) => {
    if (!isObject(value)) return wrong(place, "An object is expected.");
    const names = Object.keys(members);
    const unknown = Object.keys(value).filter((name) => !names.includes(name));
    if (unknown.length > 0) {
      const told = unknown.filter((name) => MEMBER.test(name)).map((name) => ` ${name}`);
      const others = `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
      wrong(place, `there is no such member:${told.join() || " (not shown)"}; it has ${others}`);
    }
    const read: Record<string, unknown> = {};
    for (const name of names as (keyof T & string)[]) {
      if (Object.hasOwn(value, name)) read[name] = members[name](value[name], `${place}.${name}`);
      else if (!optional.includes(name)) wrong(`${place}.${name}`, "This field is required.");
    }
    return read as T;
  };

/** JSON text, and what it holds. */
export const jsonOf = <T>(read: Reader<T>): Reader<T> => {
  const parse = readBy<{ readonly value: unknown }>((given) => ({ value: JSON.parse(given) }), "not JSON");
  return (value, place) => read(parse(value, place).value, place);
};
