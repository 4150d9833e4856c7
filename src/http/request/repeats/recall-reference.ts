// What saving a reference came to, told again, for a request that is sent again with its Idempotency-Key.
import type { PaymentReferences } from "../../../domain/references/references-port.ts";
import type { SavedReference } from "../../../domain/references/save-reference.ts";
import { type Replay, writeOnce } from "./idempotency.ts";

/** The reference that was made or found, and those beside it, as they were right after that save. */
export async function recallSave(
  references: Pick<PaymentReferences, "saveAsOf">,
  { wrote: { id, seq, changed } }: Replay,
): Promise<SavedReference | null> {
  const told = await references.saveAsOf(id, seq);
  return told === null ? null : { ...told, inserted: changed };
}

/** A save that is done once for its Idempotency-Key; sent again, the request is told what came of it. */
export const savingOnce = (
  context: Parameters<typeof writeOnce>[0],
  references: Pick<PaymentReferences, "save" | "saveAsOf">,
): Pick<PaymentReferences, "save"> => ({
  save: (draft, stamp) =>
    writeOnce(
      context,
      () => references.save(draft, stamp),
      (replay) => recallSave(references, replay),
    ),
});
