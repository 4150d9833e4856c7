// The tokens that a JSON reader tells apart, and what their first characters say.

import type { Container } from "./json-position.ts";

export type Token =
  | "none"
  | "startObject"
  | "startArray"
  | "endObject"
  | "endArray"
  | "name"
  | "number"
  | "string"
  | "boolean"
  | "null"
  | "undefined";

type Bracket = "{" | "}" | "[" | "]";

export const BRACKETS: Readonly<Record<Bracket, { readonly token: Token; readonly container: Container }>> = {
  "{": { token: "startObject", container: "object" },
  "}": { token: "endObject", container: "object" },
  "[": { token: "startArray", container: "array" },
  "]": { token: "endArray", container: "array" },
};

/** How a scalar member asks for its value: it decides which first characters are refused on sight. */
export type Wanted = "number" | "text" | "date" | "boolean";

export const LITERALS = { t: "true", f: "false", n: "null" } as const;

/** JavaScript's words for what JSON has no word for, by their first character. */
export const WORDS: Readonly<Record<string, string>> = {
  N: "NaN",
  I: "Infinity",
  "-": "-Infinity",
  u: "undefined",
};

/** Whether Json.NET would begin to read a number here; RFC 8259 has none that begins with a point. */
export const isNumberStart = (char: string): boolean =>
  char === "-" || char === "." || (char >= "0" && char <= "9");
