// What is said about a plan as a whole: state, method, and each term that the rows do not tell by themselves.

import { ACTIVE } from "../plan.ts";
import { claim } from "./claim.ts";
import type { Claim } from "./claims.ts";
import type { Difference } from "./difference.ts";

/** `ofRows`: what is said about the rows; an amount that they tell to the letter is not told twice. */
export function termsClaims({ terms, method }: Difference, ofRows: readonly Claim[]): readonly Claim[] {
  const { before, after } = terms;
  const claims: Claim[] = [];
  if (before === null ? after.state !== ACTIVE : before.state !== after.state) {
    claims.push(claim("state", { from: before?.state ?? null, to: after.state }, [], ["state"]));
  }
  if (before?.start !== after.start) {
    claims.push(claim("start", { from: before?.start ?? null, to: after.start }, [], ["start"]));
  }
  if (before?.recurrence !== after.recurrence) {
    const { recurrence: to } = after;
    claims.push(claim("recurrence", { from: before?.recurrence ?? null, to }, [], ["recurrence"]));
  }
  if (method.before !== method.after) {
    claims.push(claim("method", { from: method.before, to: method.after }, [], ["method"]));
  }
  const isTold = ofRows.some((one) => one.terms.includes("amount"));
  if (before !== null && before.amount !== after.amount && !isTold) {
    claims.push(claim("amount", { from: before.amount, to: after.amount }, [], ["amount"]));
  }
  return claims;
}
