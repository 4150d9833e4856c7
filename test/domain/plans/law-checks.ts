// What the law tests share: how often, and what a plan promises besides.
import { fc } from "@fast-check/vitest";
import { expect } from "vitest";
import { applyCommand } from "../../../src/domain/plans/commands/apply-command.ts";
import type { Policy } from "../../../src/domain/plans/commands/plan-command.ts";
import type { Instalment, PlanState, Terms } from "../../../src/domain/plans/plan.ts";
import type { PlanChange } from "../../../src/domain/plans/plan-change.ts";
import { isHeld } from "../../../src/domain/plans/recalculate/locks.ts";
import { STAMP, updateCommand } from "./builders.ts";

export const RUNS = { numRuns: Number(process.env.LAW_RUNS ?? 300) };

/** The change under these terms, or null where they are refused. */
export function updated(plan: PlanState, terms: Terms, policy: Policy): PlanChange | null {
  const result = applyCommand(plan, updateCommand(plan, terms), policy, STAMP);
  return result.ok ? result.value : null;
}

/** The same, where a refusal makes the case pointless. */
export function updatedOrSkip(plan: PlanState, terms: Terms, policy: Policy): PlanChange {
  const change = updated(plan, terms, policy);
  fc.pre(change !== null);
  if (change === null) throw new Error("unreachable");
  return change;
}

/** The frontier told the slow way: the highest ordinal among the held rows. */
export function frontierOf(plan: PlanState, policy: Policy): number {
  return Math.max(0, ...plan.rows.filter((row) => isHeld(row, policy)).map(({ ordinal }) => ordinal));
}

export function rowOf(plan: PlanState, ordinal: number): Instalment {
  const row = plan.rows[ordinal - 1];
  if (row === undefined) throw new Error(`no row ${ordinal}`);
  expect(row.ordinal).toBe(ordinal);
  return row;
}

export const duesOf = (plan: PlanState): string[] => plan.rows.map(({ due }) => due);
export const amountsOf = (plan: PlanState): bigint[] => plan.rows.map(({ amount }) => amount);
export const sumOf = (parts: readonly bigint[]): bigint => parts.reduce((sum, part) => sum + part, 0n);
