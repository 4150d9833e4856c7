// The service's own limiter, with a quota that is used up: it refuses as it does, with its own headers.

import type { RateLimiter } from "../../http/request/limits/limiter.ts";
import { memoryLimiter } from "../../http/request/limits/memory-limiter.ts";
import type { Waiting } from "./fault-plan.ts";

/** As a process has it by default: units a minute. */
const QUOTAS = { key: 3_000, address: 300 };
const ALLOWED = { allowed: true, retryAfterS: 0 };

export function spentQuota({ befalls }: Waiting, now: () => number): RateLimiter {
  const limiter = memoryLimiter(QUOTAS, now);
  return {
    take: (caller, units) => {
      if (caller.kind !== "key" || !befalls()) return ALLOWED;
      limiter.charge(caller, QUOTAS.key);
      return limiter.take(caller, units);
    },
    charge: () => ALLOWED,
  };
}
