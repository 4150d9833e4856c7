// What a person sets on one row: an override of its amount, and whether it is in a payment batch.
import { MAX_MINOR } from "../../values/money.ts";
import { err, ok, type Result } from "../../values/result.ts";
import { ACTIVE, type Instalment, type PlanState } from "../plan.ts";
import { noChange, type PlanChange, planChange } from "../plan-change.ts";
import type { PlanFailure } from "../plan-failure.ts";
import { settle } from "../recalculate/settle.ts";
import { totalProblem } from "../terms/terms-check.ts";
import type { Policy, SetInstalment } from "./plan-command.ts";

/**
 * Sets both facts of one row, as if in this order: out of the batch, override, into the batch. An override of 0 waives
 * the row; taking that back lets the ledger fill it, oldest first, which may take money from later rows. Fails with
 * INSTALMENT_UNKNOWN, AMOUNT_NEGATIVE, AMOUNT_TOO_LARGE, INSTALMENT_LOCKED (override of a row that holds money or stays
 * in its batch) and PLAN_CLOSED (all but leaving a batch).
 */
export function setInstalment(
  plan: PlanState,
  command: SetInstalment,
  policy: Policy,
): Result<PlanChange, PlanFailure> {
  const { instalment, override, inBatch } = command;
  const row = plan.rows.find(({ ordinal }) => ordinal === instalment);
  if (row === undefined) return err({ tag: "INSTALMENT_UNKNOWN", instalment, count: plan.rows.length });
  if (isAsStored(row, command)) return ok(noChange(plan, policy));
  const problem = settingProblem(plan, row, command);
  if (problem !== null) return err(problem);
  const changed = plan.rows.map((line) => (line === row ? { ...row, override, inBatch } : line));
  const rows = settle(plan, changed, plan.payments, policy);
  const wrongTotal = totalProblem(rows);
  if (wrongTotal !== null) return err(wrongTotal);
  return ok(planChange(plan, { ...plan, rows }, policy, command.kind));
}

function isAsStored(row: Instalment, { override, inBatch }: SetInstalment): boolean {
  const isStored: { readonly [M in Exclude<keyof SetInstalment, "kind" | "instalment">]: boolean } = {
    override: override === row.override,
    inBatch: inBatch === row.inBatch,
  };
  return Object.values(isStored).every(Boolean);
}

function settingProblem(plan: PlanState, row: Instalment, command: SetInstalment): PlanFailure | null {
  const { instalment, override, inBatch } = command;
  const overrides = override !== row.override;
  if (plan.terms.state !== ACTIVE && (overrides || inBatch)) {
    return { tag: "PLAN_CLOSED", state: plan.terms.state };
  }
  if (!overrides) return null;
  if (override !== null && override < 0n) return { tag: "AMOUNT_NEGATIVE", amount: override };
  if (override !== null && override > MAX_MINOR) {
    return { tag: "AMOUNT_TOO_LARGE", of: "amount", max: MAX_MINOR };
  }
  const { received } = row;
  if (received > 0n || (row.inBatch && inBatch)) {
    return { tag: "INSTALMENT_LOCKED", instalment, received, inBatch: row.inBatch };
  }
  return null;
}
