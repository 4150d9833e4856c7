// The recalculation cases: a plan, a change, and the plan afterwards or the refusal.
import { describe, expect, it } from "vitest";
import { applyCommand } from "../../../src/domain/plans/commands/apply-command.ts";
import { isLocked, type PlanState } from "../../../src/domain/plans/plan.ts";
import { statusOf, totalsOf } from "../../../src/domain/plans/totals.ts";
import type { LocalDate } from "../../../src/domain/values/local-date.ts";
import { accepted, refused, STAMP, updateCommand } from "./builders.ts";
import { askedBy, type PlanCase, planOf, policyOf, RECALCULATIONS, type RecalculationCase } from "./cases.ts";

const answerTo = (one: RecalculationCase) => {
  const plan = planOf(one.before);
  return applyCommand(plan, updateCommand(plan, askedBy(one)), policyOf(one), STAMP);
};

/** The plan in the words of the cases. */
function caseOf(plan: PlanState, asOf: LocalDate): Omit<PlanCase, "terms"> {
  const { total, received, outstanding, credit } = totalsOf(plan, asOf);
  return {
    frontier: plan.rows.findLast(isLocked)?.ordinal ?? 0,
    status: statusOf(plan),
    total_minor: Number(total),
    received_minor: Number(received),
    outstanding_minor: Number(outstanding),
    credit_minor: Number(credit),
    rows: plan.rows.map((row) => ({
      n: row.ordinal,
      due: row.due,
      amount_minor: Number(row.amount),
      received_minor: Number(row.received),
      ...(row.override === null ? {} : { override_minor: Number(row.override) }),
      locked: isLocked(row),
    })),
  };
}

const withoutTerms = ({ terms: _terms, ...rest }: PlanCase): Omit<PlanCase, "terms"> => rest;

describe("recalculation cases", () => {
  it.each(RECALCULATIONS)("$id begins where the case says", (one) => {
    expect(caseOf(planOf(one.before), policyOf(one).today)).toEqual(withoutTerms(one.before));
  });

  it.each(RECALCULATIONS.filter(({ reject }) => reject === undefined))("$id $note", (one) => {
    const { after, changed } = accepted(answerTo(one));
    if (one.after === undefined) throw new Error("a case without an end");
    expect(caseOf(after, policyOf(one).today)).toEqual(withoutTerms(one.after));
    expect(after.terms).toEqual(askedBy(one));
    expect(changed).toBe(one.changed);
  });

  it.each(RECALCULATIONS.filter(({ reject }) => reject !== undefined))("$id $note", (one) => {
    const failure = refused(answerTo(one));
    expect(failure.tag).toBe(one.reject);
    if (failure.tag === "INSTALMENTS_BELOW_LOCKED") expect(failure.locked).toBe(one.locked);
    if (failure.tag === "START_NOT_AFTER_LOCKED") expect(failure.lockedDue).toBe(one.lockedDue);
  });
});
