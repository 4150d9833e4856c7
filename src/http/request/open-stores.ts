// The stores of a request: those of the tenant that its key was let in for, as far as the key reaches.
import type { Context, MiddlewareHandler } from "hono";
import type { Freshness } from "../../domain/ports/freshness.ts";
import { reaching } from "../../domain/ports/reaching-stores.ts";
import type { Stores } from "../../domain/ports/stores.ts";
import type { Claim } from "../../domain/values/idempotency.ts";
import type { AppEnv, Deps } from "./context.ts";
import { freshnessOf } from "./freshness.ts";

/** Opens them anew, with a claim where their first write is to keep one. A request without a key has no way to any. */
export function storesOf(
  deps: Pick<Deps, "openStores">,
  context: Pick<Context<AppEnv>, "get">,
  claim?: Claim,
  freshness?: Freshness,
): Stores {
  const tenant = context.get("tenant");
  if (tenant === undefined) throw new Error("stores were asked for before a key was let in");
  return reaching(deps.openStores(tenant, claim, context.get("trace"), freshness), tenant.reach);
}

/** Sets `stores` on the context, where a key was let in. */
export function openStores(deps: Deps): MiddlewareHandler<AppEnv> {
  return async function openRequestStores(context, next) {
    if (context.get("tenant") !== undefined) {
      const freshness = freshnessOf(context.req.raw, context.req.path, context.get("call"));
      context.set("stores", storesOf(deps, context, undefined, freshness));
    }
    return next();
  };
}
