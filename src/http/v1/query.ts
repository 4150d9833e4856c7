// Reads the query of a /v1 request by a schema; what is wrong with a value is a problem like any other.
import { zValidator } from "@hono/zod-validator";
import type { Context } from "hono";
import type * as z from "zod";
import type { AppEnv } from "../context.ts";
import type { FailureWriter } from "../dialect-failure.ts";

/** The names that a middleware of `query` reads; the guard refuses every other (src/http/query-guard.ts). */
const NAMES = new WeakMap<object, readonly string[]>();

/** The query names that a handler of a route reads; none for any that `query` did not make. */
export const namesRead = (handler: object): readonly string[] => NAMES.get(handler) ?? [];

/** Middleware: `context.req.valid("query")` is then the schema's value. */
export const query = <T extends z.ZodObject>(schema: T, fail: FailureWriter) => {
  const read = zValidator("query", schema, async (result, context) => {
    if (result.success) return;
    const fields = result.error.issues.map(({ path, message }) => ({
      pointer: path.join("."),
      detail: message,
    }));
    return fail(context as unknown as Context<AppEnv>, { tag: "FIELDS_INVALID", fields });
  });
  NAMES.set(read, Object.keys(schema.shape));
  return read;
};
