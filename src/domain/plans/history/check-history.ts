// Reads a plan's history and checks it; once more where somebody erased texts of it in between.
import type { Digest } from "../../values/digest.ts";
import type { Result } from "../../values/result.ts";
import type { KeptHistories } from "./kept-histories-port.ts";
import { type KeptHistory, keptHistory } from "./kept-history.ts";
import { type BrokenHistory, type VerifiedHistory, verifyKept } from "./verify-kept.ts";

export type CheckedHistory = {
  /** How many events the plan had. */
  readonly count: number;
  readonly verified: Result<VerifiedHistory, BrokenHistory>;
};

const MAX_ATTEMPTS = 3;

/**
 * The verdict of `verifyKept`; null when there is no such plan. A change made while the events are read is not of the
 * history, but an erasure takes texts out of events that are: so what looks broken, of a plan that has more events by
 * now, is read again. `open` gives the store anew for each trip; `pass` hands the events on, at the caller's pace.
 */
export async function checkHistory(
  open: () => KeptHistories,
  id: number,
  digest: Digest,
  pass: (events: KeptHistory["events"]) => KeptHistory["events"] = (events) => events,
): Promise<CheckedHistory | null> {
  for (let attempt = 1; ; attempt += 1) {
    const kept = await keptHistory(open, id);
    if (kept === null) return null;
    const { plan, count } = kept;
    const verified = await verifyKept({ plan, events: pass(kept.events) }, digest);
    if (verified.ok || attempt === MAX_ATTEMPTS) return { count, verified };
    if ((await open().keptHead(id))?.count === count) return { count, verified };
  }
}
