// A throw-away copy of the tables that a bulk load looks at, so that a dry run does everything and changes nothing.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Database, Row } from "../../adapters/libsql/connection/database.ts";
import { migrateDatabase } from "../../adapters/libsql/connection/migrate.ts";
import { openFile } from "../../adapters/libsql/connection/open-file.ts";

const ROWS_A_TRIP = 2_000;
const CURSOR = "copy_cursor";

/** A row's values as JSON holds them exactly: our numbers are whole and below 2^53. */
const toJson = (row: Row): unknown[] =>
  Object.values(row).map((value) => (typeof value === "bigint" ? Number(value) : value));

async function copyTable(connect: () => Database, table: string, to: Database): Promise<void> {
  for (let after = 0; ; ) {
    const [rows = []] = await connect().read([
      {
        sql: `select rowid as ${CURSOR}, * from ${table} where rowid > ? order by rowid limit ${ROWS_A_TRIP}`,
        args: [BigInt(after)],
      },
    ]);
    const last = rows.at(-1);
    if (last === undefined) return;
    const [, ...names] = Object.keys(last);
    const values = names.map((_, index) => `value ->> ${index + 1}`).join(", ");
    await to.write([
      {
        sql: `insert into ${table} (${names.join(", ")}) select ${values} from json_each(?)`,
        args: [JSON.stringify(rows.map(toJson))],
      },
    ]);
    after = Number(last[CURSOR]);
  }
}

/** An embedded database in a temporary folder with these tables as they are now; `remove` when it is done with. */
export async function scratchCopy(
  connect: () => Database,
  tables: readonly string[],
): Promise<{ readonly database: Database; readonly remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), "receivables-edge-dry-run-"));
  const url = `file:${join(folder, "copy.db")}`;
  await migrateDatabase(url);
  const database = await openFile(url);
  const remove = () => {
    database.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    for (const table of tables) await copyTable(connect, table, database);
  } catch (error) {
    remove();
    throw error;
  }
  return { database, remove };
}
