// The headers that every answer carries: what a browser may not do with it, and the request's id. The files of the pages
// carry the former too.
import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "./context.ts";

export const SECURITY_HEADERS = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Origin-Agent-Cluster": "?1",
  "Referrer-Policy": "no-referrer",
  "Strict-Transport-Security": "max-age=15552000; includeSubDomains",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
} as const;
const SECURITY = Object.entries(SECURITY_HEADERS);

/** Also on answers that were built whole, such as the contracts'. */
export const responseHeaders: MiddlewareHandler<AppEnv> = async (context, next) => {
  await next();
  const { headers } = context.res;
  for (const [name, value] of SECURITY) headers.set(name, value);
  // The contracts' answers have headers of their own for this, and the reference pages may be kept.
  if (!headers.has("Cache-Control")) headers.set("Cache-Control", "no-store");
  headers.set("X-Request-Id", context.get("requestId"));
};
