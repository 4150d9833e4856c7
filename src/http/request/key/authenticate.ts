// Lets nobody in without a key, and nobody further than the key's scopes.
import type { MiddlewareHandler } from "hono";
import type { FailureWriter } from "../../failures/dialect-failure.ts";
import type { AppEnv, Deps } from "../context.ts";
import { type ApiKey, keyFinder, presentedKeys } from "./api-key.ts";

/** The only paths that answer without a key, also while none is configured. */
const OPEN_PATHS: ReadonlySet<string> = new Set(["/health", "/ready"]);
/** What tells how to call; no key is asked for, but a service that is not configured shows nothing. */
const REFERENCE = /^\/(?:|openapi\.json|(?:docs|help)(?:\/[^/]*)?)$/;

/** Everything but the open paths and the pages needs a key. Without any configured key nothing is served (R6). */
export function authenticate(deps: Deps, fail: FailureWriter): MiddlewareHandler<AppEnv> {
  const { API_KEYS: keys } = deps.settings;
  const find = keyFinder(keys ?? []);
  return async function authenticateRequest(context, next) {
    const { path } = context.req;
    if (OPEN_PATHS.has(path)) return next();
    if (keys === undefined || keys.length === 0)
      return fail(context, { tag: "NOT_CONFIGURED", settings: [] });
    if (REFERENCE.test(path)) return next();
    let key: ApiKey | null = null;
    for (const presented of presentedKeys(context.req.raw, path === "/v01/services.ashx")) {
      key ??= await find(presented, deps.clock());
    }
    if (key === null) return fail(context, { tag: "UNAUTHENTICATED" });
    context.set("key", key);
    context.set("stamp", { ...context.get("stamp"), by: key.name });
    return next();
  };
}
