// What is said about a plan as a whole: state, method, and each term that the rows do not tell by themselves.

import { ACTIVE, type Terms } from "../plan.ts";
import { claim } from "./claim.ts";
import type { Claim, ToldMember } from "./claims.ts";
import type { Difference } from "./difference.ts";

/** `ofRows`: what is said about the rows; an amount that they tell to the letter is not told twice. */
export function termsClaims({ terms, method }: Difference, ofRows: readonly Claim[]): readonly Claim[] {
  const { before, after } = terms;
  const isTold = ofRows.some((one) => one.terms.includes("amount"));
  const told: { readonly [M in ToldMember]: readonly Claim[] } = {
    state:
      (before?.state ?? ACTIVE) === after.state
        ? []
        : [claim("state", fromTo("state", terms), [], ["state"])],
    start: before?.start === after.start ? [] : [claim("start", fromTo("start", terms), [], ["start"])],
    recurrence:
      before?.recurrence === after.recurrence
        ? []
        : [claim("recurrence", fromTo("recurrence", terms), [], ["recurrence"])],
    method:
      method.before === method.after
        ? []
        : [claim("method", { from: method.before, to: method.after }, [], ["method"])],
    amount:
      before === null || before.amount === after.amount || isTold
        ? []
        : [claim("amount", { from: before.amount, to: after.amount }, [], ["amount"])],
    // The rows that came or left tell it.
    count: [],
  };
  return Object.values(told).flat();
}

const fromTo = <M extends keyof Terms>(member: M, { before, after }: Difference["terms"]) => ({
  from: before === null ? null : before[member],
  to: after[member],
});
