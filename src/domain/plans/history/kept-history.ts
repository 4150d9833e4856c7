// A plan's history as the store keeps it, text by text, so that it can be checked without trusting what wrote it; and
// read part by part, so that no history is too long for it.
import type { Page } from "../../values/page.ts";
import type { Plan } from "../plan.ts";
import type { CommittedText } from "./kept-command.ts";

/** One event as it is kept. `text` is what was hashed; the other members are kept beside it for queries. */
export type KeptEvent = {
  readonly version: number;
  readonly kind: string;
  readonly at: string;
  readonly actor: string;
  readonly previousHash: string | null;
  readonly hash: string | null;
  readonly text: string;
  /** What the text commits to, unless it was erased. */
  readonly texts?: readonly CommittedText[];
};

/** The events, oldest first, and the plan that they led to: null when its rows do not even read as a plan. */
export type KeptHistory = {
  readonly events: Iterable<KeptEvent> | AsyncIterable<KeptEvent>;
  readonly plan: Plan | null;
};

/**
 * A plan as it is at one moment, how many events it has then, and the mark of the newest of them (`seq`): what others
 * add while the history is read is not of it.
 */
export type KeptHead = { readonly plan: Plan | null; readonly count: number; readonly newest: number };

export type KeptHistories = {
  /** In one read trip; null when there is no such plan. */
  readonly keptHead: (id: number) => Promise<KeptHead | null>;
  /**
   * The plan's events above version `after`, none beyond the mark `newest`, in one read trip: as many as a page takes by
   * its bytes. The cursor is the version.
   */
  readonly keptEvents: (id: number, after: number, newest: number) => Promise<Page<KeptEvent>>;
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
