// Money comes in, and turns out not to have come in.
import { MAX_MINOR } from "../values/money.ts";
import { err, ok, type Result } from "../values/result.ts";
import type { Stamp } from "../values/stamp.ts";
import { receivedOf } from "./ledger.ts";
import { ACTIVE, effectiveAmount, type Payment, type PlanState } from "./plan.ts";
import { type PlanChange, planChange } from "./plan-change.ts";
import type { Policy, RecordPayment, ReversePayment } from "./plan-command.ts";
import type { PlanFailure } from "./plan-failure.ts";
import { settle } from "./settle.ts";
import { positiveAmountProblem, totalProblem } from "./terms-check.ts";

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
  return ledgerChange(plan, [...plan.payments, payment], policy);
}

/**
 * Takes one payment out of the allocation; it stays in the ledger, stamped. Allowed on a closed plan too: a cheque
 * bounces when it bounces. Fails with PAYMENT_UNKNOWN or PAYMENT_ALREADY_REVERSED; with AMOUNT_TOO_LARGE where a row
 * that comes free would take the total beyond the limit.
 */
export function reversePayment(
  plan: PlanState,
  command: ReversePayment,
  policy: Policy,
  stamp: Stamp,
): Result<PlanChange, PlanFailure> {
  const payment = plan.payments.find(({ number }) => number === command.payment);
  if (payment === undefined) return err({ tag: "PAYMENT_UNKNOWN", payment: command.payment });
  if (payment.reversed !== null) {
    return err({ tag: "PAYMENT_ALREADY_REVERSED", payment: payment.number, at: payment.reversed.at });
  }
  const payments = plan.payments.map((line) => (line === payment ? { ...line, reversed: stamp } : line));
  return ledgerChange(plan, payments, policy);
}

function ledgerChange(
  plan: PlanState,
  payments: readonly Payment[],
  policy: Policy,
): Result<PlanChange, PlanFailure> {
  const rows = settle(plan.rows, plan.rows, payments, plan.terms, policy);
  const wrongTotal = totalProblem(rows);
  if (wrongTotal !== null) return err(wrongTotal);
  return ok(planChange(plan, { ...plan, rows, payments }, policy));
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
