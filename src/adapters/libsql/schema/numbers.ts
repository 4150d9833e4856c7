// A condition on one of many numbers: they are bound as one JSON text, so that the statement is the same for any of them.
import { inArray, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { placeholder } from "./statement.ts";

/** The value to bind; null where there is no condition. */
export const numbersOf = (numbers: readonly number[] | null | undefined): string | null =>
  numbers === null || numbers === undefined ? null : JSON.stringify(numbers);

/** Whether the column is among the numbers bound as `name`. */
export const amongNumbers = (column: SQLiteColumn, name: string): SQL =>
  inArray(column, sql`(select value from json_each(${placeholder(name)}))`);

/** The same, and true where null is bound. */
export const amongNumbersIfAny = (column: SQLiteColumn, name: string): SQL =>
  sql`(${placeholder(name)} is null or ${amongNumbers(column, name)})`;
