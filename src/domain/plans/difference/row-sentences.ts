// The longer sentences about rows: overrides, and rows that came free.
import type { Minor } from "../../values/money.ts";
import type { ClaimFacts, ClaimKind } from "./claims.ts";
import { namedPayments, together, verb } from "./wording.ts";

/** Minor units as a person reads them. */
export type Money = (minor: Minor) => string;

/** What a sentence is made of. */
export type Said<K extends ClaimKind> = ClaimFacts[K] & { readonly rows: readonly number[] };

export function overrideSentence(
  { rows, from, to, together: isSum }: Said<"override">,
  money: Money,
): string {
  const which = namedPayments(rows);
  const [has, is, override, changes] =
    rows.length === 1 ? ["has", "is", "override", "changes"] : ["have", "are", "overrides", "change"];
  const share = isSum ? " together" : rows.length === 1 ? "" : " each";
  if (to === null) {
    if (from === 0n) return `${which} ${is} no longer waived`;
    return `the ${override} of ${money(from ?? 0n)}${share} on ${which} ${is} taken off`;
  }
  if (from === null) {
    if (to === 0n) return `${which} ${is} waived`;
    return `${which} ${has} ${isSum ? "overrides" : "an override"} of ${money(to)}${share} now`;
  }
  const subject = `the ${override} of ${which} ${changes}`;
  if (isSum) return `${subject} ${together({ from, to }, money)}`;
  return to === 0n ? `${which} ${is} waived` : `${subject} from ${money(from)} to ${money(to)}${share}`;
}

/** A bounced payment forgives nothing (rule 8). A closed plan asks for nothing, so there nothing is owed. */
export function freedSentence({ rows, to, by, isOwed }: Said<"freed">, money: Money): string {
  const [is, its] = rows.length === 1 ? ["is", "its override"] : ["are", "their overrides"];
  const ask = isOwed ? verb("owe", rows) : verb("keep", rows);
  const freed = `${namedPayments(rows)} ${is} ${isOwed ? "open again" : "no longer locked"} and ${ask}`;
  if (by === "override") return to === 0n ? `${freed} nothing` : `${freed} the ${money(to)} of ${its}`;
  return by === "terms"
    ? `${freed} ${money(to)}, as the terms say`
    : `${freed} the ${money(to)} that was promised`;
}
