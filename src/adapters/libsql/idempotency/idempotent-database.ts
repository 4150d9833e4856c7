// A database for one request with an Idempotency-Key: looks the key up with its first read, claims it with its write.
import { KeyUsedBefore } from "../../../domain/ports/store-errors.ts";
import type { Claim } from "../../../domain/values/idempotency.ts";
import {
  ConstraintBroken,
  type Database,
  type Effect,
  type Row,
  type Statement,
} from "../connection/database.ts";
import {
  deleteExpired,
  dropIdleClaim,
  insertClaim,
  keepEffect,
  selectUse,
  toEarlierUse,
} from "./idempotency-statements.ts";

/**
 * The same database, but its first read also looks the key up, and its first write also claims it and keeps what the
 * write came to, in the same trips and in the write's own batch; a batch that came to nothing leaves the key free.
 * Either throws `KeyUsedBefore` where the key was used, and then writes nothing.
 */
export function claiming(database: Database, claim: Claim): Database {
  let lookedUp = false;
  let claimed = false;

  const refuseUsed = (found: readonly Row[]): void => {
    lookedUp = true;
    if (found[0] !== undefined) throw new KeyUsedBefore(toEarlierUse(found[0]));
  };

  const writeClaimed = async (statements: readonly Statement[], effect: Effect): Promise<Row[][]> => {
    const mine = [deleteExpired(claim), insertClaim(claim)];
    const after = [keepEffect(claim, effect), dropIdleClaim(claim)];
    try {
      const results = await database.write([...mine, ...statements, ...after]);
      claimed = results.at(-after.length)?.[0]?.subject !== null;
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
    write: (statements, effect = {}) =>
      claimed ? database.write(statements) : writeClaimed(statements, effect),
    close: () => database.close(),
  };
}
