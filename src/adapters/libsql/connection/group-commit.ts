// Writes that wait for the same disk go to it together: on an embedded file the commit is most of what a write costs.
import { StoreUnavailable } from "../../../domain/ports/store-errors.ts";
import type { Database, Row, Statement } from "./database.ts";

type Waiting = {
  readonly statements: readonly Statement[];
  readonly resolve: (rows: Row[][]) => void;
  readonly reject: (error: unknown) => void;
};

/** More would keep the first of them waiting for long. */
const MOST_AT_ONCE = 64;
/** Characters of what they write, beside those of the last one: some 20 ms, for which everybody waits. */
const MOST_TEXT_AT_ONCE = 256 * 1024;

const textOf = ({ statements }: Waiting): number =>
  statements
    .flatMap(({ args }) => args)
    .reduce<number>((sum, value) => sum + (typeof value === "string" ? value.length : 0), 0);

/** The first of them that go together. */
function firstGroup(waiting: readonly Waiting[]): readonly Waiting[] {
  let text = 0;
  const end = waiting.findIndex((one, index) => {
    if (index === MOST_AT_ONCE || text > MOST_TEXT_AT_ONCE) return true;
    text += textOf(one);
    return false;
  });
  return end < 0 ? waiting : waiting.slice(0, end);
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * The same database, but writes that are asked for close together share a transaction. Each is still
 * all or none, and is told of only when it is on the disk: where one of them breaks a constraint, nothing of the
 * shared transaction was kept, and each is done again in one of its own.
 */
export function groupingWrites<T extends Database>(database: T): T {
  let waiting: Waiting[] = [];

  const writeEach = async (group: readonly Waiting[]): Promise<void> => {
    for (const [index, { statements, resolve, reject }] of group.entries()) {
      if (index > 0) await nextTurn();
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
      if (!(error instanceof StoreUnavailable)) return writeEach(group);
      for (const { reject } of group) reject(error);
    }
    return undefined;
  };

  const flush = async (): Promise<void> => {
    let rest: readonly Waiting[] = waiting;
    waiting = [];
    while (rest.length > 0) {
      const group = firstGroup(rest);
      rest = rest.slice(group.length);
      await writeTogether(group);
      if (rest.length > 0) await nextTurn();
    }
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
