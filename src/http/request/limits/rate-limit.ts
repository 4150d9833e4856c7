// Slows one caller down without a trip: by its tenant and the name of its key, or by its address while it has none that is valid.
import type { Context, MiddlewareHandler } from "hono";
import type { FailureWriter } from "../../failures/dialect-failure.ts";
import type { AppEnv, Deps } from "../context.ts";
import { networkOf } from "./caller-address.ts";
import { costOf } from "./cost.ts";
import type { Allowance, Caller } from "./limiter.ts";

/** The fields of draft-ietf-httpapi-ratelimit-headers-11; `quota` is counted in requests, of which some count for more. */
function setQuotaHeaders({ res }: Context<AppEnv>, kind: Caller["kind"], { quota }: Allowance): void {
  if (quota === undefined) return;
  res.headers.set("RateLimit-Policy", `"${kind}";q=${quota.units};w=${quota.windowS}`);
  res.headers.set("RateLimit", `"${kind}";r=${quota.left};t=${quota.resetS}`);
}

async function refuse(
  context: Context<AppEnv>,
  fail: FailureWriter,
  { kind }: Caller,
  allowance: Allowance,
): Promise<Response> {
  const { retryAfterS } = allowance;
  // An answer that was made already would leave its headers to this one.
  context.res = undefined;
  context.res = await fail(context, { tag: "RATE_LIMITED", of: kind, retryAfterS });
  setQuotaHeaders(context, kind, allowance);
  return context.res;
}

/** Counts a request with a key; `charge` of its context takes for what a route finds out it has to do. */
export function rateLimit({ limiter, settings }: Deps, fail: FailureWriter): MiddlewareHandler<AppEnv> {
  const { many } = settings.TENANTS;
  return async function limitRate(context, next) {
    const [key, tenant] = [context.get("key"), context.get("tenant")];
    if (limiter === undefined || key === undefined || tenant === undefined) return next();
    // A tenant's name has no colon: no key of one tenant takes from another's quota.
    const caller = { kind: "key", name: many ? `${tenant.name}:${key.name}` : key.name } as const;
    const { method, path, raw } = context.req;
    let allowance = await limiter.take(caller, costOf(method, path, raw.url));
    if (!allowance.allowed) return refuse(context, fail, caller, allowance);
    context.set("charge", async (units) => {
      if (units > 0) allowance = await limiter.charge(caller, units);
    });
    await next();
    setQuotaHeaders(context, "key", allowance);
    return undefined;
  };
}

/**
 * Counts, by address, requests for /ready and those without a valid key; notes the address of the latter for the log.
 * A valid key is served from any address: others may share it.
 */
export function limitStrangers(deps: Deps, fail: FailureWriter): MiddlewareHandler<AppEnv> {
  const { limiter, addressOf } = deps;
  return async function limitAddress(context, next) {
    const take = (): Allowance | Promise<Allowance> | undefined => {
      const name = networkOf(addressOf?.(context.req.raw, context.env) ?? "unknown");
      return limiter?.take({ kind: "address", name }, 1);
    };
    if (context.req.path === "/ready") {
      const allowance = await take();
      if (allowance?.allowed === false)
        return refuse(context, fail, { kind: "address", name: "" }, allowance);
    }
    await next();
    if (context.res.status !== 401) return undefined;
    context.set("failedFrom", addressOf?.(context.req.raw, context.env) ?? undefined);
    const allowance = await take();
    if (allowance?.allowed === false) {
      await refuse(context, fail, { kind: "address", name: "" }, allowance);
    } else if (allowance !== undefined) setQuotaHeaders(context, "address", allowance);
    return undefined;
  };
}
