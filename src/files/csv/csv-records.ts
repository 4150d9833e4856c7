// CSV as banks write it: a quote may stand bare within a text, as in `DE DEC"D CUST`.
import { CsvError, parse } from "csv-parse/sync";
import { err, ok, type Result } from "../../domain/values/result.ts";
import type { FileRefusal } from "../file-refusal.ts";
import { MAX_LINES } from "../text/text-lines.ts";

export type CsvRecord = {
  /** From 1; of a record of several lines it is the last one's. */
  readonly line: number;
  /** Without the blanks around them. */
  readonly fields: readonly string[];
};

export const DELIMITERS = [",", ";", "\t", "|"] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** A quoted text with a bare quote in it keeps its outer quotes when it is read: they are taken off here. */
function unquoted(field: string): string {
  const text = field.trim();
  const isQuoted = text.length > 1 && text.startsWith('"') && text.endsWith('"');
  return isQuoted ? text.slice(1, -1).trim() : text;
}

/** The records that are not blank. Fails with CSV_MALFORMED, where a quote is not closed, and TOO_MANY_LINES. */
export function csvRecords(
  text: string,
  delimiter: Delimiter = ",",
): Result<readonly CsvRecord[], FileRefusal> {
  let records: readonly { readonly record: readonly string[]; readonly info: { readonly lines: number } }[];
  try {
    records = parse(text, {
      ...{ delimiter, info: true, relax_quotes: true, relax_column_count: true, skip_empty_lines: true },
      // Blanks before a quote. Behind one they would make a bare quote an error; of tabs each is a field's end.
      ...{ ltrim: delimiter !== "\t", to: MAX_LINES + 1 },
    }) as unknown as typeof records;
  } catch (error) {
    // The message of the parser quotes the text; its place does not.
    if (error instanceof CsvError) return err({ tag: "CSV_MALFORMED", line: Number(error.lines ?? 1) });
    throw error;
  }
  if (records.length > MAX_LINES) return err({ tag: "TOO_MANY_LINES", max: MAX_LINES });
  return ok(
    records
      .map(({ record, info }) => ({ line: info.lines, fields: record.map(unquoted) }))
      .filter(({ fields }) => fields.some((field) => field !== "" && field !== "\u001A")),
  );
}
