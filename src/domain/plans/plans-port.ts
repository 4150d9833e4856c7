// What the core asks of a store of plans, in its own words.

import type { SealedEvent } from "./history/plan-event.ts";
import type { Plan, PlanState } from "./plan.ts";

export type PaymentPlans = {
  /** The plan with its rows and ledger, in one read trip; null when there is none. */
  readonly byId: (id: number) => Promise<Plan | null>;
  /**
   * Writes a new plan, its rows and its first event in one atomic trip; the id that the database gave it. `kept` is
   * what is kept of the response with the request's idempotency key, where it has one; so in the other two.
   */
  readonly create: (state: PlanState, event: SealedEvent, kept?: string | null) => Promise<number>;
  /**
   * Writes what differs between `before` and `after`, and the event of the next version, in one atomic trip. Of two
   * saves from the same version one is `saved` and the other a `version-conflict` that wrote nothing.
   */
  readonly save: (
    before: Plan,
    after: PlanState,
    event: SealedEvent,
    kept?: string | null,
  ) => Promise<"saved" | "version-conflict">;
  /** Keeps the request's idempotency key with a plan that was found as it should be, in one write trip (update rule 7). */
  readonly keepUnchanged: (plan: Plan, kept?: string | null) => Promise<void>;
};
