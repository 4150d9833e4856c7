// The rows of a mapped CSV, each with its fields by the names of their columns.
import { err, ok, type Result } from "../../domain/values/result.ts";
import type { FileRefusal } from "../file-refusal.ts";
import { type CsvRecord, csvRecords } from "./csv-records.ts";
import type { CsvMapping } from "./mapping.ts";

export type Row = { readonly record: CsvRecord; readonly at: (column: string) => string };

/** The rows after the header. Fails where a column of the mapping is missing or a row has not as many fields. */
export function rowsOf(text: string, mapping: CsvMapping): Result<readonly Row[], FileRefusal> {
  const { skip = 0, header = true, delimiter = "," } = mapping;
  const read = csvRecords(withoutLines(text, skip), delimiter);
  if (!read.ok) return read;
  const [first, ...others] = read.value;
  if (first === undefined) return err({ tag: "FILE_EMPTY" });
  const names = header ? first.fields : first.fields.map((_, index) => String(index + 1));
  const wanted = columnsOf(mapping);
  const missing = wanted.filter((name) => names.filter((one) => one === name).length !== 1);
  if (missing.length > 0) return err({ tag: "COLUMNS_MISSING", columns: missing });
  const places = new Map(names.map((name, index) => [name, index]));
  const rows: Row[] = [];
  for (const { line, fields } of header ? others : read.value) {
    const isLong = fields.length > names.length && fields.slice(names.length).some((field) => field !== "");
    if (fields.length < names.length || isLong) {
      const found = fields.length;
      return err({ tag: "LINE_WIDTH", line: line + skip, unit: "fields", expected: names.length, found });
    }
    const record = { line: line + skip, fields };
    rows.push({ record, at: (column) => fields[places.get(column) ?? -1] ?? "" });
  }
  return ok(rows);
}

/** The text after so many lines. */
function withoutLines(text: string, count: number): string {
  const end = /\r\n|\r|\n/g;
  for (let left = count; left > 0; left -= 1) if (end.exec(text) === null) return "";
  return text.slice(end.lastIndex);
}

/** The columns that the mapping names. */
function columnsOf({ date, amount, kind, total, ...mapping }: CsvMapping): readonly string[] {
  const { reference, payer, bankId, narrative, originalId, reason } = mapping;
  const kindColumn = typeof kind === "object" ? kind.column : undefined;
  const amounts: readonly (string | undefined)[] =
    typeof amount === "string" ? [amount] : Object.values(amount);
  return [
    date.column,
    ...amounts,
    kindColumn,
    total?.column,
    reference,
    payer,
    bankId,
    narrative,
    originalId,
    reason,
  ].filter((name) => name !== undefined);
}
