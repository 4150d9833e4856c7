// Finds the reference that was probably meant: one slip of the finger away from an active one of the same contact.
import type { NormalisedCrn } from "./crn.ts";

/** What is needed of another active reference of the contact. */
export type KnownCrn = { readonly id: number; readonly normalisedCrn: NormalisedCrn };

/**
 * Whether one character replaced, one added, one left out, or two neighbours swapped turns one CRN into the other.
 * Equal CRNs are no near-duplicates. Linear: what both share at either end is put aside, the middle decides.
 */
export function isNearDuplicate(one: string, other: string): boolean {
  const [a, b] = [Array.from(one), Array.from(other)];
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const left = a.slice(start, a.length - end);
  const right = b.slice(start, b.length - end);
  if (left.length <= 1 && right.length <= 1) return left.length + right.length > 0;
  const swapped = left[0] === right[1] && left[1] === right[0];
  return left.length === 2 && right.length === 2 && swapped;
}

/** The ids, ascending, of the known references that the CRN nearly equals. */
export function nearDuplicates(crn: NormalisedCrn, known: readonly KnownCrn[]): readonly number[] {
  return known
    .filter((other) => isNearDuplicate(crn, other.normalisedCrn))
    .map((other) => other.id)
    .sort((a, b) => a - b);
}
