// The id of a request: the caller's own, where it is fit for a log line and a header, else a new one.
import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "../context.ts";

const FIT = /^[A-Za-z0-9._-]{1,64}$/;

/** `randomId` makes a new one. The answer carries it (response-headers.ts). */
export function requestId(randomId: () => string): MiddlewareHandler<AppEnv> {
  return async function identifyRequest(context, next) {
    const given = context.req.header("x-request-id");
    context.set("requestId", given !== undefined && FIT.test(given) ? given : randomId());
    return next();
  };
}
