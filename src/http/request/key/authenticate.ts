// Lets nobody in without a key, and nobody to any data but those of the key's tenant.
import type { MiddlewareHandler } from "hono";
import type { FailureWriter } from "../../failures/dialect-failure.ts";
import type { AppEnv, Deps } from "../context.ts";
import { hasKeys, keyCheck } from "./key-check.ts";

/** The only paths that answer without a key, also while none is configured. */
const OPEN_PATHS: ReadonlySet<string> = new Set(["/health", "/ready"]);
/** What tells how to call; no key is asked for, but a service that is not configured shows nothing. */
const REFERENCE = /^\/(?:|openapi\.json|(?:docs|help)(?:\/[^/]*)?)$/;

/** Everything but the open paths and the pages needs a key. Without any configured key nothing is served (R6). */
export function authenticate(deps: Deps, fail: FailureWriter): MiddlewareHandler<AppEnv> {
  const isConfigured = hasKeys(deps.settings);
  const check = deps.keyCheck ?? keyCheck(deps.settings);
  return async function authenticateRequest(context, next) {
    const { path, raw } = context.req;
    if (OPEN_PATHS.has(path)) return next();
    if (!isConfigured) return fail(context, { tag: "NOT_CONFIGURED", settings: [] });
    if (REFERENCE.test(path)) return next();
    const checked = await check(raw, path, deps.clock());
    if (checked.tag !== "admitted") return fail(context, checked);
    const { key, tenant } = checked;
    context.set("key", key);
    context.set("tenant", tenant);
    context.set("stamp", { ...context.get("stamp"), by: key.name });
    return next();
  };
}
