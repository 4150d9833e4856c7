// Reads a file of the bulk load line by line: CSV with a header, or NDJSON. Nothing of it is held beyond one line.
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { CsvError, parse } from "csv-parse";
import { nearestName } from "../../http/request/query/nearest-name.ts";

/** The fields of a line by name, all text. */
export type Fields = {
  /** The text of a field; undefined where it is empty or missing. */
  readonly get: (name: string) => string | undefined;
  /** Whether the file has it for this line, be it empty: a field that is left out says nothing. */
  readonly has: (name: string) => boolean;
};

/** `number` counts from 1, the header included; of a record of several lines it is the last one's. */
export type Line = { readonly number: number } & ({ readonly fields: Fields } | { readonly problem: string });

/** The columns that a file may have, and those that it must have. */
export type Columns = { readonly known: readonly string[]; readonly required: readonly string[] };

/** A file that cannot be loaded at all. */
export class FileUnusable extends Error {}

function fieldsOf(entries: Iterable<readonly [string, string]>): Fields {
  const all = new Map(entries);
  return { get: (name) => all.get(name) || undefined, has: (name) => all.has(name) };
}

const MAX_CHARACTERS = 40;

/** Whether it looks like the name of a column. Of a file without a header the first line is data, and is not repeated. */
const isColumnName = (name: string): boolean =>
  name.length <= MAX_CHARACTERS && /^[a-z][a-z\d _-]*$/i.test(name) && name.replace(/\D/g, "").length <= 1;

const MAX_NAMED = 5;

/** `"refrence" (did you mean "reference"?), number 4`: the names that are not known, those that look like none by place. */
export function unknownNames(names: readonly string[], known: readonly string[]): string | null {
  const unknown = [...names.entries()].filter(([, name]) => !known.includes(name));
  if (unknown.length === 0) return null;
  const repeats = names.some((name) => known.includes(name));
  const said = unknown.slice(0, MAX_NAMED).map(([index, name]) => {
    if (!repeats || !isColumnName(name)) return `number ${index + 1}`;
    return `"${name}" (did you mean "${nearestName(name, known)}"?)`;
  });
  const more = unknown.length - said.length;
  return said.join(", ") + (more > 0 ? ` and ${more} more` : "");
}

function checkHeader(names: readonly string[], { known, required }: Columns): void {
  const unknown = unknownNames(names, known);
  if (unknown !== null) {
    throw new FileUnusable(`it has columns that are not known: ${unknown}; known are ${known.join(", ")}`);
  }
  const missing = required.filter((name) => !names.includes(name));
  if (missing.length > 0) throw new FileUnusable(`the columns ${missing.join(", ")} are missing`);
  if (new Set(names).size < names.length) throw new FileUnusable("a column is there twice");
}

async function* csvLines(
  path: string,
  columns: Columns,
  onBytes: (read: number) => void,
): AsyncGenerator<Line> {
  const file = createReadStream(path);
  const parser = file.pipe(
    parse({ bom: true, info: true, relax_column_count: true, skip_empty_lines: true, trim: true }),
  );
  file.once("error", (error) => parser.destroy(error));
  let names: readonly string[] | undefined;
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      onBytes(file.bytesRead);
      if (names === undefined) {
        checkHeader(record, columns);
        names = record;
      } else if (record.length === names.length) {
        yield {
          number: info.lines,
          fields: fieldsOf(names.map((name, index) => [name, record[index] ?? ""])),
        };
      } else {
        yield { number: info.lines, problem: `There are ${record.length} fields, not ${names.length}.` };
      }
    }
  } catch (error) {
    // The message of the parser quotes the text; its code does not.
    if (error instanceof CsvError) throw new FileUnusable(`it is no CSV from some line on (${error.code})`);
    throw error;
  }
  if (names === undefined) throw new FileUnusable("it has no header");
}

/** JSON members as text: a number as it is written, so that no amount passes through a float. */
function jsonFields(text: string, { known }: Columns): Fields | string {
  let value: unknown;
  try {
    value = JSON.parse(text, (_, member, context?: { readonly source?: string }) =>
      typeof member === "number" ? (context?.source ?? String(member)) : member,
    );
  } catch {
    return "This is no JSON.";
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return "This is no JSON object.";
  const members = Object.entries(value);
  const unknown = unknownNames(
    members.map(([name]) => name),
    known,
  );
  if (unknown !== null)
    return `It has members that are not known: ${unknown}; known are ${known.join(", ")}.`;
  const nested = members.find(([, member]) => typeof member === "object" && member !== null);
  if (nested !== undefined) return `The member ${nested[0]} is no text, number or boolean.`;
  return fieldsOf(members.map(([name, member]) => [name, member === null ? "" : String(member).trim()]));
}

async function* ndjsonLines(
  path: string,
  columns: Columns,
  onBytes: (read: number) => void,
): AsyncGenerator<Line> {
  const file = createReadStream(path);
  let number = 0;
  for await (const text of createInterface({ input: file, crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    onBytes(file.bytesRead);
    const bare = text.replace(/^\uFEFF/, "");
    if (bare.trim() === "") continue;
    const fields = jsonFields(bare, columns);
    yield typeof fields === "string" ? { number, problem: fields } : { number, fields };
  }
}

/**
 * The lines of a file; `.ndjson` and `.jsonl` are NDJSON, everything else is CSV. Throws `FileUnusable` for a header
 * that does not fit and for text that is no CSV. `onBytes` hears how much of the file was read.
 */
export function readLines(
  path: string,
  columns: Columns,
  onBytes: (read: number) => void,
): AsyncGenerator<Line> {
  return /\.(?:nd)?jsonl?$/i.test(path)
    ? ndjsonLines(path, columns, onBytes)
    : csvLines(path, columns, onBytes);
}
