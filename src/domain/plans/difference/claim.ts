// Makes a claim about the plan as a whole or about rows.
import type { RowChange } from "./changed-rows.ts";
import type { Claim, ClaimFacts, ClaimKind, ToldMember } from "./claims.ts";

/** A claim about these rows, which tells the changed members named. */
export function claim<K extends ClaimKind>(
  kind: K,
  facts: ClaimFacts[K],
  rows: readonly RowChange[] = [],
  terms: readonly ToldMember[] = [],
): Claim {
  return { kind, rows: rows.map(({ ordinal }) => ordinal), terms, ...facts } as unknown as Claim;
}

/** Changes that share a key, in the order in which the first of each came. */
export function groups<T>(changes: readonly T[], keyOf: (change: T) => string): readonly (readonly T[])[] {
  const byKey = new Map<string, T[]>();
  for (const change of changes) {
    const key = keyOf(change);
    const group = byKey.get(key);
    if (group === undefined) byKey.set(key, [change]);
    else group.push(change);
  }
  return [...byKey.values()];
}

/** What was owed already is another matter than what is to come: what is to come first, then what is past due. */
export function bySide(
  changes: readonly RowChange[],
  say: (rows: readonly RowChange[], pastDue: boolean) => readonly Claim[],
): readonly Claim[] {
  const sideOf = (pastDue: boolean) => changes.filter((change) => change.pastDue === pastDue);
  return [false, true].flatMap((pastDue) => {
    const side = sideOf(pastDue);
    return side.length === 0 ? [] : say(side, pastDue);
  });
}

export const sumOf = (parts: readonly bigint[]): bigint => parts.reduce((total, part) => total + part, 0n);
