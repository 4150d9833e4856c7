// Finds the reference that was probably meant: one slip of the finger away from an active one of the same contact.
import { isOneSlip } from "../values/one-slip.ts";
import type { NormalisedCrn } from "./crn.ts";

/** What is needed of another active reference of the contact. */
export type KnownCrn = { readonly id: number; readonly normalisedCrn: NormalisedCrn };

/** The ids, ascending, of the known references that the CRN nearly equals. Equal CRNs are no near-duplicates. */
export function nearDuplicates(crn: NormalisedCrn, known: readonly KnownCrn[]): readonly number[] {
  return known
    .filter((other) => isOneSlip(crn, other.normalisedCrn))
    .map((other) => other.id)
    .sort((a, b) => a - b);
}
