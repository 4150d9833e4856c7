// All the claims about a difference, in the order in which they are told.
import type { Claim } from "./claims.ts";
import type { Difference } from "./difference.ts";
import { ledgerClaims } from "./ledger-claims.ts";
import { rowClaims } from "./row-claims.ts";
import { standingClaims } from "./standing-claims.ts";
import { termsClaims } from "./terms-claims.ts";

/**
 * All that there is to say, most important first (laws T2, T3). Every changed row and every changed term is in a claim.
 * None where nothing changed: how a plan stands is only said beside what changed.
 */
export function claimsOf(difference: Difference): readonly Claim[] {
  const ofRows = rowClaims(difference);
  const changes = [...termsClaims(difference, ofRows), ...ofRows, ...ledgerClaims(difference)];
  return changes.length === 0 ? [] : [...changes, ...standingClaims(difference)];
}
