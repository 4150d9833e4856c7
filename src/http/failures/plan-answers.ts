// Answers to what the core refuses about payment plans.
import type { ChangeFailure } from "../../domain/plans/commands/change-plan.ts";
import type { TotalNotReachable } from "../../domain/plans/schedule/choice-on-plan.ts";
import type { SolverFailure } from "../../domain/plans/schedule/solver.ts";
import { readableAmount } from "../../domain/values/readable-amount.ts";
import { type AnswerTable, conflict, invalid } from "./answer.ts";

export const PLAN_ANSWERS: AnswerTable<ChangeFailure | SolverFailure | TotalNotReachable> = {
  PLAN_NOT_FOUND: ({ id }) => ({
    status: 404,
    title: "No such plan",
    detail: `There is no payment plan ${id}.`,
  }),
  VERSION_STALE: ({ version }) => ({
    status: 412,
    title: "It has changed since",
    detail:
      version === 0
        ? "There is none yet. Leave If-Match out to create it."
        : `Its version is ${version} now. Read it again and decide anew.`,
    headers: { ETag: `"${version}"` },
  }),
  VERSION_CONFLICT: () =>
    conflict("Others were faster", "The plan was being changed by others at the same time. Try again."),

  RECURRENCE_UNKNOWN: () => invalid("recurrence", "The recurrence is not a known one."),
  AMOUNT_MALFORMED: () => invalid("amount", "The amount is not a decimal number."),
  AMOUNT_NOT_POSITIVE: () => invalid("amount", "The amount must be above 0."),
  AMOUNT_NEGATIVE: () => invalid("amount", "The amount must not be below 0."),
  AMOUNT_TOO_PRECISE: ({ decimals }) =>
    invalid("amount", `The currency has ${decimals} decimals; the amount has more.`),
  AMOUNT_TOO_LARGE: ({ of, max }) => invalid("amount", `The ${of} is above ${max} minor units.`),
  COUNT_OUT_OF_RANGE: ({ min, max }) =>
    invalid("count", `The number of instalments must be ${min} to ${max}.`),
  DATE_OUT_OF_RANGE: ({ ordinal, max }) => invalid("start", `Instalment ${ordinal} would fall after ${max}.`),
  OWNER_OUT_OF_REACH: ({ member }) => invalid(member, "The API key is narrowed to other business units."),
  OWNER_MISSING: ({ member }) => invalid(member, "A positive number is required."),

  PLAN_OWNER_DIFFERS: ({ member }) =>
    conflict(
      "The plan belongs to others",
      `The ${member === "clientId" ? "client" : "business unit"} is not the plan's.`,
    ),
  CLOSE_AND_CHANGE: ({ changed }) =>
    conflict(
      "Close or change, not both",
      `A plan cannot be closed and change its terms (${changed.join(", ")}) in one request.`,
    ),
  INSTALMENTS_BELOW_LOCKED: ({ count, locked }) =>
    conflict(
      "Fewer instalments than are locked",
      `${count === 1 ? "1 instalment is" : `${count} instalments are`} asked for, but instalment ${locked} is locked: it holds money, is in a payment batch, or is past due while arrears are kept.`,
    ),
  START_NOT_AFTER_LOCKED: ({ start, lockedDue }) =>
    conflict(
      "The start falls on or before a locked instalment",
      `The new start ${start} must be after ${lockedDue}, when the last locked instalment is due.`,
    ),
  PLAN_CLOSED: ({ state }) => conflict("The plan is closed", `The plan's record state is ${state}.`),
  INSTALMENT_UNKNOWN: ({ instalment, count }) => ({
    status: 404,
    title: "No such instalment",
    detail: `The plan has ${count === 1 ? "1 instalment" : `${count} instalments`} and no number ${instalment}.`,
  }),
  INSTALMENT_WAIVED: ({ instalment }) =>
    conflict("The instalment is waived", `Instalment ${instalment} asks for nothing.`),
  INSTALMENT_LOCKED: ({ instalment }) =>
    conflict("The instalment is locked", `Instalment ${instalment} holds money or is in a payment batch.`),
  PAYMENTS_TOO_MANY: ({ max }) =>
    conflict(
      "The ledger is full",
      `The plan has ${max} payments, the most that a plan takes. Those it has can still be reversed; further money needs a new plan.`,
    ),
  PAYMENT_UNKNOWN: ({ payment }) => ({
    status: 404,
    title: "No such payment",
    detail: `The plan has no payment ${payment}.`,
  }),
  PAYMENT_ALREADY_REVERSED: ({ payment, at }) =>
    conflict("The payment is reversed", `Payment ${payment} was reversed at ${at}.`),
  RECEIVED_IN_FUTURE: ({ receivedOn, today }) => ({
    status: 422,
    title: "A field is not valid",
    detail: `Money cannot have been received on ${receivedOn}: today is ${today}.`,
  }),

  SCHEDULE_UNDETERMINED: () => ({
    status: 422,
    title: "Not enough is given",
    detail: "Give two of amount, count (or end) and total.",
  }),
  SCHEDULE_INCONSISTENT: () => ({
    status: 422,
    title: "No schedule fits",
    detail: "What is given contradicts itself: no schedule has this amount, count and total.",
  }),
  END_BEFORE_START: ({ start, end }) => ({
    status: 422,
    title: "A field is not valid",
    detail: `The end ${end} is before the start ${start}.`,
  }),
  TOTAL_BELOW_COUNT: ({ total, count }) => ({
    status: 422,
    title: "A field is not valid",
    detail: `A total of ${total} minor units cannot be split over ${count} instalments.`,
  }),
  TOTAL_NOT_REACHABLE: ({ total, reached, currency }) =>
    conflict(
      "The plan cannot have this total",
      `Its total would be ${readableAmount(reached, currency)} and not ${readableAmount(total, currency)}: the plan has instalments that the schedule cannot change.`,
    ),
};
