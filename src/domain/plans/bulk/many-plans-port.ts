// What the core asks of a store that reads and changes many plans, a chunk of them in a trip.
import type { Page } from "../../values/page.ts";
import type { SealedEvent } from "../history/plan-event.ts";
import type { Plan, PlanState } from "../plan.ts";
import type { PlanCursor, PlanFilter } from "./plan-lists-port.ts";

/** One plan as it was read, as its terms make it now, and the event of that change. */
export type TermsSave = { readonly before: Plan; readonly after: PlanState; readonly event: SealedEvent };

/** Plans at the versions that a request found them at, and the hash of that request. */
export type Asked = {
  readonly plans: readonly { readonly id: number; readonly version: number }[];
  readonly requestHash: string;
  /** A plan of another business unit than these is none. */
  readonly within?: readonly number[];
};

/**
 * Where a plan stands: its newest version (null: there is none), and whether the version after the one asked about was
 * made by the request, which stays so whatever happened since.
 */
export type Standing = { readonly id: number; readonly version: number | null; readonly applied: boolean };

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
  /** Where the plans stand now, or stood right after the event `seq`, in one read trip; in the order of the question. */
  readonly standing: (asked: Asked, seq: number | null) => Promise<readonly Standing[]>;
  /**
   * Writes many changes of terms, each with its event, in one trip; the ids of the plans that were written. Each is
   * written whole or not at all, and a plan that has another version now is left alone without harm to the others.
   * Changes of the ledger are no changes of terms and are refused as a bug.
   */
  readonly saveTerms: (saves: readonly TermsSave[]) => Promise<ReadonlySet<number>>;
  /** `saveTerms`, if only of none, which tells where the plans stand after it, in the one trip. */
  readonly saveAndTell: (saves: readonly TermsSave[], asked: Asked) => Promise<readonly Standing[]>;
};
