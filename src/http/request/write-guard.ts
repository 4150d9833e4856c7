// Keeps browsers from writing on behalf of a page that is not ours, and HEAD from writing at all.
import type { MiddlewareHandler } from "hono";
import type { FailureWriter } from "../failures/dialect-failure.ts";
import type { AppEnv } from "./context.ts";

const READS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * 403 for a write that a browser says was caused by another site (Sec-Fetch-Site, Fetch Metadata) or is made ahead of
 * time (Sec-Purpose: prefetch): a stored Basic password must not be enough. Callers that are no browsers send neither.
 */
export function writeGuard(fail: FailureWriter): MiddlewareHandler<AppEnv> {
  return async function guardWrite(context, next) {
    const { method, headers } = context.req.raw;
    const call = context.get("call");
    // A contract may have GET write.
    const writesByGet = call?.write !== undefined && call.methods.includes("GET");
    if (writesByGet && method === "HEAD")
      return fail(context, { tag: "METHOD_NOT_ALLOWED", allow: call.methods });
    if (READS.has(method) && !writesByGet) return next();
    const isForeign = headers.get("sec-fetch-site")?.trim().toLowerCase() === "cross-site";
    const isAhead = /\bprefetch\b/i.test(headers.get("sec-purpose") ?? "");
    return isForeign || isAhead ? fail(context, { tag: "CROSS_SITE_WRITE" }) : next();
  };
}
