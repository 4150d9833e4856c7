// One connection to an embedded file, opened as the service needs it, and how to part from it.
import { unlinkSync } from "node:fs";
import Libsql from "libsql";
import { FileTrouble, stat } from "./file-mark.ts";

/** With the 2 MiB that SQLite takes by itself, a large file's indexes are read from the disk again and again. */
export const CACHE_KIB = 64 * 1024;

/**
 * Log that is gathered before the commit that passes it brings it into the file: 4 MiB, some 10 ms in which nobody else
 * has a turn. Four times as much copies a page that many writes change a little less often, but is 45 ms at a stretch,
 * where nothing may take more than 50 (S5). What is acknowledged is on the disk either way.
 */
const CHECKPOINT_PAGES = 1_000;

const COLUMNS = `select m.name || '.' || c.name as name from sqlite_schema m, pragma_table_info(m.name) c
  where m.type = 'table'`;

export type FileConnection = {
  readonly libsql: Libsql.Database;
  /** Of the log and of its index, which lie beside the file; undefined where there is none yet. */
  readonly logInode: bigint | undefined;
  readonly indexInode: bigint | undefined;
  /** Every table's columns, as `table.column`. */
  readonly columns: ReadonlySet<string>;
};

/**
 * Opens the file, and makes it where there is none. A write waits up to `busyTimeoutMs` for other processes. Where it
 * has not all of the `wanted` columns it is another service's: FILE_NOT_OURS, and nothing in it is changed.
 */
export function connectFile(
  path: string,
  busyTimeoutMs: number,
  cacheKib: number,
  wanted: ReadonlySet<string> = new Set(),
): FileConnection {
  const libsql = new Libsql(path);
  try {
    libsql.exec(`pragma busy_timeout = ${busyTimeoutMs}`);
    const columns = new Set(libsql.prepare<[]>(COLUMNS).all().map(nameOf));
    if (!columns.isSupersetOf(wanted)) throw new FileTrouble("FILE_NOT_OURS");
    libsql.exec("pragma journal_mode = wal");
    libsql.exec("pragma synchronous = full");
    libsql.exec(`pragma cache_size = -${cacheKib}`);
    libsql.exec(`pragma wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    // Reading makes SQLite open the log.
    libsql.exec("select 1 from sqlite_schema limit 1");
    return { libsql, logInode: stat(logOf(path))?.ino, indexInode: stat(indexOf(path))?.ino, columns };
  } catch (error) {
    libsql.close();
    throw error;
  }
}

const nameOf = (row: unknown): string => String((row as { name: unknown }).name);

export const logOf = (path: string): string => `${path}-wal`;
const indexOf = (path: string): string => `${path}-shm`;

/** Brings the whole log into the file, so that the file alone is everything; false where another process was in the way. */
export function checkpoint({ libsql }: FileConnection): boolean {
  const [row] = libsql.prepare<[]>("pragma wal_checkpoint(truncate)").all();
  return (row as { busy?: unknown } | undefined)?.busy === 0;
}

/**
 * Parts from a file that another one has taken the place of. Its log goes into it first, wherever it is now, and away
 * from the path: a log that lies beside a file it is not of would be taken for that file's. False where it cannot be
 * done yet.
 */
export function leaveReplaced(path: string, connection: FileConnection): boolean {
  if (!checkpoint(connection)) return false;
  connection.libsql.close();
  removeOwn(logOf(path), connection.logInode);
  removeOwn(indexOf(path), connection.indexInode);
  return true;
}

function removeOwn(path: string, inode: bigint | undefined): void {
  if (inode !== undefined && stat(path)?.ino === inode) unlinkSync(path);
}
