// Bytes to text: charsets and byte order marks, as .NET's readers of JSON and of XML take them. Null: not in the charset.

import type { Charset } from "./negotiate.ts";

const decode = (label: string, bytes: Uint8Array, fatal: boolean): string | null => {
  try {
    return new TextDecoder(label, { fatal, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
};

const startsWith = (bytes: Uint8Array, ...mark: readonly number[]): boolean =>
  mark.every((byte, at) => bytes[at] === byte);

/**
 * A StreamReader's view: a byte order mark overrides the charset and is dropped, once. Without one the charset must fit
 * exactly; with a UTF-16 one broken pairs become U+FFFD. Source: *-json-bom*, *-json-utf16*, *-json-bad-utf8-*.
 */
export const decodeJsonText = (bytes: Uint8Array, charset: Charset): string | null => {
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return decode("utf-8", bytes.subarray(3), true);
  if (startsWith(bytes, 0xff, 0xfe)) return decode("utf-16le", bytes.subarray(2), false);
  if (startsWith(bytes, 0xfe, 0xff)) return decode("utf-16be", bytes.subarray(2), false);
  return decode(charset === "utf-16" ? "utf-16le" : "utf-8", bytes, true);
};

/**
 * XmlDictionaryReader's view: the charset is fixed beforehand, and a mark of another one is an error
 * (P-xml-utf16-nocharset).
 */
export const decodeXmlText = (bytes: Uint8Array, charset: Charset): string | null => {
  if (charset === "utf-16") {
    return decode("utf-16le", startsWith(bytes, 0xff, 0xfe) ? bytes.subarray(2) : bytes, true);
  }
  return decode("utf-8", startsWith(bytes, 0xef, 0xbb, 0xbf) ? bytes.subarray(3) : bytes, true);
};
