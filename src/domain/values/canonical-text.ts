// One text per value: what is hashed and kept must not depend on the order in which an object was built.

/** Plain data: what canonical text can hold. A bigint is written as a string of decimal digits. */
export type Plain =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly Plain[]
  | { readonly [key: string]: Plain };

/**
 * JSON with members in code unit order, no white space, bigint as decimal strings. Throws on a number that is not a
 * safe integer and on anything that is no plain data: those are bugs, not input.
 */
export function canonicalText(value: Plain): string {
  switch (typeof value) {
    case "bigint":
      return `"${value}"`;
    case "string":
      return JSON.stringify(value);
    case "boolean":
      return String(value);
    case "number":
      if (!Number.isSafeInteger(value)) throw new TypeError(`no canonical text for the number ${value}`);
      return String(value);
    case "object":
      return value === null ? "null" : compoundText(value);
    default:
      throw new TypeError(`no canonical text for ${typeof value}`);
  }
}

type Members = { readonly [key: string]: Plain };

function compoundText(value: readonly Plain[] | Members): string {
  if (Array.isArray(value)) {
    // Most of a long event is one list of lines, which the platform writes alike and at once.
    if (value.every((item) => typeof item === "string")) return JSON.stringify(value);
    return `[${value.map(canonicalText).join(",")}]`;
  }
  const members = value as Members;
  // Without a comparison of its own, sort goes by code units.
  const names = Object.keys(members).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonicalText(members[name] as Plain)}`).join(",")}}`;
}
