// Reads the query of a /v1 request by a schema; what is wrong with a value is a problem like any other.
import type { Context, MiddlewareHandler } from "hono";
import type * as z from "zod/mini";
import type { FailureWriter } from "../../failures/dialect-failure.ts";
import type { AppEnv } from "../../request/context.ts";
import { queryPairs } from "../../request/query/query-pairs.ts";
import "./schema-words.ts";
import { MAX_ERRORS } from "../../webapi/bounded.ts";

/** The names that a middleware of `query` reads; the guard refuses every other (src/http/request/query/query-guard.ts). */
const NAMES = new WeakMap<object, readonly string[]>();

/** The query names that a handler of a route reads; none for any that `query` did not make. */
export const namesRead = (handler: object): readonly string[] => NAMES.get(handler) ?? [];

type Query<T extends z.ZodMiniObject> = { in: { query: z.input<T> }; out: { query: z.output<T> } };

/** Middleware: `context.req.valid("query")` is then the schema's value. The guard lets each name through once. */
export function query<T extends z.ZodMiniObject>(
  schema: T,
  fail: FailureWriter,
): MiddlewareHandler<AppEnv, string, Query<T>> {
  const read: MiddlewareHandler<AppEnv, string, Query<T>> = async (context, next) => {
    const parsed = schema.safeParse(Object.fromEntries(queryPairs(context.req.raw.url)));
    if (parsed.success) {
      context.req.addValidatedData("query", parsed.data);
      return next();
    }
    const fields = parsed.error.issues.slice(0, MAX_ERRORS).map(({ path, message }) => ({
      pointer: path.join("."),
      detail: message,
    }));
    return fail(context as Context<AppEnv>, { tag: "FIELDS_INVALID", fields });
  };
  NAMES.set(read, Object.keys(schema.shape));
  return read;
}
