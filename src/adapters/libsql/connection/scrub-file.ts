// Takes erased bytes out of an embedded database file: SQLite only marks what it deletes as free.
import Libsql from "libsql";
import { filePathOf } from "./file-folder.ts";

/**
 * Writes the file of a `file:` URL anew from what is in it, and empties its log, so that neither holds what was deleted
 * or overwritten before. False where somebody else was using the file all the time of `busyTimeoutMs`: then what was
 * erased can still be in free pages or in the log, and this is to be done again.
 */
export function scrubFile(url: string, busyTimeoutMs: number): boolean {
  const connection = new Libsql(filePathOf(url));
  try {
    connection.exec(`pragma busy_timeout = ${busyTimeoutMs}`);
    connection.exec("pragma secure_delete = on");
    connection.exec("vacuum");
    const row = connection.prepare("pragma wal_checkpoint(truncate)").raw(true).get() as unknown;
    return Array.isArray(row) && Number(row[0]) === 0;
  } catch (error) {
    if (error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_BUSY"))
      return false;
    throw error;
  } finally {
    connection.close();
  }
}
