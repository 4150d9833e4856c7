// 406 on /v1 for a caller that takes nothing of what is written there; the contracts never refuse a caller for that.
import type { MiddlewareHandler } from "hono";
import { parseAccept } from "hono/utils/accept";
import type { FailureWriter } from "../failures/dialect-failure.ts";
import type { AppEnv } from "./context.ts";

const JSON_TYPES = ["application/json", "application/problem+json"];

/** How well a range fits a media type: 3 for the type itself, 2 for `application/*`, 1 for any, 0 for not at all. */
function closenessOf(range: string, type: string): number {
  if (range === type) return 3;
  if (range.endsWith("/*") && type.startsWith(range.slice(0, -1))) return 2;
  return range === "*/*" || range === "*" ? 1 : 0;
}

/** Whether an Accept header lets a media type through; the range that fits best decides (RFC 9110, 12.5.1). */
export function accepts(header: string, type: string): boolean {
  let best = { q: 0, closeness: 0 };
  for (const { type: range, q } of parseAccept(header)) {
    const found = closenessOf(range.toLowerCase(), type);
    if (found > best.closeness) best = { q, closeness: found };
  }
  return best.q > 0;
}

/** Refuses before anything is read or written. A caller without Accept takes everything. */
export function acceptable(fail: FailureWriter): MiddlewareHandler<AppEnv> {
  return async function checkAccept(context, next) {
    const header = context.req.header("accept")?.trim();
    if (header === undefined || header === "" || header === "*/*") return next();
    // Where no call is reached, the route that is missing is said in JSON.
    const types = [...JSON_TYPES, ...(context.get("call")?.alsoWrites ?? [])];
    if (types.some((type) => accepts(header, type))) return next();
    return fail(context, { tag: "NOT_ACCEPTABLE" });
  };
}
