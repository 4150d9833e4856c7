// What the reference model takes a plan to be. Written from the rules alone; it shares nothing with the code it judges.
import { dayFrom, daysLater, monthsLater, textOf } from "./model-dates.ts";

/** Weeks or months from one instalment to the next (rule D2). */
export const STEPS: Readonly<Record<string, { readonly weeks: number } | { readonly months: number }>> = {
  Weekly: { weeks: 1 },
  Fortnightly: { weeks: 2 },
  FourWeekly: { weeks: 4 },
  Monthly: { months: 1 },
  Quarterly: { months: 3 },
  HalfYearly: { months: 6 },
  Yearly: { months: 12 },
};

export const isMonthly = (recurrence: string): boolean => {
  const step = STEPS[recurrence];
  return step !== undefined && "months" in step;
};

/** Fifteen digits of minor units: the most that an amount, a total or a ledger may come to. */
export const MOST = 999_999_999_999_999n;

export type ModelTerms = {
  readonly start: string;
  readonly amount: bigint;
  readonly count: number;
  readonly recurrence: string;
  readonly state: string;
};

/** Why an anchor is there (law T4): the version that made it, and by what. */
export type ModelCause = { readonly by: "creation" | "start" | "recurrence"; readonly version: number };

export type ModelAnchor = {
  readonly ordinal: number;
  readonly date: string;
  readonly wanted: number;
  readonly recurrence: string;
  readonly cause: ModelCause;
};

export type ModelRow = {
  readonly due: string;
  readonly amount: bigint;
  /** The version whose event gave the row this amount. */
  readonly pricedAt: number;
  readonly override: bigint | null;
  readonly received: bigint;
  readonly inBatch: boolean;
};

export type ModelPayment = {
  readonly amount: bigint;
  readonly named: number | null;
  readonly reversed: boolean;
};

/** Row n is `rows[n - 1]`, payment n is `payments[n - 1]`. */
export type ModelPlan = {
  readonly version: number;
  readonly terms: ModelTerms;
  readonly method: string;
  readonly anchors: readonly ModelAnchor[];
  readonly rows: readonly ModelRow[];
  readonly payments: readonly ModelPayment[];
};

export type ModelPolicy = { readonly arrears: "roll" | "keep"; readonly today: string };

export const asks = (row: ModelRow): bigint => (row.override === null ? row.amount : row.override);
export const isLockedRow = (row: ModelRow): boolean => row.received > 0n || row.inBatch;

/** Rows that an update leaves alone: locked ones, and past-due ones where arrears are kept. */
export const isHeldRow = (row: ModelRow, policy: ModelPolicy): boolean =>
  isLockedRow(row) || (policy.arrears === "keep" && row.due < policy.today);

export const isOpen = (plan: ModelPlan): boolean => plan.terms.state === "Active";

/** The anchor that instalment `ordinal` is counted from: the last one at or before it. */
export function anchorOf(anchors: readonly ModelAnchor[], ordinal: number): ModelAnchor {
  const reaching = anchors.filter((anchor) => anchor.ordinal <= ordinal);
  const last = reaching.at(-1);
  if (last === undefined) throw new Error(`no anchor reaches ${ordinal}`);
  return last;
}

/** Rule D2; null beyond year 9999. */
export function dueDate(anchors: readonly ModelAnchor[], ordinal: number): string | null {
  const anchor = anchorOf(anchors, ordinal);
  const steps = ordinal - anchor.ordinal;
  const step = STEPS[anchor.recurrence];
  if (step === undefined) throw new Error(`no recurrence ${anchor.recurrence}`);
  const from = dayFrom(anchor.date);
  const due =
    "weeks" in step
      ? daysLater(from, 7 * step.weeks * steps)
      : monthsLater(from, step.months * steps, anchor.wanted);
  return due === null ? null : textOf(due);
}

export type ModelTotals = {
  readonly total: bigint;
  readonly received: bigint;
  readonly outstanding: bigint;
  readonly credit: bigint;
  readonly overdue: bigint;
  readonly dueNow: bigint;
};

const sum = (parts: readonly bigint[]): bigint => parts.reduce((total, part) => total + part, 0n);

export const totalAsked = (rows: readonly ModelRow[]): bigint => sum(rows.map(asks));

/** What a plan adds up to on a day; a closed one asks for nothing more than it holds (I3, I11). */
export function totalsOn(plan: ModelPlan, today: string): ModelTotals {
  const received = sum(plan.payments.filter(({ reversed }) => !reversed).map(({ amount }) => amount));
  const held = sum(plan.rows.map((row) => row.received));
  const credit = received - held;
  if (!isOpen(plan)) return { total: held, received, outstanding: 0n, credit, overdue: 0n, dueNow: 0n };
  const unpaid = (rows: readonly ModelRow[]): bigint => sum(rows.map((row) => asks(row) - row.received));
  return {
    total: totalAsked(plan.rows),
    received,
    outstanding: unpaid(plan.rows),
    credit,
    overdue: unpaid(plan.rows.filter(({ due }) => due < today)),
    dueNow: unpaid(plan.rows.filter(({ due }) => due <= today)),
  };
}
