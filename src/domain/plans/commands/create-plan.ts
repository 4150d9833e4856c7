// Makes a plan from its terms: one anchor, one row per instalment (rule D3).
import { err, ok, type Result } from "../../values/result.ts";
import type { Stamp } from "../../values/stamp.ts";
import { dueDates, firstAnchor } from "../due-dates/grid.ts";
import { causingVersion } from "../history/rules.ts";
import { type PlanChange, planChange, type Unversioned } from "../plan-change.ts";
import type { PlanFailure } from "../plan-failure.ts";
import { freshRow } from "../recalculate/recalculate.ts";
import { lastDateProblem, termsProblem, totalProblem } from "../terms/terms-check.ts";
import type { CreatePlan, Policy } from "./plan-command.ts";

/**
 * The plan that the command asks for. The stamp is not part of the state: the event of version 1 carries it. Fails
 * with OWNER_MISSING, RECURRENCE_UNKNOWN, AMOUNT_NOT_POSITIVE, AMOUNT_TOO_LARGE, COUNT_OUT_OF_RANGE or
 * DATE_OUT_OF_RANGE (update rule 1, which holds for a new plan too).
 */
export function createPlan(
  command: CreatePlan,
  policy: Policy,
  _stamp: Stamp,
): Result<PlanChange, PlanFailure> {
  const { clientId, businessUnitId, currency, terms, asWritten, method } = command;
  if (!isIdentity(clientId)) return err({ tag: "OWNER_MISSING", member: "clientId" });
  if (!isIdentity(businessUnitId)) return err({ tag: "OWNER_MISSING", member: "businessUnitId" });
  const wrongTerms = termsProblem(terms);
  if (wrongTerms !== null) return err(wrongTerms);
  const version = causingVersion(null, policy);
  const cause = version === null ? null : ({ kind: "creation", version } as const);
  const anchors = [firstAnchor(terms.start, terms.recurrence, cause)];
  const lastDate = lastDateProblem(anchors, terms.count);
  if (lastDate !== null) return err(lastDate);
  const dates = dueDates(anchors, 1, terms.count);
  const rows = dates.map((due, index) => freshRow(terms, index + 1, due, version));
  const wrongTotal = totalProblem(rows);
  if (wrongTotal !== null) return err(wrongTotal);
  const after: Unversioned = {
    clientId,
    businessUnitId,
    currency,
    terms,
    method,
    anchors,
    rows,
    payments: [],
    asWritten,
  };
  return ok(planChange(null, after, policy, command.kind));
}

const isIdentity = (id: number): boolean => Number.isSafeInteger(id) && id > 0;
