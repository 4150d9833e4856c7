// Plans, terms and commands in one line each, for tests.
import { applyCommand } from "../../../src/domain/plans/commands/apply-command.ts";
import { createPlan } from "../../../src/domain/plans/commands/create-plan.ts";
import type {
  ChangePlan,
  CreatePlan,
  Policy,
  RecordPayment,
  UpdatePlan,
} from "../../../src/domain/plans/commands/plan-command.ts";
import type { PlanState, Terms } from "../../../src/domain/plans/plan.ts";
import type { PlanChange } from "../../../src/domain/plans/plan-change.ts";
import type { PlanFailure } from "../../../src/domain/plans/plan-failure.ts";
import type { Currency } from "../../../src/domain/values/currency.ts";
import type { LocalDate } from "../../../src/domain/values/local-date.ts";
import { formatMinor } from "../../../src/domain/values/money.ts";
import type { Result } from "../../../src/domain/values/result.ts";
import type { Stamp } from "../../../src/domain/values/stamp.ts";

export const date = (text: string): LocalDate => text as LocalDate;
export const AUD = "AUD" as Currency;
export const STAMP: Stamp = { at: "2026-01-15T08:38:50.083Z", by: "tester" };
/** Long before any date in the examples: nothing is past due. */
export const ROLL: Policy = { arrears: "roll", today: date("2025-01-01") };

export const TERMS: Terms = {
  start: date("2025-01-31"),
  amount: 10_000n,
  count: 12,
  recurrence: "Monthly",
  state: "Active",
};

export function createCommand(terms: Partial<Terms> = {}, rest: Partial<CreatePlan> = {}): CreatePlan {
  const full = { ...TERMS, ...terms };
  const currency = rest.currency ?? AUD;
  return {
    kind: "create",
    clientId: 2,
    businessUnitId: 3,
    currency,
    terms: full,
    asWritten: { start: full.start, amount: formatMinor(full.amount, currency) },
    method: "Cash",
    ...rest,
  };
}

export function updateCommand(
  plan: PlanState,
  terms: Partial<Terms> = {},
  rest: Partial<UpdatePlan> = {},
): UpdatePlan {
  return {
    kind: "update",
    clientId: null,
    businessUnitId: null,
    terms: { ...plan.terms, ...terms },
    asWritten: plan.asWritten,
    method: plan.method,
    ...rest,
  };
}

export function payment(amount: bigint, rest: Partial<RecordPayment> = {}): RecordPayment {
  return {
    kind: "record-payment",
    amount,
    receivedOn: date("2025-01-01"),
    note: "",
    instalment: null,
    ...rest,
  };
}

export function accepted<T, E>(result: Result<T, E>): T {
  if (!result.ok) throw new Error(`refused with ${JSON.stringify(result.error, textOfBigint)}`);
  return result.value;
}

export function refused<T, E>(result: Result<T, E>): E {
  if (result.ok) throw new Error("not refused");
  return result.error;
}

const textOfBigint = (_key: string, value: unknown): unknown =>
  typeof value === "bigint" ? value.toString() : value;

export function newPlan(terms: Partial<Terms> = {}, rest: Partial<CreatePlan> = {}): PlanState {
  return accepted(createPlan(createCommand(terms, rest), ROLL, STAMP)).after;
}

export function change(plan: PlanState, command: ChangePlan, policy: Policy = ROLL): PlanChange {
  return accepted(applyCommand(plan, command, policy, STAMP));
}

export function refusal(plan: PlanState, command: ChangePlan, policy: Policy = ROLL): PlanFailure {
  return refused(applyCommand(plan, command, policy, STAMP));
}

/** The plan after several commands, each accepted. */
export function planAfter(plan: PlanState, ...commands: readonly ChangePlan[]): PlanState {
  return commands.reduce((state, command) => change(state, command).after, plan);
}

/** Freezes a value all the way down, so that a function that changes its input throws. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) deepFreeze(member);
  }
  return value;
}
