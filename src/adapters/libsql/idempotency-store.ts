// The answers of claimed keys, kept in libSQL.
import type { IdempotencyKeys } from "../../domain/values/idempotency.ts";
import type { Database } from "./database.ts";
import { keepAnswer } from "./idempotency-statements.ts";

export function libsqlIdempotencyKeys(database: Database): IdempotencyKeys {
  return {
    keepAnswer: async (key, { status, headers, body }) => {
      await database.write([keepAnswer({ key, status, headers: JSON.stringify(headers), body })]);
    },
  };
}
