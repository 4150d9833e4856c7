// One JSON line a request: enough to follow it, nothing of what it carried (no body, CRN, query string or key). The caller's
// address stands only where the key was not valid.
import type { MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import type { AppEnv } from "../context.ts";
import type { LogLine } from "./log-line.ts";

/** Codes of ours, of SQLite's and of the system's: words, never anything of what was sent. */
const CODE = /^[A-Z][A-Z0-9_]{1,40}$/;

/** The kind of an error and, where it or its cause has one, the code. */
function errorFields(error: Error): LogLine {
  const { cause } = error;
  const code = typeof cause === "object" && cause !== null && "code" in cause ? cause.code : undefined;
  return typeof code === "string" && CODE.test(code) ? { error: error.name, code } : { error: error.name };
}

/** `write` gets one object a request, after the answer is made. The route is its pattern, never the path asked for. */
export function requestLog(write: (line: LogLine) => void, now: () => number): MiddlewareHandler<AppEnv> {
  return async function logRequest(context, next) {
    const startedAt = now();
    await next();
    write({
      requestId: context.get("requestId"),
      traceId: context.get("trace")?.traceId ?? null,
      method: context.req.method,
      route: routePath(context),
      status: context.res.status,
      ms: now() - startedAt,
      tenant: context.get("tenant")?.name ?? null,
      key: context.get("key")?.name ?? null,
      ...(context.get("failedFrom") === undefined ? {} : { address: context.get("failedFrom") ?? null }),
      ...(context.error === undefined ? {} : errorFields(context.error)),
    });
  };
}
