// Whether a database takes writes: asked by writing a row and taking it away again, in one transaction.
import type { Database } from "./database.ts";

/** SQLite's own table of counters: it is there in every database that has one, and no counter has this name. */
const NAME = "write-probe";

/** Also reads a table of ours, so that a database which is not migrated is found out. Throws `DatabaseUnavailable`. */
export async function probeWrite(database: Database): Promise<void> {
  await database.write([
    { sql: "select 1 from plans limit 1", args: [] },
    { sql: "insert into sqlite_sequence (name, seq) values (?, 0)", args: [NAME] },
    { sql: "delete from sqlite_sequence where name = ?", args: [NAME] },
  ]);
}
