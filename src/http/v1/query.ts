// Reads the query of a /v1 request by a schema; what is wrong with it is a problem like any other.
import type { MiddlewareHandler } from "hono";
import type * as z from "zod";
import type { AppEnv } from "../context.ts";
import type { FailureWriter } from "../dialect-failure.ts";
import { queryPairs } from "../query-pairs.ts";
import { MAX_ERRORS } from "../wire/bounded.ts";

/** What a schema makes of a query, where the route finds it. */
type Read<T extends z.ZodObject> = { in: { query: z.input<T> }; out: { query: z.output<T> } };

/** A parameter that is there several times is a list, which no schema takes for one value. */
function parametersOf(url: string): Readonly<Record<string, string | readonly string[]>> {
  const given = Map.groupBy(queryPairs(url), ([name]) => name);
  return Object.fromEntries(
    [...given].map(([name, pairs]) => {
      const values = pairs.map(([, value]) => value);
      return [name, values.length === 1 ? (values[0] ?? "") : values];
    }),
  );
}

/** Middleware: `context.req.valid("query")` is then the schema's value. Parameters it does not know are ignored. */
export const query =
  <T extends z.ZodObject>(schema: T, fail: FailureWriter): MiddlewareHandler<AppEnv, string, Read<T>> =>
  async (context, next) => {
    const result = schema.safeParse(parametersOf(context.req.raw.url));
    if (result.success) {
      context.req.addValidatedData("query", result.data);
      return next();
    }
    const fields = result.error.issues.slice(0, MAX_ERRORS).map(({ path, message }) => ({
      pointer: path.join("."),
      detail: message,
    }));
    return fail(context, { tag: "FIELDS_INVALID", fields });
  };
