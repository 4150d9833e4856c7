// The answers of claimed keys, kept in libSQL.
import type { IdempotencyKeys } from "../../domain/values/idempotency.ts";
import type { Database } from "./database.ts";
import { keepAnswer } from "./idempotency-statements.ts";

export function libsqlIdempotencyKeys(database: Database): IdempotencyKeys {
  return {
    keepAnswer: async (claim, { status, headers, body }) => {
      await database.write([keepAnswer({ ...claim, status, headers: JSON.stringify(headers), body })]);
    },
  };
}
