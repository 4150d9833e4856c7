// libSQL embedded in this process, each statement prepared once: the client for servers prepares at every use, and
// makes a row of hidden properties, which together cost more than the work itself.
import type Libsql from "libsql";
import { StoreUnavailable } from "../../../domain/ports/store-errors.ts";
import { type Database, type Row, type Statement, sortedError, type Value } from "./database.ts";
import type { FileConnection } from "./file-connection.ts";
import { guardFile } from "./file-guard.ts";
import { FileTrouble, roomBeside } from "./file-mark.ts";
import { writeAndTakeBack } from "./write-probe.ts";

/** More than the service has; a text that is new each time must not fill the memory. */
const MOST_PREPARED = 500;

type Prepared = { readonly run: (args: readonly Value[]) => Row[] };

/** A database in a file, which can go away, be exchanged or be spoiled under us. */
export type FileDatabase = Database & {
  /** Grows by one whenever another file is opened at the path. */
  readonly generation: () => number;
  /** Brings the log into the file, so that the file alone is everything; false where another process was in the way. */
  readonly checkpoint: () => boolean;
  readonly checkPlace: () => Promise<void>;
};

/** Less than this for a log to grow into, and the next write may be the one that fails. */
const LEAST_ROOM_BYTES = 1024 * 1024;

/**
 * Opens the file at `path` on one connection: statements are synchronous, so more would only wait for one another.
 * A write waits up to `busyTimeoutMs` for other processes. `StoreUnavailable` with a `FileTrouble` inside where the
 * path does not name the opened file any more, or names no database; it is opened anew when there is one again.
 */
export function embeddedFile(path: string, busyTimeoutMs: number, cacheKib?: number): FileDatabase {
  const guard = guardFile(path, busyTimeoutMs, cacheKib);
  const prepared = new Map<string, Prepared>();
  let preparedOn: FileConnection | undefined;

  const prepare = (open: FileConnection, sql: string): Prepared => {
    if (preparedOn !== open || prepared.size >= MOST_PREPARED) prepared.clear();
    preparedOn = open;
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    const statement = open.libsql.prepare<Value[][]>(sql);
    const made = statement.reader ? reader(statement.raw(true)) : writer(statement);
    prepared.set(sql, made);
    return made;
  };

  const runOne = (open: FileConnection, { sql, args }: Statement, index: number): Row[] => {
    try {
      return prepare(open, sql).run(args);
    } catch (error) {
      const sorted = sortedError(error, index);
      // One that found the file busy is still under way until it is collected, and no commit succeeds before that.
      if (sorted instanceof StoreUnavailable) guard.drop();
      else prepared.delete(sql);
      throw sorted;
    }
  };

  /** Not prepared: these do find the file busy, and are then over at once. */
  const execute = (open: FileConnection, sql: string): void => {
    try {
      open.libsql.exec(sql);
    } catch (error) {
      throw sortedError(error, 0);
    }
  };

  const runAll = (open: FileConnection, statements: readonly Statement[], begin: string): Row[][] => {
    execute(open, begin);
    try {
      const rows = statements.map((statement, index) => runOne(open, statement, index));
      execute(open, "commit");
      return rows;
    } catch (error) {
      rollBack(open);
      throw error;
    }
  };

  let lastWriteFailed = false;
  const write = async (statements: readonly Statement[]): Promise<Row[][]> => {
    try {
      const open = guard.current();
      const rows = runAll(open, statements, "begin immediate");
      guard.confirm(open);
      lastWriteFailed = false;
      return rows;
    } catch (error) {
      if (error instanceof StoreUnavailable) lastWriteFailed = true;
      throw error;
    }
  };

  return {
    read: async (statements) => {
      const open = guard.current();
      const [only, ...others] = statements;
      if (only !== undefined && others.length === 0) return [runOne(open, only, 0)];
      return runAll(open, statements, "begin deferred");
    },
    write,
    checkPlace: async () => {
      if (roomBeside(path) < LEAST_ROOM_BYTES) throw new StoreUnavailable(new FileTrouble("DISK_FULL"));
      if (lastWriteFailed) await writeAndTakeBack({ write });
    },
    generation: guard.generation,
    checkpoint: guard.checkpoint,
    close: () => {
      prepared.clear();
      guard.close();
    },
  };
}

/** Where SQLite has ended the transaction itself, or the connection is closed, there is nothing to roll back. */
function rollBack({ libsql }: FileConnection): void {
  if (libsql.open && libsql.inTransaction) libsql.exec("rollback");
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
