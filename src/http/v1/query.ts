// Reads the query of a /v1 request by a schema; what is wrong with it is a problem like any other.
import { zValidator } from "@hono/zod-validator";
import type { Context } from "hono";
import type * as z from "zod";
import { MAX_ERRORS } from "../bounded.ts";
import type { AppEnv } from "../context.ts";
import type { FailureWriter } from "../dialect-failure.ts";

/** Middleware: `context.req.valid("query")` is then the schema's value. Parameters it does not know are ignored. */
export const query = <T extends z.ZodObject>(schema: T, fail: FailureWriter) =>
  zValidator("query", schema, async (result, context) => {
    if (result.success) return;
    const fields = result.error.issues.slice(0, MAX_ERRORS).map(({ path, message }) => ({
      pointer: path.join("."),
      detail: message,
    }));
    return fail(context as unknown as Context<AppEnv>, { tag: "FIELDS_INVALID", fields });
  });
