// A plan's history as the store keeps it, so that it can be checked without trusting what wrote it.
import type { Page } from "../../values/page.ts";
import type { Plan } from "../plan.ts";
import type { KeptEvent, KeptHead, KeptHistories } from "./kept-histories-port.ts";

/** The events, oldest first, and the plan that they led to: null when its rows do not even read as a plan. */
export type KeptHistory = {
  readonly events: Iterable<KeptEvent> | AsyncIterable<KeptEvent>;
  readonly plan: Plan | null;
};

/** Below every version, also one that somebody made up. */
const BEFORE_ALL = -Number.MAX_SAFE_INTEGER;

/**
 * The history as it is now; null when there is no such plan. The events are read while they are gone through, once, a
 * page in a trip; `open` gives the store anew for each, as a remote client's trips share one deadline. A change made
 * meanwhile is not in it, and does no harm to it.
 */
export async function keptHistory(
  open: () => KeptHistories,
  id: number,
): Promise<(KeptHistory & Pick<KeptHead, "count">) | null> {
  const head = await open().keptHead(id);
  if (head === null) return null;
  return { plan: head.plan, count: head.count, events: eventsOf(open, id, head.newest) };
}

async function* eventsOf(
  open: () => KeptHistories,
  id: number,
  newest: number,
): AsyncGenerator<KeptEvent, void, undefined> {
  for (let after: number | null = BEFORE_ALL; after !== null; ) {
    const page: Page<KeptEvent> = await open().keptEvents(id, after, newest);
    yield* page.items;
    after = page.next;
  }
}
