// Reads the case files: their own words for recurrences and states, numbers of minor units to bigint.
import { readFileSync } from "node:fs";
import type { Policy } from "../../../src/domain/plans/commands/plan-command.ts";
import type { Instalment, Payment, PlanState, Terms } from "../../../src/domain/plans/plan.ts";
import type { Recurrence } from "../../../src/domain/plans/terms/recurrence.ts";
import type { Currency } from "../../../src/domain/values/currency.ts";
import { AUD, date, STAMP } from "./builders.ts";

export type ScheduleCase = {
  readonly id: string;
  readonly start: string;
  readonly recurrence: string;
  readonly amount: string;
  readonly installments: number;
  readonly dates: readonly string[];
  readonly currency: Currency;
  readonly exponent: number;
  readonly amount_minor: number;
  readonly total_minor: number;
  readonly total: string;
  readonly note: string;
  readonly traps?: Readonly<Record<string, readonly string[]>>;
};

type TermsCase = {
  readonly start: string;
  readonly amount_minor: number;
  readonly installments: number;
  readonly recurrence: string;
  readonly active: boolean;
};

type RowCase = {
  readonly n: number;
  readonly due: string;
  readonly amount_minor: number;
  readonly received_minor: number;
  readonly override_minor?: number | null;
  readonly locked: boolean;
};

export type PlanCase = {
  readonly terms: TermsCase;
  readonly frontier: number;
  readonly status: string;
  readonly total_minor: number;
  readonly received_minor: number;
  readonly outstanding_minor: number;
  readonly credit_minor: number;
  readonly rows: readonly RowCase[];
};

export type RecalculationCase = {
  readonly id: string;
  readonly note: string;
  readonly before: PlanCase;
  readonly change: {
    readonly start?: string;
    readonly amount?: number;
    readonly count?: number;
    readonly rec?: string;
    readonly active?: boolean;
  };
  readonly after?: PlanCase;
  readonly changed?: boolean;
  readonly reject?: string;
  readonly locked?: number;
  readonly lockedDue?: string;
  readonly options?: { readonly as_of: string; readonly arrears?: "roll" | "keep" };
};

export type SolverCases = {
  readonly split_total_by_count: readonly {
    readonly total_minor: number;
    readonly installments: number;
    readonly currency: string;
    readonly last: readonly number[];
    readonly first: readonly number[];
  }[];
  readonly count_for_total_and_amount: readonly {
    readonly total_minor: number;
    readonly amount_minor: number;
    readonly installments: number;
    readonly last_minor: number;
  }[];
};

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../cases/${name}`, import.meta.url), "utf8"));

export const SCHEDULES = read("schedules.json") as readonly ScheduleCase[];
export const RECALCULATIONS = read("recalculations.json") as readonly RecalculationCase[];
export const SOLVER = read("solver.json") as SolverCases;

const RECURRENCE_NAMES: Readonly<Record<string, Recurrence>> = {
  weekly: "Weekly",
  fortnightly: "Fortnightly",
  "four-weekly": "FourWeekly",
  monthly: "Monthly",
  quarterly: "Quarterly",
  "half-yearly": "HalfYearly",
  yearly: "Yearly",
};

export function recurrenceNamed(name: string): Recurrence {
  const recurrence = RECURRENCE_NAMES[name];
  if (recurrence === undefined) throw new Error(`no recurrence ${name}`);
  return recurrence;
}

export function termsOf(terms: TermsCase): Terms {
  return {
    start: date(terms.start),
    amount: BigInt(terms.amount_minor),
    count: terms.installments,
    recurrence: recurrenceNamed(terms.recurrence),
    state: terms.active ? "Active" : "Inactive",
  };
}

/** The plan before, with a ledger that gives its rows what the case says they hold, named row by row. */
export function planOf(plan: PlanCase): PlanState {
  const terms = termsOf(plan.terms);
  const rows = plan.rows.map(
    (row): Instalment => ({
      ordinal: row.n,
      due: date(row.due),
      amount: BigInt(row.amount_minor),
      override:
        row.override_minor === undefined || row.override_minor === null ? null : BigInt(row.override_minor),
      received: BigInt(row.received_minor),
      inBatch: false,
      amountSince: null,
      freedIn: null,
    }),
  );
  const paid = rows.filter((row) => row.received > 0n);
  const payments = paid.map(
    (row, index): Payment => ({
      number: index + 1,
      amount: row.received + (index === paid.length - 1 ? BigInt(plan.credit_minor) : 0n),
      receivedOn: date("2025-01-01"),
      note: "",
      instalment: row.ordinal,
      recorded: STAMP,
      reversed: null,
    }),
  );
  const wantedDay = Number(plan.terms.start.slice(8));
  const { recurrence } = terms;
  const anchors = [{ ordinal: 1, date: terms.start, wantedDay, recurrence, cause: null }];
  const asWritten = { start: plan.terms.start, amount: String(plan.terms.amount_minor) };
  const owner = { clientId: 2, businessUnitId: 3, currency: AUD, method: "Cash" };
  return { version: 1, ...owner, terms, anchors, rows, payments, asWritten };
}

export function askedBy({ before, change }: RecalculationCase): Terms {
  const terms = termsOf(before.terms);
  return {
    start: change.start === undefined ? terms.start : date(change.start),
    amount: change.amount === undefined ? terms.amount : BigInt(change.amount),
    count: change.count ?? terms.count,
    recurrence: change.rec === undefined ? terms.recurrence : recurrenceNamed(change.rec),
    state: change.active === undefined ? terms.state : change.active ? "Active" : "Inactive",
  };
}

export function policyOf({ options }: RecalculationCase): Policy {
  return { arrears: options?.arrears ?? "roll", today: date(options?.as_of ?? "2025-01-01") };
}
