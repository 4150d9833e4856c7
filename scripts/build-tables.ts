// `npm run tables` writes src/adapters/libsql/schema/tables.ts of the schema: what the statements and the readers need to
// know of it. To be run after every change of the schema; a test holds the two to one another.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { getTableColumns, getTableName, is } from "drizzle-orm";
import { SQLiteTable } from "drizzle-orm/sqlite-core";
import * as schema from "../src/adapters/libsql/schema/schema.ts";

const FILE = join(import.meta.dirname, "../src/adapters/libsql/schema/tables.ts");

const HEAD = `// The tables and their columns as statements and readers need them. Made of schema.ts by \`npm run tables\`;
// test/adapters/tables.test.ts holds the two to one another.
import { tableOf } from "./table.ts";
`;

/** How a value of the column is read: what SQLite has for booleans and for minor units is a number. */
function kindOf(dataType: string, columnType: string): "flag" | "minor" | "plain" {
  if (dataType === "boolean") return "flag";
  return columnType === "SQLiteCustomColumn" && dataType === "custom" ? "minor" : "plain";
}

/** The file's text. */
export function tablesText(): string {
  const tables = Object.entries(schema)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([name, table]) => {
      if (!is(table, SQLiteTable)) return [];
      const columns = Object.entries(getTableColumns(table)).map(([key, column]) => {
        const kind = column.getSQLType() === "text" ? "plain" : kindOf(column.dataType, column.columnType);
        return `  ${key}: ${kind === "plain" ? JSON.stringify(column.name) : `[${JSON.stringify(column.name)}, "${kind}"]`},\n`;
      });
      return [`\nexport const ${name} = tableOf("${getTableName(table)}", {\n${columns.join("")}});\n`];
    });
  return HEAD + tables.join("");
}

if (process.argv[1] === import.meta.filename) writeFileSync(FILE, tablesText());
