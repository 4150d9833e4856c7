// Update and recalculate: the full new terms of a plan, applied without touching what is locked.
import { err, ok, type Result } from "../values/result.ts";
import { fill } from "./ledger.ts";
import { ACTIVE, type PlanState, type Terms } from "./plan.ts";
import { noChange, type PlanChange, planChange } from "./plan-change.ts";
import type { Policy, UpdatePlan } from "./plan-command.ts";
import type { PlanConflict, PlanFailure, TermsMember } from "./plan-failure.ts";
import { recalculate } from "./recalculate.ts";
import { termsProblem, totalProblem } from "./terms-check.ts";
import { creditOf } from "./totals.ts";

/**
 * Applies an update (10-payment-plans.md, Update). Wrong fields are refused first, then another owner
 * (PLAN_OWNER_DIFFERS), then closing with other terms (CLOSE_AND_CHANGE), then what the locked rows forbid.
 * Sending a plan its own terms changes nothing (rule 7, laws I6 and I7).
 */
export function updatePlan(
  plan: PlanState,
  command: UpdatePlan,
  policy: Policy,
): Result<PlanChange, PlanFailure> {
  const { terms: asked, asWritten, method } = command;
  const problem = termsProblem(asked) ?? ownerConflict(plan, command) ?? closingConflict(plan.terms, asked);
  if (problem !== null) return err(problem);
  const sameTerms = changedMembers(plan.terms, asked).length === 0;
  if (sameTerms && asked.state === plan.terms.state && method === plan.method) {
    return ok(noChange(plan, policy, asWritten));
  }
  const recalculated = recalculate(plan, asked, policy);
  if (!recalculated.ok) return recalculated;
  const { anchors } = recalculated.value;
  const wrongTotal = totalProblem(recalculated.value.rows);
  if (wrongTotal !== null) return err(wrongTotal);
  // Only credit can move: an update changes no row that holds money, and adds rows at the end alone.
  const rows = creditOf(plan) === 0n ? recalculated.value.rows : fill(recalculated.value.rows, plan.payments);
  return ok(planChange(plan, { ...plan, terms: asked, method, anchors, rows, asWritten }, policy));
}

function ownerConflict(plan: PlanState, command: UpdatePlan): PlanConflict | null {
  for (const member of ["clientId", "businessUnitId"] as const) {
    const sent = command[member];
    const stored = plan[member];
    if (sent !== null && sent !== 0 && sent !== stored) {
      return { tag: "PLAN_OWNER_DIFFERS", member, stored, sent };
    }
  }
  return null;
}

function closingConflict(terms: Terms, asked: Terms): PlanConflict | null {
  if (asked.state === ACTIVE) return null;
  const changed = changedMembers(terms, asked);
  return changed.length === 0 ? null : { tag: "CLOSE_AND_CHANGE", changed };
}

function changedMembers(terms: Terms, asked: Terms): TermsMember[] {
  const members = ["start", "amount", "count", "recurrence"] as const;
  return members.filter((member) => terms[member] !== asked[member]);
}
