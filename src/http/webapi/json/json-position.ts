// Where in a JSON document a reader stands: the open containers, and the path that names the place in an error.

import { cut, MAX_NAME_LENGTH, MAX_PATH_LENGTH } from "../bounded.ts";
import { escaped } from "./json-escape.ts";

export type Container = "object" | "array";

export interface Position {
  readonly container: Container;
  /** The member last named in an object. */
  name: string;
  /** The index last reached in an array; -1 before the first. */
  index: number;
}

/** Json.NET quotes names that hold any of these. */
const QUOTED_NAME = /[. '/"[\]()\t\n\r\f\b\\\u0085\u2028\u2029]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must be escaped.
const ESCAPED = /['\\\u0000-\u001f\u0085\u2028\u2029]/g;

/**
 * Json.NET's path, as the client spelled the names: `created.dateUtc`, `Foo[0][1]`, `['odd name']`. A long name is cut,
 * and the path ends where it is longer than any that is shown.
 */
export const pathOf = (positions: readonly Position[]): string => {
  let path = "";
  for (const { container, name, index } of positions) {
    if (path.length > MAX_PATH_LENGTH) break;
    const shown = cut(name, MAX_NAME_LENGTH);
    if (container === "array") path += `[${index}]`;
    else if (QUOTED_NAME.test(shown)) path += `['${escaped(shown, ESCAPED)}']`;
    else path += path === "" ? shown : `.${shown}`;
  }
  return path;
};
