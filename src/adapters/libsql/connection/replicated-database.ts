// Two databases as one: reads from a replica near by, all writes to the primary, and reads too when the replica will not do.
import type { Freshness } from "../../../domain/ports/freshness.ts";
import { StoreUnavailable } from "../../../domain/ports/store-errors.ts";
import { placeholder, sql } from "../schema/sql.ts";
import { prepare } from "../schema/statement.ts";
import { events } from "../schema/tables.ts";
import type { Database, Row, Statement } from "./database.ts";

/** Whether the replica is worth asking; what one request finds out, the next ones need not. */
type ReplicaHealth = { readonly isUp: () => boolean; readonly failed: () => void };

/** After a failure the replica is left alone for so long. */
const REST_MS = 2_000;

/** `now` is the clock, in milliseconds. */
export function replicaHealth(now: () => number): ReplicaHealth {
  let upAgainAt = Number.NEGATIVE_INFINITY;
  return {
    isUp: () => now() >= upAgainAt,
    failed: () => {
      upAgainAt = now() + REST_MS;
    },
  };
}

const selectVersion = prepare(
  () => sql`select max(version) as version from ${events}
    where subject = ${placeholder("subject")} and subject_id = ${placeholder("id")}`,
);

/**
 * The database of one request. A read goes to the replica, with the version that is there in the same trip where one
 * was seen before; when the replica is behind that, or fails in any way, the read and all that follow go to the
 * primary. So does everything after a write: a request reads what it wrote.
 */
export function replicated(
  primary: Database,
  replica: Database,
  freshness: Freshness,
  health: ReplicaHealth,
): Database {
  let onPrimary = freshness === "newest";
  return {
    read: async (statements) => {
      if (!onPrimary && health.isUp()) {
        const rows = await readReplica(replica, statements, freshness, health);
        if (rows !== null) return rows;
      }
      onPrimary = true;
      return primary.read(statements);
    },
    write: (statements) => {
      onPrimary = true;
      return primary.write(statements);
    },
    close: () => {
      replica.close();
      primary.close();
    },
  };
}

/** Null when the primary has to be asked. What is wrong with a statement it will find too. */
async function readReplica(
  replica: Database,
  statements: readonly Statement[],
  freshness: Freshness,
  health: ReplicaHealth,
): Promise<Row[][] | null> {
  try {
    if (typeof freshness === "string") return await replica.read(statements);
    const [found = [], ...rows] = await replica.read([selectVersion(freshness), ...statements]);
    return Number(found[0]?.version ?? 0) >= freshness.version ? rows : null;
  } catch (error) {
    if (error instanceof StoreUnavailable) health.failed();
    return null;
  }
}
