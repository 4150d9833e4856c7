// What is said about money: what came in and went out, which rows hold more or less, which came free of it.

import { ACTIVE, effectiveAmount, type Terms } from "../plan.ts";
import { amountOfInstalment } from "../terms/amount-reading.ts";
import { isFreed, type RowChange, reading } from "./changed-rows.ts";
import { claim, groups, sumOf } from "./claim.ts";
import type { Claim, ClaimFacts } from "./claims.ts";
import type { Difference } from "./difference.ts";

export function ledgerClaims(difference: Difference): readonly Claim[] {
  const { rows, terms, totals } = difference;
  const before = totals.before ?? { received: 0n, credit: 0n };
  const { received, credit } = totals.after;
  const claims: Claim[] = [];
  if (received !== before.received) claims.push(claim("received", { from: before.received, to: received }));
  if (credit !== before.credit) {
    const isUsed = received === before.received && credit < before.credit;
    claims.push(claim("credit", { from: before.credit, to: credit, isUsed }));
  }
  const isStill = received === before.received && credit === before.credit;
  claims.push(...heldClaims(reading(rows, "refilled"), isStill));
  const freed = groups(rows.filter(isFreed), (change) => freedBy(change, terms.after));
  claims.push(...freed.map((group) => freedClaim(group, terms.after)));
  return claims;
}

/** `isStill`: no money came in, went out, or became or ceased to be credit; so what one row lost, another got. */
function heldClaims(changes: readonly RowChange[], isStill: boolean): readonly Claim[] {
  const more = changes.filter((change) => gainOf(change) > 0n);
  const less = changes.filter((change) => gainOf(change) < 0n);
  if (isStill && more.length > 0 && less.length > 0) {
    const amount = sumOf(more.map(gainOf));
    return [claim("money-moved", { from: ordinalsOf(less), to: ordinalsOf(more), amount }, changes)];
  }
  return [more, less]
    .filter((side) => side.length > 0)
    .map((side) => {
      const from = sumOf(side.map(({ before }) => before?.received ?? 0n));
      return claim("held", { from, to: from + sumOf(side.map(gainOf)) }, side);
    });
}

function freedClaim(changes: readonly RowChange[], terms: Terms): Claim {
  const [first] = changes;
  if (first === undefined) throw new Error("no row came free");
  const from = sumOf(changes.map(({ before }) => before?.received ?? 0n));
  const to = sumOf(changes.map(({ after }) => (after === null ? 0n : effectiveAmount(after))));
  return claim("freed", { from, to, by: freedBy(first, terms), isOwed: terms.state === ACTIVE }, changes);
}

/** What a row that came free goes by now: its override, the terms, or what was promised when the terms were others. */
function freedBy({ ordinal, after }: RowChange, terms: Terms): ClaimFacts["freed"]["by"] {
  if (after !== null && after.override !== null) return "override";
  return after?.amount === amountOfInstalment(terms, ordinal) ? "terms" : "promise";
}

const gainOf = ({ before, after }: RowChange): bigint => (after?.received ?? 0n) - (before?.received ?? 0n);
const ordinalsOf = (changes: readonly RowChange[]): number[] => changes.map(({ ordinal }) => ordinal);
