// Columns by their names alone: a table that was made another way has them in another order, and is the same table.
import { getTableColumns, type InferInsertModel, type Query, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import { placeholder, prepare, written } from "./statement.ts";

const listOf = (parts: readonly SQL[]): SQL => sql.join([...parts], sql.raw(", "));

/** Where a column is given a value or told back it stands without its table. */
const nameOf = (column: SQLiteColumn): SQL => sql`${sql.identifier(column.name)}`;

/** Every column of the table, for a select. */
export const columnsOf = (table: SQLiteTable): SQL =>
  listOf(Object.values(getTableColumns(table)).map((column) => sql`${column}`));

/** The row whose id is bound as `id`. */
export const selectById = (table: SQLiteTable & { readonly id: SQLiteColumn }) =>
  prepare(() =>
    written(sql`select ${columnsOf(table)} from ${table} where ${table.id} = ${placeholder("id")}`),
  );

/** Every column of the table, as it is after a write. */
export const returningAll = (table: SQLiteTable): SQL =>
  sql`returning ${listOf(Object.values(getTableColumns(table)).map(nameOf))}`;

/** What becomes of a row that is there already, by these columns: it takes the others as they were to be inserted. */
export const elseUpdate = (by: readonly SQLiteColumn[], taken: readonly SQLiteColumn[]): SQL =>
  sql`on conflict (${listOf(by.map(nameOf))}) do update set ${listOf(
    taken.map((column) => sql`${nameOf(column)} = excluded.${nameOf(column)}`),
  )}`;

type InsertSelect<T extends SQLiteTable> = {
  readonly into: T;
  /** What goes before the select: `with …`. */
  readonly after?: SQL;
  /** By the schema's names; what is left out is null, or what the table has for it. */
  readonly values: { readonly [Name in keyof InferInsertModel<T>]: SQL };
  /** What follows the values: `from …`, `where …`, and what becomes of a conflict. */
  readonly rest?: SQL;
};

/** `insert into … select …`; for `prepare`. */
export function insertSelect<T extends SQLiteTable>(insert: InsertSelect<T>): { toSQL(): Query } {
  const { into, after = sql``, rest = sql`` } = insert;
  const values: Readonly<Record<string, SQL | undefined>> = insert.values;
  const given = Object.entries(getTableColumns(into)).flatMap(([name, column]) => {
    const value = values[name];
    return value === undefined ? [] : [{ column, value }];
  });
  const names = listOf(given.map(({ column }) => nameOf(column)));
  return written(
    sql`insert into ${into} (${names}) ${after} select ${listOf(given.map(({ value }) => value))} ${rest}`,
  );
}
