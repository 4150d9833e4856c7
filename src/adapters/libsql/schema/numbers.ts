// A condition on one of many numbers: they are bound as one JSON text, so that the statement is the same for any of them.
import { type Column, placeholder, type SQL, sql } from "./sql.ts";

/** The value to bind; null where there is no condition. */
export const numbersOf = (numbers: readonly number[] | null | undefined): string | null =>
  numbers === null || numbers === undefined ? null : JSON.stringify(numbers);

/** Whether the column is among the numbers bound as `name`. */
export const amongNumbers = (column: Column, name: string): SQL =>
  sql`${column} in (select value from json_each(${placeholder(name)}))`;

/** The same, and true where null is bound. */
export const amongNumbersIfAny = (column: Column, name: string): SQL =>
  sql`(${placeholder(name)} is null or ${amongNumbers(column, name)})`;
