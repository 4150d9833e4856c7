// Writes that wait for the same disk go to it together: on an embedded file the commit is most of what a write costs.
import { type Database, DatabaseUnavailable, type Row, type Statement } from "./database.ts";

type Waiting = {
  readonly statements: readonly Statement[];
  readonly resolve: (rows: Row[][]) => void;
  readonly reject: (error: unknown) => void;
};

/** More would keep the first of them waiting for long. */
const MOST_AT_ONCE = 64;

/**
 * The same database, but writes that are asked for close together share a transaction. Each is still
 * all or none, and is told of only when it is on the disk: where one of them breaks a constraint, nothing of the
 * shared transaction was kept, and each is done again in one of its own.
 */
export function groupingWrites<T extends Database>(database: T): T {
  let waiting: Waiting[] = [];

  const writeEach = async (group: readonly Waiting[]): Promise<void> => {
    for (const { statements, resolve, reject } of group) {
      await database.write(statements).then(resolve, reject);
    }
  };

  const writeTogether = async (group: readonly Waiting[]): Promise<void> => {
    if (group.length === 1) return writeEach(group);
    try {
      const rows = await database.write(group.flatMap(({ statements }) => statements));
      let at = 0;
      for (const { statements, resolve } of group) {
        resolve(rows.slice(at, at + statements.length));
        at += statements.length;
      }
    } catch (error) {
      // A database that is busy or gone is so for all of them.
      if (!(error instanceof DatabaseUnavailable)) return writeEach(group);
      for (const { reject } of group) reject(error);
    }
    return undefined;
  };

  const flush = async (): Promise<void> => {
    const all = waiting;
    waiting = [];
    for (let at = 0; at < all.length; at += MOST_AT_ONCE)
      await writeTogether(all.slice(at, at + MOST_AT_ONCE));
  };

  // One more turn of the event loop lets in the requests that arrived during this one; the commit takes far longer.
  return {
    ...database,
    write: (statements) =>
      new Promise((resolve, reject) => {
        waiting.push({ statements, resolve, reject });
        if (waiting.length === 1) setImmediate(setImmediate, () => void flush());
      }),
  };
}
