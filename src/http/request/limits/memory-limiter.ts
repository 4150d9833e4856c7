// A rate limiter in the memory of one process: a quota for each key and each address in windows of a minute.
import type { Allowance, Caller, RateLimiter } from "./limiter.ts";

const WINDOW_MS = 60_000;
/** Addresses are the callers' choice: those whose window began first make room for new ones. */
const MOST_CALLERS = 10_000;

type Use = { readonly since: number; readonly units: number };

/**
 * `quotas` in units a minute; `now` is a clock in milliseconds that never goes back. What is taken beyond a quota is
 * paid back out of the windows that follow.
 */
export function memoryLimiter(
  quotas: Readonly<Record<Caller["kind"], number>>,
  now: () => number,
): RateLimiter & { readonly size: () => number } {
  const uses = new Map<string, Use>();

  /** What is used of the window that runs now. */
  const present = (name: string, quota: number, at: number): Use => {
    const use = uses.get(name);
    if (use === undefined) return { since: at, units: 0 };
    const windows = Math.floor((at - use.since) / WINDOW_MS);
    if (windows === 0) return use;
    const units = Math.max(0, use.units - windows * quota);
    return { since: units === 0 ? at : use.since + windows * WINDOW_MS, units };
  };

  const keep = (name: string, use: Use): void => {
    if (uses.get(name)?.since !== use.since) uses.delete(name);
    uses.set(name, use);
    const [oldest] = uses.keys();
    if (uses.size > MOST_CALLERS && oldest !== undefined) uses.delete(oldest);
  };

  const count = ({ kind, name }: Caller, units: number, evenBeyond: boolean): Allowance => {
    const [quota, at, own] = [quotas[kind], now(), `${kind} ${name}`];
    const before = present(own, quota, at);
    const allowed = before.units < quota;
    const use = allowed || evenBeyond ? { ...before, units: before.units + units } : before;
    keep(own, use);
    const left = Math.max(0, quota - use.units);
    const windows = Math.max(1, Math.floor(use.units / quota));
    const resetS = Math.ceil((use.since + windows * WINDOW_MS - at) / 1_000);
    return {
      allowed,
      retryAfterS: resetS,
      quota: { units: quota, windowS: WINDOW_MS / 1_000, left, resetS },
    };
  };

  return {
    take: (caller, units) => count(caller, units, false),
    charge: (caller, units) => count(caller, units, true),
    size: () => uses.size,
  };
}
