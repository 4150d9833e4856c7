// Lets a key no further than its scopes: the one place where they are checked, against what each call declares.
import type { MiddlewareHandler } from "hono";
import type { FailureWriter } from "../failures/dialect-failure.ts";
import type { AppEnv } from "../request/context.ts";

/**
 * SCOPE_MISSING (403) unless the key has the scope of the call; any key will do where the call says so. A route that
 * declares nothing is no call.
 */
export function scopeGuard(fail: FailureWriter): MiddlewareHandler<AppEnv> {
  return async function guardScope(context, next) {
    const asked = context.get("call")?.scope ?? null;
    const key = context.get("key");
    if (asked === null || (asked === "any key" && key !== undefined)) return next();
    if (asked === "any key") return fail(context, { tag: "UNAUTHENTICATED" });
    return key?.scopes.includes(asked) === true
      ? next()
      : fail(context, { tag: "SCOPE_MISSING", scope: asked });
  };
}
