// Money comes in, and turns out not to have come in.
import { MAX_MINOR } from "../../values/money.ts";
import { err, ok, type Result } from "../../values/result.ts";
import type { Stamp } from "../../values/stamp.ts";
import { receivedOf } from "../ledger/ledger.ts";
import { ACTIVE, effectiveAmount, type Payment, type PlanState, type Reversal } from "../plan.ts";
import { type PlanChange, planChange } from "../plan-change.ts";
import type { PlanFailure } from "../plan-failure.ts";
import { settle } from "../recalculate/settle.ts";
import { positiveAmountProblem } from "../terms/terms-check.ts";
import type { PlanCommand, Policy, RecordPayment, ReversePayment } from "./plan-command.ts";

/** The most payments of a plan, reversed ones counted: a plan is read whole, and its ledger with it. */
export const MAX_PAYMENTS = 1_200;

/**
 * Adds a payment to the ledger, numbered after the last one. Refused on a closed plan (PLAN_CLOSED), before the day it
 * was received (RECEIVED_IN_FUTURE: a promise is no money), when it names a row that is not there (INSTALMENT_UNKNOWN)
 * or asks for nothing (INSTALMENT_WAIVED), when its amount is not positive or all payments together are too large, or
 * when there are `maxPayments` already (PAYMENTS_TOO_MANY).
 */
export function recordPayment(
  plan: PlanState,
  command: RecordPayment,
  policy: Policy,
  stamp: Stamp,
  maxPayments: number = MAX_PAYMENTS,
): Result<PlanChange, PlanFailure> {
  const problem = paymentProblem(plan, command, policy);
  if (problem !== null) return err(problem);
  if (plan.payments.length >= maxPayments) return err({ tag: "PAYMENTS_TOO_MANY", max: maxPayments });
  const { amount, receivedOn, note, instalment } = command;
  const payment: Payment = {
    number: plan.payments.length + 1,
    amount,
    receivedOn,
    note,
    instalment,
    recorded: stamp,
    reversed: null,
  };
  return ok(ledgerChange(plan, [...plan.payments, payment], policy, command.kind));
}

/**
 * Takes one payment out of the allocation; it stays in the ledger with the stamp of its reversal, the reason and the
 * day that were given. Allowed on a closed plan too: a cheque bounces when it bounces. A reversal is a fact (rule 8), so
 * it fails with PAYMENT_UNKNOWN and PAYMENT_ALREADY_REVERSED alone.
 */
export function reversePayment(
  plan: PlanState,
  command: ReversePayment,
  policy: Policy,
  stamp: Stamp,
): Result<PlanChange, PlanFailure> {
  const { payment: number, reason = null, on = null } = command;
  const payment = plan.payments.find((line) => line.number === number);
  if (payment === undefined) return err({ tag: "PAYMENT_UNKNOWN", payment: number });
  if (payment.reversed !== null) {
    return err({ tag: "PAYMENT_ALREADY_REVERSED", payment: number, at: payment.reversed.at });
  }
  const reversed: Reversal = { ...stamp, reason, on };
  const payments = plan.payments.map((line) => (line === payment ? { ...line, reversed } : line));
  return ok(ledgerChange(plan, payments, policy, command.kind));
}

function ledgerChange(
  plan: PlanState,
  payments: readonly Payment[],
  policy: Policy,
  kind: PlanCommand["kind"],
): PlanChange {
  const rows = settle(plan, plan.rows, payments, policy);
  return planChange(plan, { ...plan, rows, payments }, policy, kind);
}

function paymentProblem(plan: PlanState, command: RecordPayment, policy: Policy): PlanFailure | null {
  const { amount, receivedOn, instalment } = command;
  const wrongAmount = positiveAmountProblem(amount);
  if (wrongAmount !== null) return wrongAmount;
  if (plan.terms.state !== ACTIVE) return { tag: "PLAN_CLOSED", state: plan.terms.state };
  if (receivedOn > policy.today) return { tag: "RECEIVED_IN_FUTURE", receivedOn, today: policy.today };
  if (instalment !== null) {
    const row = plan.rows.find(({ ordinal }) => ordinal === instalment);
    if (row === undefined) return { tag: "INSTALMENT_UNKNOWN", instalment, count: plan.rows.length };
    // A payment that named a waived row would claim it later, should the row be dropped and come back unwaived.
    if (effectiveAmount(row) === 0n) return { tag: "INSTALMENT_WAIVED", instalment };
  }
  if (receivedOf(plan.payments) + amount > MAX_MINOR) {
    return { tag: "AMOUNT_TOO_LARGE", of: "payments", max: MAX_MINOR };
  }
  return null;
}
