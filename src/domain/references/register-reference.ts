// Registers payment references: the one way of all dialects, and of the bulk load.
import { ok, type Result } from "../values/result.ts";
import type { Stamp } from "../values/stamp.ts";
import type { ManyReferences } from "./many-references-port.ts";
import type { NewReference } from "./payment-reference.ts";
import type { PaymentReferences } from "./references-port.ts";
import {
  draftReference,
  judgeSave,
  type ReferenceDraft,
  type ReferenceFailure,
  type ReferenceSettings,
  type SaveVerdict,
} from "./save-reference.ts";

/** What a save needs besides its request. */
export type ReferenceWork = {
  readonly references: Pick<PaymentReferences, "save">;
  readonly settings: ReferenceSettings;
  readonly stamp: Stamp;
};

/**
 * Saves a reference unless it is there, in one write trip; tells which it was, and what it nearly equals. Fails with
 * every member of the request that is wrong.
 */
export async function saveReference(
  { references, settings, stamp }: ReferenceWork,
  request: NewReference,
): Promise<Result<SaveVerdict, readonly ReferenceFailure[]>> {
  const draft = draftReference(request, settings);
  if (!draft.ok) return draft;
  return ok(judgeSave(draft.value, await references.save(draft.value, stamp)));
}

/**
 * Saves drafts that `canSaveTogether`, in one write trip, and tells of each, in their order, what `saveReference` would;
 * but near-duplicates are not looked for.
 */
export async function saveReferences(
  { references, stamp }: { readonly references: ManyReferences; readonly stamp: Stamp },
  drafts: readonly ReferenceDraft[],
): Promise<readonly SaveVerdict[]> {
  const saved = await references.saveMany(drafts, stamp);
  return drafts.map((draft, index) => {
    const one = saved[index];
    if (one === undefined) throw new Error("a reference was neither saved nor found");
    return judgeSave(draft, { ...one, others: [] });
  });
}
