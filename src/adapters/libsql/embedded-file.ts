// libSQL embedded in this process, each statement prepared once: the client for servers prepares at every use, and
// makes a row of hidden properties, which together cost more than the work itself.
import Libsql from "libsql";
import {
  type Database,
  DatabaseUnavailable,
  type Row,
  type Statement,
  sortedError,
  type Value,
} from "./database.ts";

/** More than the service has; a text that is new each time must not fill the memory. */
const MOST_PREPARED = 500;

/** With the 2 MiB that SQLite takes by itself, a large file's indexes are read from the disk again and again. */
const CACHE_KIB = 64 * 1024;

/**
 * 16 MiB of log before it goes into the file, instead of 4: a page that many writes change, as those of an index do, is
 * then copied less often. What is acknowledged is on the disk either way.
 */
const CHECKPOINT_PAGES = 4_000;

type Prepared = { readonly run: (args: readonly Value[]) => Row[] };

/**
 * Opens the file at `path` on one connection: statements are synchronous, so more would only wait for one another.
 * A write waits up to `busyTimeoutMs` for other processes.
 */
export function embeddedFile(path: string, busyTimeoutMs: number): Database {
  const prepared = new Map<string, Prepared>();
  let connection = connect(path, busyTimeoutMs);
  const close = (): void => {
    prepared.clear();
    connection.close();
  };

  const prepare = (sql: string): Prepared => {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    if (prepared.size >= MOST_PREPARED) prepared.clear();
    const statement = connection.prepare<Value[][]>(sql);
    const made = statement.reader ? reader(statement.raw(true)) : writer(statement);
    prepared.set(sql, made);
    return made;
  };

  const runOne = ({ sql, args }: Statement, index: number): Row[] => {
    try {
      return prepare(sql).run(args);
    } catch (error) {
      const sorted = sortedError(error, index);
      // One that found the file busy is still under way until it is collected, and no commit succeeds before that.
      if (sorted instanceof DatabaseUnavailable) {
        close();
        connection = connect(path, busyTimeoutMs);
      } else prepared.delete(sql);
      throw sorted;
    }
  };

  /** Not prepared: these do find the file busy, and are then over at once. */
  const execute = (sql: string): void => {
    try {
      connection.exec(sql);
    } catch (error) {
      throw sortedError(error, 0);
    }
  };

  const runAll = (statements: readonly Statement[], begin: string): Row[][] => {
    execute(begin);
    try {
      const rows = statements.map(runOne);
      execute("commit");
      return rows;
    } catch (error) {
      // Where SQLite has ended the transaction itself, or the connection is a new one, there is nothing to roll back.
      if (connection.inTransaction) connection.exec("rollback");
      throw error;
    }
  };

  return {
    read: async (statements) => {
      const [only, ...others] = statements;
      if (only !== undefined && others.length === 0) return [runOne(only, 0)];
      return runAll(statements, "begin deferred");
    },
    write: async (statements) => runAll(statements, "begin immediate"),
    close,
  };
}

function connect(path: string, busyTimeoutMs: number): Libsql.Database {
  const connection = new Libsql(path);
  connection.exec("pragma journal_mode = wal");
  connection.exec("pragma synchronous = full");
  connection.exec(`pragma busy_timeout = ${busyTimeoutMs}`);
  connection.exec(`pragma cache_size = -${CACHE_KIB}`);
  connection.exec(`pragma wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
  return connection;
}

function writer(statement: Libsql.Statement<Value[][]>): Prepared {
  return {
    run: (args) => {
      statement.run(args as Value[]);
      return [];
    },
  };
}

/** Rows as plain objects of one shape; a whole number that a JS number cannot hold is an error, never rounded. */
function reader(statement: Libsql.Statement<Value[][]>): Prepared {
  const names = statement.columns().map(({ name }) => name);
  const rowOf = (values: readonly Value[]): Row => {
    const row: Record<string, Value> = {};
    for (let at = 0; at < names.length; at += 1) {
      const [name = "", value = null] = [names[at], values[at]];
      if (typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value))
        throw new RangeError(`${name} holds a whole number that is too large`);
      row[name] = value;
    }
    return row;
  };
  return { run: (args) => (statement.all(args as Value[]) as Value[][]).map(rowOf) };
}
