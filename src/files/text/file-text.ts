// The bytes of a file as text: by its own mark or word for its encoding, else UTF-8, else what banks write when it is not.
import { err, ok, type Result } from "../../domain/values/result.ts";
import type { FileRefusal } from "../file-refusal.ts";
import type { Encoding, FileNote } from "../remittance.ts";

/** A file as it was received; text where somebody has decoded it already. */
export type FileInput = Uint8Array | string;

/** The most that is read of a file, in bytes; of text, in UTF-16 code units. */
export const MAX_FILE_BYTES = 128 * 1024 * 1024;

export type FileText = { readonly text: string; readonly notes: readonly FileNote[] };

const MARKS: readonly (readonly [Encoding, readonly number[]])[] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];

/** Bytes 80 to 9F, where Windows-1252 is not Latin-1; those that it leaves open stay the controls that they are. */
const WINDOWS =
  "\u20AC\x81\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\x8D\u017D\x8F" +
  "\x90\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\x9D\u017E\u0178";

/** Runtimes do not agree on these 32 bytes, so they are put right here. */
const asWindows = (text: string): string =>
  text.replace(/[\x80-\x9F]/g, (at) => WINDOWS[at.charCodeAt(0) - 0x80] ?? at);

/** Null for bytes that the encoding does not have. */
function decoded(bytes: Uint8Array, encoding: Encoding): string | null {
  if (encoding === "windows-1252") return asWindows(new TextDecoder("latin1").decode(bytes));
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * The text without a byte order mark. `declared` is what the file itself or whoever sends it says. Fails with FILE_EMPTY,
 * FILE_TOO_LARGE, ENCODING_UNREADABLE (for a NUL too, which is UTF-16 that does not say so, or no text).
 */
export function textOf(input: FileInput, declared?: Encoding): Result<FileText, FileRefusal> {
  const bytes = input.length;
  if (bytes > MAX_FILE_BYTES) return err({ tag: "FILE_TOO_LARGE", bytes, max: MAX_FILE_BYTES });
  if (typeof input === "string") return checked(input.replace(/^\uFEFF/, ""), "utf-8", []);
  const mark = MARKS.find(([, start]) => start.every((byte, at) => input[at] === byte))?.[0];
  const said = mark ?? declared;
  if (said !== undefined) return checked(decoded(input, said), said, []);
  const text = decoded(input, "utf-8");
  if (text !== null) return checked(text, "utf-8", []);
  const encoding = "windows-1252";
  return checked(decoded(input, encoding), encoding, [{ tag: "ENCODING_ASSUMED", encoding }]);
}

function checked(
  text: string | null,
  encoding: Encoding,
  notes: readonly FileNote[],
): Result<FileText, FileRefusal> {
  if (text?.includes("\0") !== false) return err({ tag: "ENCODING_UNREADABLE", encoding });
  return text.trim() === "" ? err({ tag: "FILE_EMPTY" }) : ok({ text, notes });
}

/** SHA-256 in hexadecimal; of text it is that of its UTF-8. */
export async function sha256Of(input: FileInput): Promise<string> {
  const bytes = typeof input === "string" ? new TextEncoder().encode(input) : new Uint8Array(input);
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
