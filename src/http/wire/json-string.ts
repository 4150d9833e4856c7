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
const HEX4 = /^[0-9a-fA-F]{4}$/;

/**
 * Reads from just after the opening quote. Raw control characters are taken as they are (P-json-str-raw-*); a lone
 * surrogate escape becomes U+FFFD (D-json-str-lone-low). `end` of a failed scan is where Json.NET's reader would stand.
 */
export const scanString = (text: string, start: number): StringScan => {
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return { ok: true, value: text.slice(start, at), end: at + 1 };
    if (code === BACKSLASH) return scanEscaped(text, start, at);
  }
  return { ok: false, end: text.length };
};

const scanEscaped = (text: string, start: number, firstEscape: number): StringScan => {
  const pieces: string[] = [];
  let copied = start;
  let at = firstEscape;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      pieces.push(text.slice(copied, at));
      return { ok: true, value: pieces.join("").toWellFormed(), end: at + 1 };
    }
    if (code !== BACKSLASH) {
      at++;
      continue;
    }
    if (copied < at) pieces.push(text.slice(copied, at));
    const letter = text[at + 1];
    if (letter === undefined) return { ok: false, end: at + 1 };
    const simple = SIMPLE[letter];
    if (simple !== undefined) {
      pieces.push(simple);
      at += 2;
    } else if (letter === "u") {
      const hex = text.slice(at + 2, at + 6);
      if (!HEX4.test(hex)) return { ok: false, end: at + 2 };
      pieces.push(String.fromCharCode(Number.parseInt(hex, 16)));
      at += 6;
    } else {
      return { ok: false, end: at + 2 };
    }
    copied = at;
  }
  return { ok: false, end: text.length };
};
