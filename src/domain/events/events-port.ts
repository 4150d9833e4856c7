// What the core asks of a store of events, in its own words. Events are written by the stores of their subjects.
import type { Reach } from "../ports/reach.ts";
import type { Page } from "../values/page.ts";
import type { RecordedEvent, Subject } from "./recorded-event.ts";

/** Events after the cursor `after` (0: from the first), `limit` at most, in order; within a reach, where one is given. */
export type EventQuery = { readonly after: number; readonly limit: number; readonly within?: Reach };

/**
 * A page's `next` is the cursor of the following one, null when there are no more just now. Within a reach a page may be
 * empty and have a `next`: as far as was looked.
 */
export type Events = {
  /**
   * Every event, in the order of `seq`, which is the cursor. Gap-free: an event is never seen before one of a lower
   * `seq`, so a reader that goes on from the last it saw misses none, whoever writes at the same time.
   */
  readonly feed: (query: EventQuery) => Promise<Page<RecordedEvent>>;
  /** One subject's events, in the order of `version`, which is the cursor. Null when there is no such subject. */
  readonly history: (
    subject: Subject,
    subjectId: number,
    query: EventQuery,
  ) => Promise<Page<RecordedEvent> | null>;
};
