// What the core asks of a store when many plans are looked at together: summaries, and instalments across plans.

import type { Currency } from "../../values/currency.ts";
import type { LocalDate } from "../../values/local-date.ts";
import type { Page } from "../../values/page.ts";
import type { Stamp } from "../../values/stamp.ts";
import type { Instalment, RecordState } from "../plan.ts";
import type { PlanSummary } from "./plan-summary.ts";

/** Which plans; null leaves a member open. `active` false means every record state but Active. */
export type PlanFilter = {
  readonly clientId: number | null;
  readonly businessUnitId: number | null;
  readonly state: RecordState | null;
  readonly active: boolean | null;
  /** Beside the rest: of these business units alone. */
  readonly within?: readonly number[];
};

/** Plans with an id above the cursor `after` (0: from the first), `limit` at most, by id. */
export type PlanCursor = { readonly after: number; readonly limit: number };

/**
 * Which instalments, across plans: of the plans that are named, of a client's, or of those named that are the client's.
 * Dates are inclusive; `paid` asks whether a row holds all that it asks for; null leaves a member open.
 */
export type InstalmentFilter = (
  | { readonly planIds: readonly number[]; readonly clientId: number | null }
  | { readonly planIds: null; readonly clientId: number }
) & {
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  readonly paid: boolean | null;
  readonly inBatch: boolean | null;
  /** Of the plans of these business units alone. */
  readonly within?: readonly number[];
};

/** A part of a list by position: `limit` items at most from the `offset`th match on, counted from 0. */
export type InstalmentPart = { readonly offset: number; readonly limit: number };

/** An instalment with what it needs of its plan. `id` is its own for as long as it is in the plan. */
export type ListedInstalment = Instalment & {
  readonly id: number;
  readonly planId: number;
  readonly clientId: number;
  readonly currency: Currency;
  readonly state: RecordState;
  readonly created: Stamp;
  readonly lastUpdated: Stamp;
};

/** A place in an order by day and id; the day as it is kept, empty for none. Everything is after `{ day: "", id: 0 }`. */
export type Place = { readonly day: string; readonly id: number };

export type PlanLists = {
  /** Summaries as of a day, in one query; the cursor is the id. Fewer than `limit` where many rows must be summed. */
  readonly summaries: (filter: PlanFilter, asOf: LocalDate, cursor: PlanCursor) => Promise<Page<PlanSummary>>;
  /**
   * Those with something overdue as of a day, in one query: by the day on which their oldest unpaid instalment was due,
   * the oldest first, after a place. Fewer than `limit` where many rows must be summed; `next` is the last one's place.
   */
  readonly overdue: (
    filter: PlanFilter,
    asOf: LocalDate,
    cursor: { readonly after: Place; readonly limit: number },
  ) => Promise<{ readonly items: readonly PlanSummary[]; readonly next: Place | null }>;
  /**
   * Instalments by plan id and ordinal, of the plans above the id `after`, in one query: as many plans as it can go
   * through quickly. `part` counts their matches from 0, `found` is how many there are; `next` is the last of these
   * plans, null when there are no more.
   */
  readonly instalments: (
    filter: InstalmentFilter,
    part: InstalmentPart,
    after: number,
  ) => Promise<{
    readonly items: readonly ListedInstalment[];
    readonly found: number;
    readonly next: number | null;
  }>;
};
