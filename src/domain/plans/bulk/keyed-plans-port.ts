// What the core asks of a store that makes many plans in a trip, each known by the key that it has where it comes from.
import type { SealedEvent } from "../history/plan-event.ts";
import type { PlanState } from "../plan.ts";

/** A plan that was made and sealed but not stored. */
export type KeyedPlan = { readonly key: string; readonly state: PlanState; readonly event: SealedEvent };

export type KeyedPlans = {
  /**
   * Stores the plans whose key no plan has, all in one transaction, in one read trip and one write trip; the keys of
   * those stored. No key may be there twice.
   */
  readonly createMany: (plans: readonly KeyedPlan[]) => Promise<ReadonlySet<string>>;
};
