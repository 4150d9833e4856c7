// Writes a failure in the form of the dialect that was spoken to, which the path tells.
import type { Context } from "hono";
import type { Dialect } from "../contracts/dialect.ts";
import type { AppEnv } from "../request/context.ts";
import type { Settings } from "../settings/settings.ts";
import type { Failure } from "./failure.ts";
import { problem } from "./problem.ts";

const isUnder = (prefix: string, path: string): boolean => path === prefix || path.startsWith(`${prefix}/`);

/** Answers a failure outside a route's own code: no key, no scope, no database, no route, a bug. */
export function failureWriter(dialects: readonly Dialect[], settings: Settings) {
  return async (context: Context<AppEnv>, failure: Failure): Promise<Response> => {
    const dialect = dialects.find(({ prefix }) => isUnder(prefix, context.req.path));
    return dialect === undefined ? problem(context, failure) : dialect.fail(context, failure, settings);
  };
}

export type FailureWriter = ReturnType<typeof failureWriter>;
