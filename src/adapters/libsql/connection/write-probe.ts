// Whether a database takes writes: asked with one that is begun and never kept.
import { StoreUnavailable } from "../../../domain/ports/store-errors.ts";
import { ConstraintBroken, type Database } from "./database.ts";

/** A plan without anything breaks a constraint, and with that goes all of its transaction. */
const NEVER_KEPT = { sql: "insert into plans default values", args: [] };
/** SQLite's own table of counters; no counter has this name. */
const COUNTER = "write-probe";
const TAKE = { sql: "insert into sqlite_sequence (name, seq) values (?, 0)", args: [COUNTER] };
const GIVE_BACK = { sql: "delete from sqlite_sequence where name = ?", args: [COUNTER] };

/**
 * Gets the lock, writes and takes all of it back; then asks what the database knows of its own place. Throws
 * `StoreUnavailable`, also for a database that was never migrated.
 */
export async function probeWrite(database: Database): Promise<void> {
  try {
    await database.write([TAKE, GIVE_BACK, NEVER_KEPT]);
  } catch (error) {
    if (!(error instanceof ConstraintBroken)) {
      const isOfDatabase = error instanceof Error && "code" in error;
      throw isOfDatabase ? new StoreUnavailable(error) : error;
    }
  }
  await database.checkPlace?.();
}

/** Together more than a request writes: where there is room for one of these, there may be none for the next. */
const KEPT_PROBES = 16;

/** The same, kept: a row and its end, some times over. For a database whose last write failed. */
export async function writeAndTakeBack(database: Pick<Database, "write">): Promise<void> {
  for (let probe = 0; probe < KEPT_PROBES; probe += 1) await database.write([TAKE, GIVE_BACK]);
}
