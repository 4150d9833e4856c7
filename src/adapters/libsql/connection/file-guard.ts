// Keeps the connection to an embedded file honest: the file can be deleted, exchanged or spoiled under a running service.
import { StoreUnavailable } from "../../../domain/ports/store-errors.ts";
import {
  CACHE_KIB,
  checkpoint,
  connectFile,
  type FileConnection,
  leaveReplaced,
  logOf,
} from "./file-connection.ts";
import { FileTrouble, type FileTroubleCode, markFile, stat } from "./file-mark.ts";

/** A file that could not be used is left alone for so long; what is under way with it fails meanwhile. */
const REST_MS = 250;

type FileGuard = {
  /** The connection, while it is one to the file that the path names; else throws `StoreUnavailable`. */
  readonly current: () => FileConnection;
  /** Throws unless what was just committed is in the file that the path names, and in the log beside it. */
  readonly confirm: (open: FileConnection) => void;
  /** Parts from the connection; the next use opens another one to the same file. */
  readonly drop: () => void;
  /** Grows by one whenever another file is opened at the path. */
  readonly generation: () => number;
  /** Brings the log into the file, so that the file alone is everything; false where another process was in the way. */
  readonly checkpoint: () => boolean;
  readonly close: () => void;
};

const away = (code: FileTroubleCode): StoreUnavailable => new StoreUnavailable(new FileTrouble(code));

/** Opens the file at `path`, made if need be. Once it is open, nothing is ever made where nothing is. */
export function guardFile(path: string, busyTimeoutMs: number, cacheKib = CACHE_KIB): FileGuard {
  const first = connectFile(path, busyTimeoutMs, cacheKib);
  let last = first;
  let connection: FileConnection | null = first;
  let mark = markFile(path);
  let generation = 1;
  let closed = false;
  let rest: { readonly until: number; readonly error: unknown } | null = null;

  const drop = (): void => {
    connection?.libsql.close();
    connection = null;
  };

  /** Remembers for a while why the file cannot be used. */
  const resting = (error: unknown): unknown => {
    rest = { until: performance.now() + REST_MS, error };
    return error;
  };

  const connectAgain = (): FileConnection => {
    const there = stat(path);
    if (there === undefined) throw away("FILE_MISSING");
    if (there.ino !== mark?.inode) {
      // A log that was left beside it is of the file before; SQLite would take it for this one's.
      const log = stat(logOf(path));
      if (log !== undefined && log.ino === last.logInode && log.size > 0n) throw away("FILE_OVERWRITTEN");
      mark?.abandon();
      mark = markFile(path);
      generation += 1;
    }
    last = connectFile(path, busyTimeoutMs, cacheKib, first.columns);
    return last;
  };

  const reopen = (): FileConnection => {
    if (rest !== null && performance.now() < rest.until) throw rest.error;
    try {
      connection = connectAgain();
      rest = null;
      return connection;
    } catch (error) {
      throw resting(error instanceof StoreUnavailable ? error : new StoreUnavailable(error));
    }
  };

  const leave = (open: FileConnection): unknown => {
    if (rest !== null && performance.now() < rest.until) return rest.error;
    try {
      if (leaveReplaced(path, open)) connection = null;
    } catch {
      // The file before is broken as well: its log has nowhere to go and stays where it is.
      drop();
    }
    // What waits to be written was made of the file before: it fails within this time.
    return resting(away("FILE_REPLACED"));
  };

  return {
    current: () => {
      if (closed) throw away("FILE_CLOSED");
      const open = connection ?? reopen();
      const found = mark?.look() ?? "missing";
      if (found === "same") return open;
      if (found === "missing") throw away("FILE_MISSING");
      if (found === "replaced") throw leave(open);
      const verdict = mark?.judge() ?? "FILE_MISSING";
      if (verdict !== "database") throw away(verdict);
      // Another process brought its log in, or somebody wrote into the file: what is in memory may be of before.
      open.libsql.exec("pragma shrink_memory");
      return open;
    },
    confirm: (open) => {
      mark?.remember();
      const found = mark?.look() ?? "missing";
      if (found === "missing") throw away("FILE_MISSING");
      if (found === "replaced") throw away("FILE_REPLACED");
      if (stat(logOf(path))?.ino === open.logInode) return;
      // The log is gone from its place, but is still in our hands.
      checkpoint(open);
      drop();
      throw away("LOG_REPLACED");
    },
    drop,
    generation: () => generation,
    checkpoint: () => connection !== null && checkpoint(connection),
    close: () => {
      closed = true;
      drop();
    },
  };
}
