// A database with the migrated schema whose tables have their columns the other way round, as one has that was made by
// other hands: everything in it has the same name.
import { join } from "node:path";
import Libsql from "libsql";
import { migrateDatabase } from "../../src/adapters/libsql/connection/migrate.ts";
import { openFile } from "../../src/adapters/libsql/connection/open-file.ts";
import { emptyTables, type TestDatabase, temporaryFolder } from "./libsql.ts";

type Made = { readonly type: "table" | "index"; readonly name: string; readonly sql: string };

export async function startReorderedDatabase(): Promise<TestDatabase> {
  const folder = temporaryFolder();
  const [model, path] = [join(folder.path, "model.db"), join(folder.path, "reordered.db")];
  await migrateDatabase(`file:${model}`);
  makeReordered(model, path);
  const url = `file:${path}`;
  const database = await openFile(url);
  return {
    url,
    database,
    connect: () => openFile(url),
    empty: async () => void (await emptyTables(database)),
    stop: async () => {
      database.close();
      folder.remove();
    },
  };
}

function makeReordered(model: string, path: string): void {
  const [from, to] = [new Libsql(model), new Libsql(path)];
  const made = from
    .prepare<[]>("select type, name, sql from sqlite_schema where sql is not null order by type = 'index'")
    .all() as Made[];
  for (const { type, name, sql } of made) {
    if (name.startsWith("sqlite_")) continue;
    // What the migrations keep of themselves is in no order of ours.
    to.exec(type === "table" && !name.startsWith("__") ? turned(sql) : sql);
  }
  from.close();
  to.close();
}

/** The `create table` with its columns in reverse, and then what it says of the table as a whole. */
function turned(sql: string): string {
  const [begin, end] = [sql.indexOf("(") + 1, sql.lastIndexOf(")")];
  const parts = partsOf(sql.slice(begin, end));
  const isColumn = (part: string): boolean => /^[`"]/.test(part);
  const columns = parts.filter(isColumn).reverse();
  return `${sql.slice(0, begin)}${[...columns, ...parts.filter((part) => !isColumn(part))].join(", ")})`;
}

/** What the commas outside of parentheses divide. */
function partsOf(text: string): readonly string[] {
  const parts: string[] = [""];
  let depth = 0;
  for (const character of text) {
    depth += character === "(" ? 1 : character === ")" ? -1 : 0;
    if (character === "," && depth === 0) parts.push("");
    else parts.push(`${parts.pop()}${character}`);
  }
  return parts.map((part) => part.trim());
}
