// A reference whose CRN was erased: it stays, with who registered it when, but names nobody any more.
import { ERASED } from "../values/erased.ts";
import type { Stamp } from "../values/stamp.ts";
import type { NormalisedCrn } from "./crn.ts";
import type { IdentityKey } from "./identity.ts";
import type { PaymentReference } from "./payment-reference.ts";

/** What the comparison sees of an erased CRN: no CRN that can be saved normalises to it (CRN_BLANK). */
export const ERASED_CRN = "" as NormalisedCrn;

/** Before the reference's id, a key that no identity has: those begin with a, b or c and hold a CRN. */
export const ERASED_KEY_PREFIX = "erased:";

export const erasedKey = (id: number): IdentityKey => `${ERASED_KEY_PREFIX}${id}` as IdentityKey;

export function hasCrn({ normalisedCrn }: Pick<PaymentReference, "normalisedCrn">): boolean {
  return normalisedCrn !== ERASED_CRN;
}

/** The reference without its CRN, inactive from now on if it was not yet: nobody can pay by it. */
export function withoutCrn(reference: PaymentReference, stamp: Stamp): PaymentReference {
  const { inactivated, version } = reference;
  const gone = { crn: ERASED, normalisedCrn: ERASED_CRN };
  return { ...reference, ...gone, inactivated: inactivated ?? stamp, version: version + 1 };
}
