// What the core asks of a store that reads and changes many plans, a chunk of them in a trip.
import type { Page } from "../values/page.ts";
import type { Plan, PlanState } from "./plan.ts";
import type { SealedEvent } from "./plan-event.ts";
import type { PlanCursor, PlanFilter } from "./plan-lists.ts";

/** One plan as it was read, as its terms make it now, and the event of that change. */
export type TermsSave = { readonly before: Plan; readonly after: PlanState; readonly event: SealedEvent };

export type ManyPlans = {
  /**
   * Those of the plans that there are, whole, by id, in one read trip; as many as a page takes by its bytes. Where
   * `next` is not null, ids above it were not looked for yet.
   */
  readonly byIds: (ids: readonly number[]) => Promise<Page<Plan>>;
  /** The plans of a filter after the cursor, whole, by id, in one read trip; fewer than `limit` where they are large. */
  readonly matching: (filter: PlanFilter, cursor: PlanCursor) => Promise<Page<Plan>>;
  /** How many plans the filter has; counts no further than `most`. */
  readonly count: (filter: PlanFilter, most: number) => Promise<number>;
  /** Those of the plans whose newest event has this request hash. */
  readonly lastChangedBy: (ids: readonly number[], requestHash: string) => Promise<ReadonlySet<number>>;
  /**
   * Writes many changes of terms, each with its event, in one trip; the ids of the plans that were written. Each is
   * written whole or not at all, and a plan that has another version now is left alone without harm to the others.
   * Changes of the ledger are no changes of terms and are refused as a bug.
   */
  readonly saveTerms: (saves: readonly TermsSave[]) => Promise<ReadonlySet<number>>;
};
