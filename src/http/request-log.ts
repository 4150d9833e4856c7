// One JSON line a request: enough to follow it, nothing of what it carried (no body, CRN, query string or key).
import type { MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import type { AppEnv } from "./context.ts";

export type LogLine = Readonly<Record<string, string | number | null>>;

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
      key: context.get("key")?.name ?? null,
      ...(context.error === undefined ? {} : { error: context.error.name }),
    });
  };
}
