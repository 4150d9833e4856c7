// Bytes to text: charsets and byte order marks, as .NET's readers of JSON and of XML take them. Null: not in the charset.

import type { Charset } from "../negotiate/negotiate.ts";

type Decoder = InstanceType<typeof TextDecoder>;

const decoder = (label: string, fatal: boolean): Decoder =>
  new TextDecoder(label, { fatal, ignoreBOM: true });

const utf8 = decoder("utf-8", true);
const utf16 = decoder("utf-16le", true);
const looseUtf16 = decoder("utf-16le", false);
const looseUtf16BigEndian = decoder("utf-16be", false);

const decode = (charset: Decoder, bytes: Uint8Array): string | null => {
  try {
    return charset.decode(bytes);
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
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return decode(utf8, bytes.subarray(3));
  if (startsWith(bytes, 0xff, 0xfe)) return decode(looseUtf16, bytes.subarray(2));
  if (startsWith(bytes, 0xfe, 0xff)) return decode(looseUtf16BigEndian, bytes.subarray(2));
  return decode(charset === "utf-16" ? utf16 : utf8, bytes);
};

/**
 * XmlDictionaryReader's view: the charset is fixed beforehand, and a mark of another one is an error
 * (P-xml-utf16-nocharset).
 */
export const decodeXmlText = (bytes: Uint8Array, charset: Charset): string | null => {
  if (charset === "utf-16") {
    return decode(utf16, startsWith(bytes, 0xff, 0xfe) ? bytes.subarray(2) : bytes);
  }
  return decode(utf8, startsWith(bytes, 0xef, 0xbb, 0xbf) ? bytes.subarray(3) : bytes);
};
