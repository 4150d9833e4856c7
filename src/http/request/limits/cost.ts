// What a request counts for against a caller's quota: one, and more where more is asked for than one small answer.

/** Rows of a list that one unit pays for. */
const ROWS_A_UNIT = 100;
/**
 * Plans of a rehearsal, or of its commit, that one unit pays for. Each is nearly the work of a small request; this way
 * the largest rehearsal there is goes into one minute of the quota that a key has by default.
 */
const PLANS_A_UNIT = 4;
/** A check of a whole history reads and replays all of it. */
const VERIFICATION = 10;

/** A count goes through an index from end to end, and a sum of what is overdue through very many rows. */
const COUNTS = 10;

const ROWS_ASKED = /[?&](?:limit|pagesize)=(\d{1,6})(?:&|$)/i;

/** Told by the path and the query alone, before anything is done. At least 1. */
export function costOf(method: string, path: string, url: string): number {
  if (method === "POST" && path.endsWith("/history/verify")) return VERIFICATION;
  if (path === "/v1/usage" || path === "/v1/worklist") return COUNTS;
  const rows = url.includes("?") ? Number(ROWS_ASKED.exec(url)?.[1] ?? 0) : 0;
  return Math.min(10, Math.max(1, Math.ceil(rows / ROWS_A_UNIT)));
}

/** What the plans of a rehearsal count for, beside the request itself. */
export const costOfPlans = (plans: number): number => Math.floor(plans / PLANS_A_UNIT);
