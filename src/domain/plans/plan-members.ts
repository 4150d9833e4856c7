// What is to be known of every member of a plan. A new one does not compile until it is said here.
import type { Difference } from "./difference/difference.ts";
import type { PlanState } from "./plan.ts";

/** What commands make of a plan, and what applying them again must therefore give. */
export type ReplayedMember = Exclude<keyof PlanState, "version">;

/**
 * What tells a change of each member: a part of the difference; the command itself, which is kept with it; or nothing,
 * since no command may change it.
 */
export const TOLD_BY: { readonly [M in ReplayedMember]: keyof Difference | "command" | "nothing" } = {
  clientId: "nothing",
  businessUnitId: "nothing",
  currency: "nothing",
  terms: "terms",
  method: "method",
  // A new anchor shows in the dates of its rows.
  anchors: "rows",
  rows: "rows",
  // Money shows in the totals; the notes written with it, in the command.
  payments: "totals",
  asWritten: "command",
};

/** In the order in which they are compared. */
export const REPLAYED_MEMBERS = Object.keys(TOLD_BY) as readonly ReplayedMember[];

const FIXED_MEMBERS = REPLAYED_MEMBERS.filter((member) => TOLD_BY[member] === "nothing");

/** Throws where a command changed what none may change: nothing would tell it. */
export function checkFixedMembers(
  before: Pick<PlanState, ReplayedMember>,
  after: Pick<PlanState, ReplayedMember>,
): void {
  const changed = FIXED_MEMBERS.find((member) => before[member] !== after[member]);
  if (changed !== undefined) throw new Error(`a command changed the ${changed} of a plan`);
}
