// Reads a JSON string's characters, escapes resolved the way Json.NET resolves them.

/** Where the string ended (after its quote) and what it held; or where reading broke off. */
export type StringScan =
  | { readonly ok: true; readonly value: string; readonly end: number }
  | { readonly ok: false; readonly end: number };

const SIMPLE: Readonly<Record<string, string>> = {
  b: "\b",
  t: "\t",
  n: "\n",
  f: "\f",
  r: "\r",
  "\\": "\\",
  '"': '"',
  "'": "'",
  "/": "/",
};

const QUOTE = 34;
const BACKSLASH = 92;
const SMALL_U = 117;
const HEX4 = /^[0-9a-fA-F]{4}$/;

/**
 * Reads from just after the opening quote. Raw control characters are taken as they are (P-json-str-raw-*); a lone
 * surrogate escape becomes U+FFFD (D-json-str-lone-low). `end` of a failed scan is where Json.NET's reader would stand.
 */
export const scanString = (text: string, start: number): StringScan => {
  let escaped = false;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const raw = text.slice(start, at);
      return { ok: true, value: escaped ? unescaped(raw).toWellFormed() : raw, end: at + 1 };
    }
    if (code !== BACKSLASH) continue;
    escaped = true;
    const letter = text[at + 1];
    if (letter === undefined) return { ok: false, end: at + 1 };
    if (letter.charCodeAt(0) !== SMALL_U) {
      if (SIMPLE[letter] === undefined) return { ok: false, end: at + 2 };
      at++;
    } else {
      if (!HEX4.test(text.slice(at + 2, at + 6))) return { ok: false, end: at + 2 };
      at += 5;
    }
  }
  return { ok: false, end: text.length };
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what JSON.parse refuses.
const OURS_ALONE = /[\u0000-\u001f]|\\'/;
const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g;

/** The characters that a string's text stands for; every escape in it is known to be one. */
const unescaped = (raw: string): string => {
  // The platform reads it many times faster, where it reads it at all.
  if (!OURS_ALONE.test(raw)) return JSON.parse(`"${raw}"`) as string;
  return raw.replace(ESCAPE, (_, hex: string | undefined, letter: string | undefined) =>
    hex === undefined ? (SIMPLE[letter ?? ""] ?? "") : String.fromCharCode(Number.parseInt(hex, 16)),
  );
};
