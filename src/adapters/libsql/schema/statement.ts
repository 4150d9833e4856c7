// Compiles a query to SQL once, at its first use; a request then only binds values to it.
import type { Statement, Value } from "../connection/database.ts";
import { type Compiled, compile, placeholder, type SQL } from "./sql.ts";

/** How many rows a page's query reads: bound as `rows`, one more than the page holds (`pageOf`). */
export const rowLimit = placeholder("rows");

/**
 * A statement of the query's SQL and of the values for its placeholders, each of which must be given. It is built and
 * compiled at its first use: all of them at start-up would be a good part of the Worker's start.
 */
export function prepare(query: () => SQL): (values?: Readonly<Record<string, unknown>>) => Statement {
  let compiled: Compiled | undefined;
  return (values = {}) => {
    compiled ??= compile(query());
    return { sql: compiled.text, args: compiled.names.map((name) => argumentOf(values, name)) };
  };
}

function argumentOf(values: Readonly<Record<string, unknown>>, name: string): Value {
  if (!(name in values)) throw new Error(`a statement without its ${name}`);
  return toArgument(values[name]);
}

/** A JS number would travel as a float (and land in TEXT columns as "5.0"), so whole numbers go as bigints. */
function toArgument(value: unknown): Value {
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw new Error("only whole numbers are stored as numbers");
    return BigInt(value);
  }
  if (typeof value === "boolean") return value ? 1n : 0n;
  return (value ?? null) as Value;
}
