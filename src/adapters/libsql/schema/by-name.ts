// Columns by their names alone: a table that was made another way has them in another order, and is the same table.
import { type Column, nameOf, placeholder, type SQL, sql, type Table } from "./sql.ts";
import { prepare } from "./statement.ts";

const listOf = (parts: readonly (SQL | Column)[]): SQL => sql.join(parts, sql.raw(", "));

/** Every column of the table, for a select. */
export const columnsOf = (table: Table): SQL => listOf(Object.values(table));

/** The row whose id is bound as `id`. */
export const selectById = (table: Table & { readonly id: Column }) =>
  prepare(() => sql`select ${columnsOf(table)} from ${table} where ${table.id} = ${placeholder("id")}`);

/** Every column of the table, as it is after a write. */
export const returningAll = (table: Table): SQL => sql`returning ${listOf(Object.values(table).map(nameOf))}`;

/** What becomes of a row that is there already, by these columns: it takes the others as they were to be inserted. */
export const elseUpdate = (by: readonly Column[], taken: readonly Column[]): SQL =>
  sql`on conflict (${listOf(by.map(nameOf))}) do update set ${listOf(
    taken.map((column) => sql`${nameOf(column)} = excluded.${nameOf(column)}`),
  )}`;

/** By the schema's names; what is left out stays, or is null, or what the table has for it. */
type Values<T extends Table> = { readonly [Name in keyof T]?: SQL };

const given = <T extends Table>(table: T, values: Values<T>) =>
  Object.entries(table).flatMap(([name, column]) => {
    const value = values[name];
    return value === undefined ? [] : [{ column, value }];
  });

type InsertSelect<T extends Table> = {
  readonly into: T;
  /** What goes before the select: `with …`. */
  readonly after?: SQL;
  readonly values: Values<T>;
  /** What follows the values: `from …`, `where …`, and what becomes of a conflict. */
  readonly rest?: SQL;
};

/** `insert into … select …`; for `prepare`. */
export function insertSelect<T extends Table>(insert: InsertSelect<T>): SQL {
  const { into, after = sql``, values, rest = sql`` } = insert;
  const all = given(into, values);
  const names = listOf(all.map(({ column }) => nameOf(column)));
  return sql`insert into ${into} (${names}) ${after} select ${listOf(all.map(({ value }) => value))} ${rest}`;
}

/** `update … set …`, up to what says which rows. */
export const updateSet = <T extends Table>(table: T, values: Values<T>): SQL =>
  sql`update ${table} set ${listOf(
    given(table, values).map(({ column, value }) => sql`${nameOf(column)} = ${value}`),
  )}`;
