// Characters of JSON texts as Json.NET escapes them.

const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  "'": "\\'",
  "\\": "\\\\",
  "\b": "\\b",
  "\t": "\\t",
  "\n": "\\n",
  "\f": "\\f",
  "\r": "\\r",
};

/** The text with each character that the pattern finds escaped: in short where there is a short form, else by its number. */
export const escaped = (text: string, pattern: RegExp): string =>
  text.replace(pattern, (char) => SHORT[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
