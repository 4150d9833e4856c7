// Lets a key no further than its scopes: the one place where they are checked, against what each call declares.
import type { MiddlewareHandler } from "hono";
import type { FailureWriter } from "../failures/dialect-failure.ts";
import type { AppEnv } from "../request/context.ts";

/** SCOPE_MISSING (403) unless the key has the scope of the call; a route that declares none is no call. */
export function scopeGuard(fail: FailureWriter): MiddlewareHandler<AppEnv> {
  return async function guardScope(context, next) {
    const scope = context.get("call")?.scope ?? null;
    if (scope === null || context.get("key")?.scopes.includes(scope) === true) return next();
    return fail(context, { tag: "SCOPE_MISSING", scope });
  };
}
