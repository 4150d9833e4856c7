// Reads the query of a /v1 request by a schema; what is wrong with a value is a problem like any other.
import type { Context } from "hono";
import type * as z from "zod/mini";
import { err, ok, type Result } from "../../../domain/values/result.ts";
import type { EdgeFailure } from "../../failures/failure.ts";
import type { AppEnv } from "../../request/context.ts";
import { queryPairs } from "../../request/query/query-pairs.ts";
import { MAX_ERRORS } from "../../webapi/bounded.ts";
import { IN_WORDS } from "./schema-words.ts";

/** The schema's value, or FIELDS_INVALID. The guard has let each name through once, and none but the schema's. */
export function readQuery<T extends z.ZodMiniObject>(
  context: Context<AppEnv>,
  schema: T,
): Result<z.output<T>, EdgeFailure> {
  const parsed = schema.safeParse(Object.fromEntries(queryPairs(context.req.raw.url)), IN_WORDS);
  if (parsed.success) return ok(parsed.data);
  const fields = parsed.error.issues.slice(0, MAX_ERRORS).map(({ path, message }) => ({
    pointer: path.join("."),
    detail: message,
  }));
  return err({ tag: "FIELDS_INVALID", fields });
}
