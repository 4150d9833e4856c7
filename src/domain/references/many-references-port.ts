// What the core asks of a store that saves many payment references in a trip.
import type { Stamp } from "../values/stamp.ts";
import { ACTIVE_STATUS } from "./payment-reference.ts";
import type { ReferenceDraft, SavedReference } from "./save-reference.ts";

export type ManyReferences = {
  /**
   * Saves the drafts in their order as `PaymentReferences.save` does, in one write trip and one transaction; what came
   * of each, in the same order. Any two of them `canSaveTogether`.
   */
  readonly saveMany: (
    drafts: readonly ReferenceDraft[],
    stamp: Stamp,
  ) => Promise<readonly Omit<SavedReference, "others">[]>;
};

/**
 * Whether both are active, or neither: drafts that are saved together are held against the references that were there
 * before, and an active one among them would not stop one of another status.
 */
export const canSaveTogether = (one: ReferenceDraft, other: ReferenceDraft): boolean =>
  (one.statusId === ACTIVE_STATUS) === (other.statusId === ACTIVE_STATUS);
