// The rate limiter of the Workers platform (`[[ratelimits]]` in wrangler.toml) as ours.
import type { Allowance, Caller, RateLimiter } from "./limiter.ts";

type LimiterBinding = { readonly limit: (options: { key: string }) => Promise<{ success: boolean }> };

/** It does not say when there is quota again; its window is a minute. */
const RETRY_AFTER_S = 10;
/** It counts by one, and each count is a call: a large piece of work is counted up to here. */
const MOST_COUNTS = 100;

/** The limiter of a binding, or none where the platform has not got one. */
export function limiterOf(binding: unknown): RateLimiter | undefined {
  if (typeof binding !== "object" || binding === null || !("limit" in binding)) return undefined;
  const limiter = binding as LimiterBinding;
  const count = async ({ kind, name }: Caller, units: number): Promise<Allowance> => {
    const key = kind === "key" ? name : `address:${name}`;
    const counts = Array.from({ length: Math.min(units, MOST_COUNTS) }, () => limiter.limit({ key }));
    const [first] = await Promise.all(counts);
    return { allowed: first?.success !== false, retryAfterS: RETRY_AFTER_S };
  };
  return { take: count, charge: count };
}
