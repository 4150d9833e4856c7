// What saving a reference came to, told again, for a request that is sent again with its Idempotency-Key.
import type { PaymentReferences } from "../../../domain/references/references-port.ts";
import type { SavedReference } from "../../../domain/references/save-reference.ts";
import type { Replay } from "./idempotency.ts";

/** The reference that was made or found, and those beside it, as they were right after that save. */
export async function recallSave(
  references: Pick<PaymentReferences, "saveAsOf">,
  { wrote: { id, seq, changed } }: Replay,
): Promise<SavedReference | null> {
  const told = await references.saveAsOf(id, seq);
  return told === null ? null : { ...told, inserted: changed };
}
