// What every reader does around its own work: text of the bytes before, the header with the digest after.
import type { Currency } from "../domain/values/currency.ts";
import { ok, type Result } from "../domain/values/result.ts";
import type { FileRefusal } from "./file-refusal.ts";
import {
  controlsOf,
  type Encoding,
  type FileNote,
  type ReadFile,
  type RemittanceLine,
} from "./remittance.ts";
import { type FileInput, sha256Of, textOf } from "./text/file-text.ts";

/** What came of a file: all of it in the one form, or why not. */
export type FileOutcome = Result<ReadFile, FileRefusal>;

/** What a reader of one format makes of the text; the lines are numbered afterwards. */
export type Content = {
  readonly source: string;
  readonly account: string;
  readonly currency: Currency;
  readonly lines: readonly Omit<RemittanceLine, "no">[];
  readonly notes: readonly FileNote[];
};

/** Reads a file by the reader of its format. Expected failures are values; nothing in a file makes this throw. */
export async function readFile(
  input: FileInput,
  encoding: Encoding | undefined,
  contentOf: (text: string) => Result<Content, FileRefusal>,
): Promise<FileOutcome> {
  const read = textOf(input, encoding);
  if (!read.ok) return read;
  const content = contentOf(read.value.text);
  if (!content.ok) return content;
  const { source, account, currency, notes } = content.value;
  const lines = content.value.lines.map((line, index) => ({ no: index + 1, ...line }));
  return ok({
    header: { source, account, currency, controls: controlsOf(lines), sha256: await sha256Of(input) },
    lines,
    notes: [...read.value.notes, ...notes],
  });
}
