// Update and recalculate: the full new terms of a plan, applied without touching what is locked.
import { namesOf } from "../../values/names-of.ts";
import { err, ok, type Result } from "../../values/result.ts";
import { anchorsAfter, startProblem } from "../due-dates/anchors.ts";
import { fill } from "../ledger/ledger.ts";
import { ACTIVE, type PlanState, type Terms } from "../plan.ts";
import { noChange, type PlanChange, planChange } from "../plan-change.ts";
import type { PlanConflict, PlanFailure, TermsMember } from "../plan-failure.ts";
import { frontierOf } from "../recalculate/locks.ts";
import { recalculatedRows } from "../recalculate/recalculate.ts";
import { termsProblem, totalProblem } from "../terms/terms-check.ts";
import { creditOf } from "../totals.ts";
import type { Policy, UpdatePlan } from "./plan-command.ts";

/**
 * Applies an update (rules 1 to 7). Wrong fields are refused first, the last date among them; then another owner
 * (PLAN_OWNER_DIFFERS), closing with other terms (CLOSE_AND_CHANGE), a count below the frontier
 * (INSTALMENTS_BELOW_LOCKED) and a start not after it (START_NOT_AFTER_LOCKED). Sending a plan its own terms changes
 * nothing (rule 7, laws I6 and I7).
 */
export function updatePlan(
  plan: PlanState,
  command: UpdatePlan,
  policy: Policy,
): Result<PlanChange, PlanFailure> {
  const { terms: asked, asWritten, method } = command;
  const wrongTerms = termsProblem(asked);
  if (wrongTerms !== null) return err(wrongTerms);
  const frontier = frontierOf(plan.rows, policy);
  const anchors = anchorsAfter(plan, asked, frontier, policy);
  if (!anchors.ok) return anchors;
  const conflict =
    ownerConflict(plan, command) ??
    closingConflict(plan.terms, asked) ??
    countConflict(asked, frontier) ??
    startProblem(plan, asked, frontier);
  if (conflict !== null) return err(conflict);
  if (isAsStored(plan, command)) return ok(noChange(plan, policy, asWritten));
  const recalculated = recalculatedRows(plan, { asked, anchors: anchors.value, frontier }, policy);
  const wrongTotal = totalProblem(recalculated);
  if (wrongTotal !== null) return err(wrongTotal);
  // Only credit can move: an update changes no row that holds money, and adds rows at the end alone.
  const rows = creditOf(plan) === 0n ? recalculated : fill(recalculated, plan.payments);
  const after = { ...plan, terms: asked, method, anchors: anchors.value, rows, asWritten };
  return ok(planChange(plan, after, policy, command.kind));
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

function countConflict({ count }: Terms, frontier: number): PlanConflict | null {
  return count < frontier ? { tag: "INSTALMENTS_BELOW_LOCKED", count, locked: frontier } : null;
}

const TERMS_MEMBERS = namesOf<TermsMember>({ start: true, amount: true, count: true, recurrence: true });

const changedMembers = (terms: Terms, asked: Terms): TermsMember[] =>
  TERMS_MEMBERS.filter((member) => terms[member] !== asked[member]);

/** Whether the plan is all that the command asks for. Another text for the same start or amount asks for no other. */
function isAsStored(plan: PlanState, { terms, method }: UpdatePlan): boolean {
  const isStored: { readonly [M in Exclude<keyof UpdatePlan, "kind">]: boolean } = {
    // Another owner was refused.
    clientId: true,
    businessUnitId: true,
    terms: changedMembers(plan.terms, terms).length === 0 && terms.state === plan.terms.state,
    asWritten: true,
    method: method === plan.method,
  };
  return Object.values(isStored).every(Boolean);
}
