// A table of the schema as statements and readers need it: its columns by their names, and how each one's value is read.
import type { Row, Value } from "../connection/database.ts";
import type { Column } from "./sql.ts";

/** The column's name in the database; and where its value is not read as it is: minor units, a flag of 0 and 1. */
type Declared = string | readonly [name: string, kind: "minor" | "flag"];

/** How the values of a table's columns are read, by the columns' names in the schema. */
const READERS = new WeakMap<object, readonly (readonly [key: string, name: string, kind: string])[]>();

export function tableOf<const C extends Readonly<Record<string, Declared>>>(
  table: string,
  columns: C,
): { readonly [K in keyof C]: Column } {
  const declared = Object.entries<Declared>(columns).map(([key, column]) =>
    typeof column === "string" ? ([key, column, "plain"] as const) : ([key, ...column] as const),
  );
  const made = Object.fromEntries(declared.map(([key, name]) => [key, { table, name }]));
  READERS.set(made, declared);
  return made as { readonly [K in keyof C]: Column };
}

function readValue(kind: string, value: Value | undefined): unknown {
  if (value === null || value === undefined) return null;
  if (kind === "minor") return BigInt(value as number);
  return kind === "flag" ? Number(value) === 1 : value;
}

/** A reader of the table's rows: database column names and values to the schema's names and types, which are `M`. */
export function rowReader<M>(table: object): (row: Row) => M {
  const columns = READERS.get(table) ?? [];
  return (row) => {
    const model: Record<string, unknown> = {};
    for (const [key, name, kind] of columns) model[key] = readValue(kind, row[name]);
    return model as M;
  };
}
