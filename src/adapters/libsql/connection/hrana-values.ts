// Values and rows as libSQL servers write them in JSON (Hrana 2): whole numbers and bytes are texts there.
import type { Row, Value } from "./database.ts";

/** A value in a request or an answer; what it has besides its type goes with that. */
export type Cell = { readonly type: string; readonly value?: unknown; readonly base64?: unknown };
export type StatementResult = {
  readonly cols: readonly { readonly name?: unknown }[];
  readonly rows: readonly (readonly Cell[])[];
};

/** A number is a float for the server, whatever it is; what is to be a whole number is a bigint. */
export function cellOf(value: Value): Cell {
  if (value === null) return { type: "null" };
  if (typeof value === "string") return { type: "text", value };
  if (typeof value === "bigint") return { type: "integer", value: String(value) };
  if (value instanceof ArrayBuffer) return { type: "blob", base64: base64Of(value) };
  if (Number.isFinite(value)) return { type: "float", value };
  throw new RangeError("only finite numbers can be bound");
}

/** Whole numbers become JS numbers; one that a JS number cannot hold is an error, never rounded. */
function readCell({ type, value, base64 }: Cell): Value {
  if (type === "null") return null;
  if (type === "text" && typeof value === "string") return value;
  if (type === "float" && typeof value === "number") return value;
  if (type === "integer" && typeof value === "string" && Number.isSafeInteger(Number(value)))
    return Number(value);
  if (type === "blob" && typeof base64 === "string") return bytesOf(base64);
  throw new RangeError(`the server gave a value of type ${type} that cannot be read`);
}

/** Rows by the names of their columns; of two columns of one name the first is read. */
export function rowsOf({ cols, rows }: StatementResult): Row[] {
  const names = cols.map(({ name }) => (typeof name === "string" ? name : ""));
  return rows.map((cells) => {
    if (cells.length !== names.length) throw new RangeError("the server gave a row of another length");
    const row: Record<string, Value> = {};
    for (const [at, name] of names.entries()) {
      const cell = cells[at];
      if (cell !== undefined && !Object.hasOwn(row, name)) row[name] = readCell(cell);
    }
    return row;
  });
}

const base64Of = (bytes: ArrayBuffer): string =>
  btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(""));

const bytesOf = (base64: string): ArrayBuffer =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)).buffer;
