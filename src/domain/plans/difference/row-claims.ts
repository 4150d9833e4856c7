// What is said about rows: what they ask for, when they are due, which came and which left.

import { effectiveAmount, type InstalmentFacts } from "../plan.ts";
import { type RowChange, reading } from "./changed-rows.ts";
import { bySide, claim, groups, sumOf } from "./claim.ts";
import type { Claim } from "./claims.ts";
import type { Difference } from "./difference.ts";

/** Overrides are told one by one up to this many different ones. */
const MAX_OVERRIDE_CLAIMS = 4;

export function rowClaims(difference: Difference): readonly Claim[] {
  const { rows } = difference;
  return [
    ...bySide(reading(rows, "repriced"), (side, pastDue) => [repriced(side, pastDue, difference)]),
    ...underOverrides(reading(rows, "underOverride")),
    ...overrides(reading(rows, "overridden")),
    ...bySide(reading(rows, "moved"), (side, pastDue) => {
      const [first] = pairs(side);
      return first === undefined
        ? []
        : [claim("moved", { from: first.before.due, to: first.after.due, pastDue }, side)];
    }),
    ...added(reading(rows, "added")),
    ...bySide(reading(rows, "removed"), (side, pastDue) => {
      const from = side[0]?.before?.due;
      return from === undefined ? [] : [claim("removed", { from, to: null, pastDue }, side, ["count"])];
    }),
    ...groups(reading(rows, "rebatched"), ({ after }) => String(after?.inBatch)).map((group) => {
      const to = group[0]?.after?.inBatch ?? false;
      return claim("batch", { from: !to, to }, group);
    }),
  ];
}

/** It tells the new amount of the terms where the rows went from the old one to it. */
function repriced(side: readonly RowChange[], pastDue: boolean, { terms }: Difference): Claim {
  const sums = sumsOf(side, effectiveAmount);
  const tellsTerms = !sums.together && sums.from === terms.before?.amount && sums.to === terms.after.amount;
  return claim("repriced", { ...sums, pastDue }, side, tellsTerms ? ["amount"] : []);
}

function underOverrides(changes: readonly RowChange[]): readonly Claim[] {
  return changes.length === 0
    ? []
    : [
        claim(
          "under-override",
          sumsOf(changes, ({ amount }) => amount),
          changes,
        ),
      ];
}

/** One claim for all that are alike; where that would be many, those set, changed and taken off each together. */
function overrides(changes: readonly RowChange[]): readonly Claim[] {
  const alike = groups(changes, (change) => Object.values(overrideEnds(change)).join());
  if (alike.length <= MAX_OVERRIDE_CLAIMS) return alike.map(overrideClaim);
  const kindOf = (change: RowChange) => Object.values(overrideEnds(change)).map((end) => end === null);
  return groups(changes, (change) => kindOf(change).join()).map(overrideClaim);
}

function overrideClaim(changes: readonly RowChange[]): Claim {
  const ends = changes.map(overrideEnds);
  const sum = (parts: readonly (bigint | null)[]) =>
    parts.includes(null) ? null : sumOf(parts.map((part) => part ?? 0n));
  const [first] = ends;
  const isAlike = ends.every(({ from, to }) => from === first?.from && to === first.to);
  if (first !== undefined && isAlike) return claim("override", { ...first, together: false }, changes);
  const sums = { from: sum(ends.map(({ from }) => from)), to: sum(ends.map(({ to }) => to)) };
  return claim("override", { ...sums, together: true }, changes);
}

const overrideEnds = ({ before, after }: RowChange) => ({
  from: before?.override ?? null,
  to: after?.override ?? null,
});

function added(changes: readonly RowChange[]): readonly Claim[] {
  return groups(changes, ({ after }) => String(after?.amount)).flatMap((group) => {
    const [first, last] = [group[0]?.after, group.at(-1)?.after];
    if (first === null || first === undefined || last === null || last === undefined) return [];
    const { amount } = first;
    return [claim("added", { from: first.due, to: last.due, amount }, group, ["count"])];
  });
}

type Pair = { readonly before: InstalmentFacts; readonly after: InstalmentFacts };

const pairs = (changes: readonly RowChange[]): readonly Pair[] =>
  changes.flatMap(({ before, after }) => (before === null || after === null ? [] : [{ before, after }]));

/** What all of them had and have, each; where they are not alike, together. */
function sumsOf(changes: readonly RowChange[], moneyOf: (row: InstalmentFacts) => bigint) {
  const prices = pairs(changes).map(({ before, after }) => ({ from: moneyOf(before), to: moneyOf(after) }));
  const [first = { from: 0n, to: 0n }] = prices;
  if (prices.every(({ from, to }) => from === first.from && to === first.to)) {
    return { ...first, together: false };
  }
  return {
    from: sumOf(prices.map(({ from }) => from)),
    to: sumOf(prices.map(({ to }) => to)),
    together: true,
  };
}
