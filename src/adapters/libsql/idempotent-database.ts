// A database for one request with an Idempotency-Key: looks the key up with its first read, claims it with its write.
import type { Claim, EarlierUse } from "../../domain/values/idempotency.ts";
import { ConstraintBroken, type Database, type Row, type Statement } from "./database.ts";
import {
  deleteOlder,
  dropIdleClaim,
  insertClaim,
  noteEvent,
  selectUse,
  toEarlierUse,
} from "./idempotency-statements.ts";

/** Longer than a day, so that a key is good for at least 24 hours. */
const KEPT_FOR_MS = 48 * 3_600_000;

/** The key was used before; nothing of this request was written. */
export class KeyUsedBefore extends Error {
  readonly use: EarlierUse;
  constructor(use: EarlierUse) {
    super("the idempotency key was used before");
    this.name = "KeyUsedBefore";
    this.use = use;
  }
}

/**
 * The same database, but its first read also looks the key up and its first write also claims it, in the same trips
 * and in the write's own batch; a batch without an event leaves the key unused. Either throws `KeyUsedBefore` where the key was used, and then writes nothing.
 */
export function claiming(database: Database, claim: Claim): Database {
  let lookedUp = false;
  let claimed = false;

  const refuseUsed = (found: readonly Row[]): void => {
    lookedUp = true;
    if (found[0] !== undefined) throw new KeyUsedBefore(toEarlierUse(found[0]));
  };

  const writeClaimed = async (statements: readonly Statement[]): Promise<Row[][]> => {
    const before = new Date(Date.parse(claim.at) - KEPT_FOR_MS).toISOString();
    const mine = [deleteOlder({ before }), insertClaim(claim)];
    const after = [noteEvent(claim), dropIdleClaim(claim)];
    try {
      const results = await database.write([...mine, ...statements, ...after]);
      claimed = true;
      return results.slice(mine.length, -after.length);
    } catch (error) {
      if (!(error instanceof ConstraintBroken)) throw error;
      const index = error.statementIndex - mine.length;
      if (index >= 0) throw new ConstraintBroken(index, error);
      const [found = []] = await database.read([selectUse(claim)]);
      refuseUsed(found);
      throw error;
    }
  };

  return {
    read: async (statements) => {
      if (lookedUp || claimed) return database.read(statements);
      const [found = [], ...results] = await database.read([selectUse(claim), ...statements]);
      refuseUsed(found);
      return results;
    },
    write: (statements) => (claimed ? database.write(statements) : writeClaimed(statements)),
    close: () => database.close(),
  };
}
