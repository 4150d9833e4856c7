// What the core asks of a store to erase what people wrote about a plan.
import type { Plan, PlanState } from "../plan.ts";
import type { SealedEvent } from "./plan-event.ts";

/** The kept text of one version's event. */
export type VersionText = { readonly version: number; readonly text: string };

export type PlanErasures = {
  /** Texts of the events that can hold what a person wrote, of versions above `after`, in order, `limit` at most. */
  readonly textEvents: (id: number, after: number, limit: number) => Promise<readonly VersionText[]>;
  /**
   * Writes the event of the erasure and, in the same atomic trip: the ledger's notes as they are in `after`, the texts
   * that events commit to gone with their salts, the older events' texts replaced, their hashes as they were, and the
   * kept answers of this plan's requests gone. As `PaymentPlans.save` for a plan that has another version by now.
   */
  readonly eraseTexts: (
    before: Plan,
    after: PlanState,
    event: SealedEvent,
    replaced: readonly VersionText[],
  ) => Promise<"saved" | "version-conflict">;
};
