// What needs a person, as the core asks a store for it: plans that are overdue, contacts on stop.
import type { ClientIds } from "../clients/clients-port.ts";
import type { WrittenDate } from "../contacts/extras/written-date.ts";
import type { Place, PlanFilter } from "../plans/bulk/plan-lists-port.ts";
import type { Currency } from "../values/currency.ts";
import type { LocalDate } from "../values/local-date.ts";
import type { Minor, Money } from "../values/money.ts";
import type { Age } from "./ages.ts";

/** Of these at most are sorted or summed at once: so many plans, and so many instalments that may be overdue (`mostOverdue`). */
export const MAX_SORTED_PLANS = 10_000;
export const MAX_SORTED_ROWS = 100_000;

/** So many plans are gone through at most to fill a page of those that owe enough. */
export const MAX_SEARCHED_PLANS = 2_000;

/** A plan with an unpaid instalment that was due on `since`, before today; `overdue` is all that is, in minor units. */
export type OverduePlan = {
  readonly id: number;
  readonly version: number;
  readonly clientId: number;
  readonly businessUnitId: number;
  readonly currency: Currency;
  readonly since: LocalDate;
  readonly overdue: Minor;
  /** Which its client is, where that was asked for and is said. The name may be cut. */
  readonly contact: { readonly id: number; readonly name: string } | null;
};

/**
 * A contact that may be on stop by a stop of its own: whether it is, `hasOwnStop` says. It has a reason, or a date that is
 * no later than two days on. Its texts may be cut.
 */
export type StoppedContact = {
  readonly id: number;
  readonly name: string;
  readonly onStopDate: WrittenDate | null;
  readonly onStopReason: string | null;
};

/** Which overdue plans. Between `from` and `to`, both included, is their oldest unpaid instalment due. */
export type OverdueFilter = PlanFilter & {
  /** What was due before it is overdue. */
  readonly today: LocalDate;
  readonly from: LocalDate | null;
  /** Before today. */
  readonly to: LocalDate;
  /** Those that owe no less than this, in its currency. */
  readonly atLeast: Money | null;
};

/** What plans of one age owe in one currency; how many plans. */
export type AgeSum = {
  readonly currency: Currency;
  readonly age: Age;
  readonly plans: number;
  readonly overdue: Minor;
};

/** The oldest `plans` of those that are overdue, summed; `complete` where there are no more. */
export type OverdueSums = {
  readonly sums: readonly AgeSum[];
  readonly plans: number;
  readonly complete: boolean;
};

/** Which of it is asked for: null leaves a part out. */
export type WorklistAsked = {
  readonly filter: OverdueFilter;
  /** After a place, oldest first; or from a position on, the largest first, currency by currency. */
  readonly overdue: { readonly after: Place } | { readonly largestFrom: number } | null;
  readonly stopped: { readonly after: Place } | null;
  readonly sums: boolean;
  /** By what clients are contacts, for their names; null asks for none. */
  readonly names: ClientIds | null;
  /** How many of each. */
  readonly limit: number;
};

export type WorklistFound = {
  /** In order, `limit` at most. `next` is as far as was looked, where there are more. */
  readonly overdue: { readonly items: readonly OverduePlan[]; readonly next: Place | null };
  readonly stopped: { readonly items: readonly StoppedContact[]; readonly next: Place | null };
  readonly sums: OverdueSums | null;
};

/** All of it in one read trip. Where the largest are asked for, `sums` tells among how many. */
export type Worklist = (asked: WorklistAsked) => Promise<WorklistFound>;
