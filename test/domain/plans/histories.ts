import { applyCommand } from "../../../src/domain/plans/commands/apply-command.ts";
import { createPlan } from "../../../src/domain/plans/commands/create-plan.ts";
import type { ChangePlan, PlanRecord, Policy } from "../../../src/domain/plans/commands/plan-command.ts";
import { effectiveAmount, isLocked, type PlanState } from "../../../src/domain/plans/plan.ts";
import type { PlanChange } from "../../../src/domain/plans/plan-change.ts";
import type { PlanFailure } from "../../../src/domain/plans/plan-failure.ts";
import type { Result } from "../../../src/domain/values/result.ts";
import type { Stamp } from "../../../src/domain/values/stamp.ts";
import { accepted, payment, updateCommand } from "./builders.ts";
import { daysOn, type History, type Move, stampOf } from "./history-moves.ts";
import { resolveChange } from "./terms-changes.ts";
/** One command of a history, and what came of it. */
export type Step = {
  readonly before: PlanState;
  readonly command: ChangePlan;
  readonly policy: Policy;
  readonly stamp: Stamp;
  readonly result: Result<PlanChange, PlanFailure>;
};

export type Walk = {
  readonly steps: readonly Step[];
  readonly state: PlanState;
  readonly policy: Policy;
  readonly records: readonly PlanRecord[];
};

/** Performs the history; refused commands are kept as steps and change nothing. */
export function walk(history: History): Walk {
  let policy: Policy = { arrears: history.arrears === "keep" ? "keep" : "roll", today: history.today };
  let state = accepted(createPlan(history.create, policy, stampOf(0))).after;
  const records: PlanRecord[] = [{ command: history.create, policy, stamp: stampOf(0) }];
  const steps: Step[] = [];
  for (const [number, move] of history.moves.entries()) {
    if (move.move === "wait") {
      policy = { ...policy, today: daysOn(policy.today, move.days) };
      continue;
    }
    if (history.arrears === "mixed") policy = { ...policy, arrears: number % 2 === 0 ? "keep" : "roll" };
    const command = commandOf(state, move, policy);
    const stamp = stampOf(number + 1);
    const result = applyCommand(state, command, policy, stamp);
    steps.push({ before: state, command, policy, stamp, result });
    if (!result.ok || !result.value.changed) continue;
    records.push({ command, policy, stamp });
    state = result.value.after;
  }
  return { steps, state, policy, records };
}

/** Every state that the history went through, the first and the last included. */
export function statesOf({ steps, state }: Walk): readonly PlanState[] {
  return [...steps.map(({ before }) => before), state];
}

function commandOf(state: PlanState, move: Exclude<Move, { move: "wait" }>, policy: Policy): ChangePlan {
  switch (move.move) {
    case "pay": {
      const instalment = move.named === null ? null : (move.named % state.rows.length) + 1;
      const receivedOn = move.how === 5 ? daysOn(policy.today, 1) : policy.today;
      return payment(paidAmount(state, move.how), { instalment, note: move.note, receivedOn });
    }
    case "reverse":
      return { kind: "reverse-payment", payment: paymentAt(state, move.which) };
    case "batch": {
      const row = rowAt(state, move.row);
      return {
        kind: "set-instalment",
        instalment: row.ordinal,
        override: row.override,
        inBatch: !row.inBatch,
      };
    }
    case "override": {
      const row = unlockedRowAt(state, move.row);
      const override = [null, 0n, 1n, row.amount / 2n, row.amount * 2n, row.amount][move.how] ?? null;
      return { kind: "set-instalment", instalment: row.ordinal, override, inBatch: row.inBatch };
    }
    case "update":
      return updateCommand(state, resolveChange(state, move.change));
    case "open-or-close":
      return updateCommand(state, { state: move.state });
    case "method":
      return updateCommand(state, {}, { method: move.method });
  }
}

/** A part of a row, a row, several rows, everything, or more than everything. */
function paidAmount(state: PlanState, how: number): bigint {
  const unpaid = state.rows.reduce((sum, row) => sum + effectiveAmount(row) - row.received, 0n);
  const amounts = [
    state.terms.amount,
    state.terms.amount / 3n,
    state.terms.amount * 3n + 1n,
    unpaid,
    unpaid + 700n,
  ];
  return amounts[how] ?? 1n;
}

/** Mostly a payment that still stands; else any, and now and then one that is not there. */
function paymentAt(state: PlanState, which: number): number {
  if (which % 8 === 7) return state.payments.length + 1;
  const standing =
    which % 8 === 6 ? state.payments : state.payments.filter(({ reversed }) => reversed === null);
  return standing[which % Math.max(1, standing.length)]?.number ?? 1;
}

function rowAt(state: PlanState, position: number): PlanState["rows"][number] {
  const row = state.rows[position % state.rows.length];
  if (row === undefined) throw new Error("a plan without rows");
  return row;
}

/** Mostly an unlocked row, as an override of a locked one is refused; any row where all are locked. */
function unlockedRowAt(state: PlanState, position: number): PlanState["rows"][number] {
  const unlocked = position % 7 === 0 ? [] : state.rows.filter((row) => !isLocked(row));
  return unlocked[position % Math.max(1, unlocked.length)] ?? rowAt(state, position);
}
