// The reference model's way from one version of a plan to the next, for every command there is.
import { dayFrom } from "./model-dates.ts";
import { settled } from "./model-ledger.ts";
import {
  asks,
  dueDate,
  isOpen,
  MOST,
  type ModelPlan,
  type ModelPolicy,
  type ModelTerms,
  totalAsked,
  totalsOn,
} from "./model-plan.ts";
import { type Done, type ModelResult, type ModelUpdate, update, wrongFields } from "./model-update.ts";

export type ModelCreate = { readonly kind: "create"; readonly terms: ModelTerms };
export type ModelPay = {
  readonly kind: "pay";
  readonly amount: bigint;
  readonly named: number | null;
  readonly receivedOn: string;
};
export type ModelReverse = { readonly kind: "reverse"; readonly payment: number; readonly on: string };
export type ModelSet = {
  readonly kind: "set";
  readonly row: number;
  readonly override: bigint | null;
  readonly inBatch: boolean;
};
export type ModelChange = ModelUpdate | ModelPay | ModelReverse | ModelSet;

/** A fresh plan: one anchor, every row at the terms' amount (rule D3). */
export function create(terms: ModelTerms): ModelResult {
  const wrong = wrongFields(terms);
  if (wrong !== null) return { refused: [wrong] };
  const { start, amount, count, recurrence } = terms;
  const cause = { by: "creation" as const, version: 1 };
  const anchors = [{ ordinal: 1, date: start, wanted: dayFrom(start).day, recurrence, cause }];
  const dates = Array.from({ length: count }, (_, index) => dueDate(anchors, index + 1));
  if (dates.includes(null)) return { refused: ["DATE_OUT_OF_RANGE"] };
  if (amount * BigInt(count) > MOST) return { refused: ["AMOUNT_TOO_LARGE"] };
  const rows = dates.map((due) => ({
    due: due ?? "",
    amount,
    pricedAt: 1,
    override: null,
    received: 0n,
    inBatch: false,
  }));
  return { plan: { version: 1, terms, method: "Cash", anchors, rows, payments: [] }, changed: true };
}

export function apply(plan: ModelPlan, command: ModelChange, policy: ModelPolicy): ModelResult {
  switch (command.kind) {
    case "update":
      return update(plan, command, policy);
    case "pay":
      return pay(plan, command, policy);
    case "reverse":
      return reverse(plan, command, policy);
    case "set":
      return setRow(plan, command, policy);
  }
}

const done = (plan: ModelPlan): Done => ({ plan, changed: true });

/** The rules give a payment's refusals no order, so any that applies is right. */
function pay(plan: ModelPlan, { amount, named, receivedOn }: ModelPay, policy: ModelPolicy): ModelResult {
  const refused: string[] = [];
  const row = named === null ? undefined : plan.rows[named - 1];
  if (amount <= 0n) refused.push("AMOUNT_NOT_POSITIVE");
  if (amount + totalsOn(plan, policy.today).received > MOST) refused.push("AMOUNT_TOO_LARGE");
  if (!isOpen(plan)) refused.push("PLAN_CLOSED");
  if (receivedOn > policy.today) refused.push("RECEIVED_IN_FUTURE");
  if (named !== null && row === undefined) refused.push("INSTALMENT_UNKNOWN");
  if (row !== undefined && asks(row) === 0n) refused.push("INSTALMENT_WAIVED");
  if (refused.length > 0) return { refused };
  const payments = [...plan.payments, { amount, named, reversed: false }];
  return done(settled(plan, { ...plan, payments }, policy));
}

/** A reversal is a fact: nothing but an unknown or already reversed payment refuses it, on a closed plan too. */
function reverse(plan: ModelPlan, { payment }: ModelReverse, policy: ModelPolicy): ModelResult {
  const line = plan.payments[payment - 1];
  if (line === undefined) return { refused: ["PAYMENT_UNKNOWN"] };
  if (line.reversed) return { refused: ["PAYMENT_ALREADY_REVERSED"] };
  const payments = plan.payments.map((each) => (each === line ? { ...each, reversed: true } : each));
  return done(settled(plan, { ...plan, payments }, policy));
}

/**
 * Readings that the rules leave open: an override is fixed while its row is locked and stays so; a row may leave its
 * batch and get an override at once; on a closed plan a row may leave its batch and that is all; setting what is set
 * already is nothing on an open plan, and may be refused on a closed one.
 */
function setRow(plan: ModelPlan, command: ModelSet, policy: ModelPolicy): ModelResult {
  const { override, inBatch } = command;
  const row = plan.rows[command.row - 1];
  const refused: string[] = [];
  if (row === undefined) return { refused: ["INSTALMENT_UNKNOWN", ...(isOpen(plan) ? [] : ["PLAN_CLOSED"])] };
  if (override !== null && override < 0n) refused.push("AMOUNT_NEGATIVE");
  if (override !== null && override > MOST) refused.push("AMOUNT_TOO_LARGE");
  const repriced = override !== row.override;
  if (!isOpen(plan) && (repriced || inBatch > row.inBatch)) refused.push("PLAN_CLOSED");
  if (repriced && (row.received > 0n || (row.inBatch && inBatch))) refused.push("INSTALMENT_LOCKED");
  const rows = plan.rows.map((each) => (each === row ? { ...each, override, inBatch } : each));
  const changed = settled(plan, { ...plan, rows }, policy);
  const tooMuch = totalAsked(rows) > MOST;
  if (tooMuch) refused.push("AMOUNT_TOO_LARGE");
  if (refused.length > 0) return { refused };
  return repriced || inBatch !== row.inBatch ? done(changed) : { plan, changed: false };
}
