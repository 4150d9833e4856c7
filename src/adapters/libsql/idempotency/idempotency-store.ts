// The uses of idempotency keys, read from libSQL; they are written by the writes that they belong to.
import type { IdempotencyKeys } from "../../../domain/values/idempotency.ts";
import type { Database } from "../connection/database.ts";
import { selectUse, toEarlierUse } from "./idempotency-statements.ts";

export function libsqlIdempotencyKeys(database: Database): IdempotencyKeys {
  return {
    earlierUse: async (claim) => {
      const [found = []] = await database.read([selectUse(claim)]);
      return found[0] === undefined ? null : toEarlierUse(found[0]);
    },
  };
}
