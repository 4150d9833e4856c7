// What a payment plan is: its terms, the anchors its dates are counted from, its instalments and its ledger.
import type { Currency } from "../values/currency.ts";
import type { LocalDate } from "../values/local-date.ts";
import type { Minor } from "../values/money.ts";
import type { Stamp } from "../values/stamp.ts";
import type { Recurrence } from "./recurrence.ts";

/** The one record state in which a plan is live; any other name of the deployer's table means closed. */
export const ACTIVE = "Active";

/** A name of the deployer's record state table. */
export type RecordState = string;

/** A name of the deployer's payment method table. Moves no row, so the core only keeps it. */
export type PaymentMethod = string;

/** What was agreed. `amount` is per instalment in minor units; `count` is of the whole plan, not of what is left. */
export type Terms = {
  readonly start: LocalDate;
  readonly amount: Minor;
  readonly count: number;
  readonly recurrence: Recurrence;
  readonly state: RecordState;
};

/** Where due dates are counted from: instalment `ordinal` falls on `date`; `wantedDay` is the day asked for, 1 to 31. */
export type Anchor = {
  readonly ordinal: number;
  readonly date: LocalDate;
  readonly wantedDay: number;
  readonly recurrence: Recurrence;
};

/** One row of the plan. Money in minor units of the plan's currency; `override` replaces `amount` where set. */
export type Instalment = {
  readonly ordinal: number;
  readonly due: LocalDate;
  readonly amount: Minor;
  readonly override: Minor | null;
  readonly received: Minor;
  readonly inBatch: boolean;
};

/** One line of the ledger, numbered from 1. `instalment` is the row that the payer named, filled first. */
export type Payment = {
  readonly number: number;
  readonly amount: Minor;
  readonly receivedOn: LocalDate;
  readonly note: string;
  readonly instalment: number | null;
  readonly recorded: Stamp;
  readonly reversed: Stamp | null;
};

/** What the partner last wrote for start and amount, kept so that an unchanged value is echoed to the letter. */
export type AsWritten = { readonly start: string; readonly amount: string };

/** Everything of a plan that a command can change. `version` counts its events from 1; `rows` are 1..count in order. */
export type PlanState = {
  readonly clientId: number;
  readonly businessUnitId: number;
  readonly currency: Currency;
  readonly terms: Terms;
  readonly method: PaymentMethod;
  readonly anchors: readonly Anchor[];
  readonly rows: readonly Instalment[];
  readonly payments: readonly Payment[];
  readonly asWritten: AsWritten;
};

export type Plan = PlanState & {
  readonly id: number;
  readonly version: number;
  readonly created: Stamp;
  readonly lastUpdated: Stamp;
  /** Hash of the newest event, which the next one names. */
  readonly eventHash: string;
};

/** What the instalment asks for: its override where it has one, else its amount. */
export function effectiveAmount(row: Instalment): Minor {
  return row.override ?? row.amount;
}

/** Locked: holds money or is in a payment batch. A part-paid row is locked whole. (What a row holds is never negative.) */
export function isLocked(row: Instalment): boolean {
  return row.inBatch || Boolean(row.received);
}
