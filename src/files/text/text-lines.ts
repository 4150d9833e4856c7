// The lines of a file, whatever ends them, and the fields of fixed-width ones by their columns.
import { err, ok, type Result } from "../../domain/values/result.ts";
import type { FileRefusal } from "../file-refusal.ts";

/** Twice what the largest billers get in a day. */
export const MAX_LINES = 1_000_000;

/** What DOS ends a file with. */
const END_OF_FILE = "\u001A";

/** `number` counts from 1, blank lines included. */
export type TextLine = { readonly number: number; readonly text: string };

/** The lines that are not blank; a mark of the end of the file (1A) is blank too. Fails with TOO_MANY_LINES. */
export function linesOf(text: string): Result<readonly TextLine[], FileRefusal> {
  const lines: TextLine[] = [];
  let number = 0;
  for (const { 0: line } of text.matchAll(/[^\r\n]+|\r\n|\r|\n/g)) {
    if (line === "\r\n" || line === "\n" || line === "\r") {
      number += 1;
      continue;
    }
    if (line.trim() === "" || line.trim() === END_OF_FILE) continue;
    if (lines.length === MAX_LINES) return err({ tag: "TOO_MANY_LINES", max: MAX_LINES });
    lines.push({ number: number + 1, text: line });
  }
  return lines.length === 0 ? err({ tag: "FILE_EMPTY" }) : ok(lines);
}

/** The characters from column `from` to column `to`, both counted from 1 and included. */
export const columns = ({ text }: TextLine, from: number, to: number): string => text.slice(from - 1, to);

/** The same without the blanks around it; undefined where there is nothing else. */
export const trimmed = (line: TextLine, from: number, to: number): string | undefined =>
  columns(line, from, to).trim() || undefined;

/**
 * Whether a line has all its columns. Of a record whose end is filler the filler may be left out: it has then `bare`
 * columns. Null when it fits.
 */
export function misfit(line: TextLine, width: number, bare?: number): FileRefusal | null {
  const { length } = line.text;
  if (length === width || (length === bare && !line.text.endsWith(" "))) return null;
  return { tag: "LINE_WIDTH", line: line.number, unit: "characters", expected: width, found: length };
}
