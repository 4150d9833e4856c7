// Compiles a Drizzle query to SQL once, at its first use; a request then only binds values to it.
import {
  fillPlaceholders,
  getTableColumns,
  type InferSelectModel,
  type Query,
  type SQL,
  sql,
} from "drizzle-orm";
import {
  QueryBuilder,
  SQLiteAsyncDialect,
  SQLiteDeleteBase,
  SQLiteInsertBuilder,
  type SQLiteTable,
  SQLiteUpdateBuilder,
} from "drizzle-orm/sqlite-core";
import type { Row, Statement, Value } from "../connection/database.ts";

const dialect = new SQLiteAsyncDialect();
/** Queries are only built here, never run: no builder asks for its session. */
const NO_SESSION = undefined as never;
const queries = new QueryBuilder(dialect);

/** Drizzle's builders without its database object, whose drivers and relational queries would go along for nothing. */
export const build = {
  insert: <T extends SQLiteTable>(table: T) =>
    new SQLiteInsertBuilder<T, "async", unknown>(table, NO_SESSION, dialect),
  delete: <T extends SQLiteTable>(table: T) =>
    new SQLiteDeleteBase<T, "async", unknown>(table, NO_SESSION, dialect),
  update: <T extends SQLiteTable>(table: T) =>
    new SQLiteUpdateBuilder<T, "async", unknown>(table, NO_SESSION, dialect),
  select: queries.select.bind(queries) as QueryBuilder["select"],
};

/** A named value of a query, bound at each request. */
export const placeholder = (name: string): SQL => sql`${sql.placeholder(name)}`;

/** How many rows a page's query reads: bound as `rows`, one more than the page holds (`pageOf`). */
export const rowLimit = sql.placeholder("rows");

/** A query in SQL of our own, where the builder has no words for it; for `prepare`. */
export const written = (query: SQL): { toSQL(): Query } => ({ toSQL: () => dialect.sqlToQuery(query) });

/**
 * A query with `placeholder(name)` in it, to a function from those names' values to a statement. Building and compiling
 * all of them at start-up would be most of the Worker's start, so each waits until it is wanted.
 */
export function prepare(
  query: () => { toSQL(): Query },
): (values?: Readonly<Record<string, unknown>>) => Statement {
  let compiled: Query | undefined;
  return (values = {}) => {
    compiled ??= query().toSQL();
    return { sql: compiled.sql, args: fillPlaceholders(compiled.params, { ...values }).map(toArgument) };
  };
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

/** A reader of the table's rows: database column names and values to the schema's names and types. */
export function rowReader<T extends SQLiteTable>(table: T): (row: Row) => InferSelectModel<T> {
  const columns = Object.entries(getTableColumns(table));
  return (row) => {
    const model: Record<string, unknown> = {};
    for (const [key, column] of columns) {
      const value = row[column.name];
      model[key] = value === null || value === undefined ? null : column.mapFromDriverValue(value);
    }
    return model as InferSelectModel<T>;
  };
}
