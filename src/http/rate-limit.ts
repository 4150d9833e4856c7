// Slows one key down without a trip: the platform counts where it has a limiter; elsewhere nothing is limited.
import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "./context.ts";
import type { FailureWriter } from "./dialect-failure.ts";

/** Whether the named key may make one more request now. */
export type RateLimiter = (keyName: string) => Promise<boolean>;

/** The shape of the platform's binding (`[[ratelimits]]` in wrangler.toml). */
type LimiterBinding = { readonly limit: (options: { key: string }) => Promise<{ success: boolean }> };

/** The limiter of a binding, or none where the platform has not got one. */
export function limiterOf(binding: unknown): RateLimiter | undefined {
  if (typeof binding !== "object" || binding === null || !("limit" in binding)) return undefined;
  const limiter = binding as LimiterBinding;
  return async (key) => (await limiter.limit({ key })).success;
}

export function rateLimit(limiter: RateLimiter | undefined, fail: FailureWriter): MiddlewareHandler<AppEnv> {
  return async function limitRate(context, next) {
    const key = context.get("key");
    if (limiter !== undefined && key !== undefined && !(await limiter(key.name))) {
      return fail(context, { tag: "RATE_LIMITED" });
    }
    return next();
  };
}
