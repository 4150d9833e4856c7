// A payment reference, and what came of saving one, as /v1 JSON.
import { isActive, type PaymentReference } from "../../../domain/references/payment-reference.ts";
import type { SaveVerdict } from "../../../domain/references/save-reference.ts";
import { MAX_ERRORS } from "../../webapi/bounded.ts";
import type { CrnView } from "./crn-view.ts";

export function referenceJson(reference: PaymentReference, crnOf: CrnView) {
  const { id, accountId, contactId, benefitGroupId, statusId, createId, createSessionId } = reference;
  const { created, inactivated, version } = reference;
  const crn = crnOf(reference);
  const active = isActive(reference);
  const ids = { id, accountId, contactId, crn, benefitGroupId, statusId, createId, createSessionId };
  return { ...ids, active, created, inactivated, version };
}

/**
 * What came of a save. The CRN is shown by the scopes of whoever asks: who may register one need not be one who may see
 * it, as of an existing one another spelling shows; and it may be a repeated request. Of very many near-duplicates the
 * oldest are named.
 */
export function savedReferenceJson({ reference, outcome, nearDuplicates }: SaveVerdict, crnOf: CrnView) {
  return {
    outcome: outcome.tag,
    differing: outcome.tag === "existing-different" ? outcome.differing : [],
    warnings: nearDuplicates.slice(0, MAX_ERRORS).map((referenceId) => ({
      code: "near-duplicate" as const,
      referenceId,
      text: `Reference ${referenceId} of this contact has nearly the same CRN.`,
    })),
    reference: referenceJson(reference, crnOf),
  };
}
