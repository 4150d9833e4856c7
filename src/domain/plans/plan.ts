// What a payment plan is: its terms, the anchors its dates are counted from, its instalments and its ledger.
import type { Currency } from "../values/currency.ts";
import type { LocalDate } from "../values/local-date.ts";
import type { Minor } from "../values/money.ts";
import type { Stamp } from "../values/stamp.ts";
import type { Recurrence } from "./terms/recurrence.ts";

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

/** What made an anchor, and the version of the plan that did. */
export type AnchorCause = {
  readonly kind: "creation" | "moved-start" | "changed-recurrence";
  readonly version: number;
};

/**
 * Where due dates are counted from: instalment `ordinal` falls on `date`; `wantedDay` is the day asked for, 1 to 31.
 * The cause is null where it is not known: the anchor was made under rules 1, which kept none.
 */
export type Anchor = {
  readonly ordinal: number;
  readonly date: LocalDate;
  readonly wantedDay: number;
  readonly recurrence: Recurrence;
  readonly cause: AnchorCause | null;
};

/** What an instalment is. Money in minor units of the plan's currency; `override` replaces `amount` where set. */
export type InstalmentFacts = {
  readonly ordinal: number;
  readonly due: LocalDate;
  readonly amount: Minor;
  readonly override: Minor | null;
  readonly received: Minor;
  readonly inBatch: boolean;
};

/**
 * One row of the plan, and which versions made its amount what it is. `amountSince` set it; null where that is not
 * known, as under rules 1. `freedIn` freed the row and left it another amount than the terms' (rule 8); else null.
 * Neither changes without the facts.
 */
export type Instalment = InstalmentFacts & {
  readonly amountSince: number | null;
  readonly freedIn: number | null;
};

/** Who took a payment back and when; why, and on which day it turned out, where that was said. */
export type Reversal = Stamp & { readonly reason: string | null; readonly on: LocalDate | null };

/** One line of the ledger, numbered from 1. `instalment` is the row that the payer named, filled first. */
export type Payment = {
  readonly number: number;
  readonly amount: Minor;
  readonly receivedOn: LocalDate;
  readonly note: string;
  readonly instalment: number | null;
  readonly recorded: Stamp;
  readonly reversed: Reversal | null;
};

/** What the partner last wrote for start and amount, kept so that an unchanged value is echoed to the letter. */
export type AsWritten = { readonly start: string; readonly amount: string };

/** Everything of a plan that a command can change. `version` counts its events from 1; `rows` are 1..count in order. */
export type PlanState = {
  readonly version: number;
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
  readonly created: Stamp;
  readonly lastUpdated: Stamp;
  /** Hash of the newest event, which the next one names. */
  readonly eventHash: string;
};

/** What the instalment asks for: its override where it has one, else its amount. */
export function effectiveAmount(row: InstalmentFacts): Minor {
  return row.override ?? row.amount;
}

/** Locked: holds money or is in a payment batch. A part-paid row is locked whole. (What a row holds is never negative.) */
export function isLocked(row: InstalmentFacts): boolean {
  return row.inBatch || Boolean(row.received);
}

/** The row without what is only known about it. */
export function factsOf({ ordinal, due, amount, override, received, inBatch }: Instalment): InstalmentFacts {
  return { ordinal, due, amount, override, received, inBatch };
}
