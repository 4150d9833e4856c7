// What the statements know of the tables is the schema's: made of it, and bound and read as it says.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { getTableColumns } from "drizzle-orm";
import { expect, it } from "vitest";
import { tablesText } from "../../scripts/build-tables.ts";
import * as schema from "../../src/adapters/libsql/schema/schema.ts";
import { eq, placeholder, sql } from "../../src/adapters/libsql/schema/sql.ts";
import { prepare } from "../../src/adapters/libsql/schema/statement.ts";
import { rowReader } from "../../src/adapters/libsql/schema/table.ts";
import * as tables from "../../src/adapters/libsql/schema/tables.ts";
import { ROOT } from "../support/processes.ts";

it("the tables are those of the schema: `npm run tables` makes them", () => {
  const text = readFileSync(join(ROOT, "src/adapters/libsql/schema/tables.ts"), "utf8");
  expect(text).toBe(tablesText());
  expect(Object.keys(tables).toSorted()).toEqual(Object.keys(schema).toSorted());
});

it("a row is read as Drizzle would read it, column by column", () => {
  for (const [name, table] of Object.entries(schema)) {
    const columns = Object.entries(getTableColumns(table));
    const own = tables[name as keyof typeof tables];
    for (const given of [1, 0]) {
      const columnValue = (type: string) => (type === "text" ? `text ${given}` : given);
      const row = Object.fromEntries(
        columns.map(([, column]) => [column.name, columnValue(column.getSQLType())]),
      );
      const wanted = columns.map(([key, column]) => [key, column.mapFromDriverValue(row[column.name])]);
      expect(rowReader(own)(row), name).toEqual(Object.fromEntries(wanted));
    }
    const nothing = Object.fromEntries(columns.map(([key]) => [key, null]));
    expect(rowReader(own)({}), name).toEqual(nothing);
  }
});

it("a value travels once however often it stands, under the number of its place", () => {
  const select = prepare(
    () =>
      sql`select ${placeholder("b")}, ${placeholder("a")}, ${sql.join([placeholder("b"), placeholder("c")], sql.raw("; "))}`,
  );
  expect(select({ a: 1, b: "two", c: undefined })).toEqual({
    sql: "select ?1, ?2, ?1; ?3",
    args: ["two", 1n, null],
  });
  expect(() => select({ a: 1, b: 2 })).toThrow("a statement without its c");
});

it("what a statement says itself is written out, and a quote in it stays text", () => {
  const { contacts } = tables;
  const select = prepare(
    () => sql`select * from ${contacts} where ${eq(contacts.name, "O'Neil")} limit ${3}`,
  );
  expect(select()).toEqual({
    sql: `select * from "contacts" where "contacts"."name" = 'O''Neil' limit 3`,
    args: [],
  });
});
