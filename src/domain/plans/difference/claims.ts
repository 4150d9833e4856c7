// What is said about a difference, as data: each claim names its rows and what they were and are, so it can be checked.
import type { LocalDate } from "../../values/local-date.ts";
import type { Minor } from "../../values/money.ts";
import type { PaymentMethod, RecordState, Terms } from "../plan.ts";
import type { Recurrence } from "../terms/recurrence.ts";

/** A member of the terms, or the payment method: what a caller can change of a plan as a whole. */
export type ToldMember = keyof Terms | "method";

type Side = { readonly pastDue: boolean };
/** `together`: the rows are not alike, so `from` and `to` are their sums. */
type Sums = { readonly from: Minor; readonly to: Minor; readonly together: boolean };
type FromTo<From, To = From> = { readonly from: From; readonly to: To };

/** The members of each kind of claim besides `rows` and `terms`. Money in minor units. */
export type ClaimFacts = {
  /** From null where the plan is new, in this and the next three. */
  readonly state: FromTo<RecordState | null, RecordState>;
  readonly method: FromTo<PaymentMethod | null, PaymentMethod>;
  readonly start: FromTo<LocalDate | null, LocalDate>;
  readonly recurrence: FromTo<Recurrence | null, Recurrence>;
  /** The amount of the terms; the rows may say it too. */
  readonly amount: FromTo<Minor>;
  /** What the rows ask for, each or together. */
  readonly repriced: Sums & Side;
  /** Their amounts, where an override asks for something else before or after. */
  readonly "under-override": Sums;
  /** Each of them, or together; null: none of them had one, or has one. */
  readonly override: FromTo<Minor | null> & { readonly together: boolean };
  /** Where the first of them was and is due. */
  readonly moved: FromTo<LocalDate> & Side;
  /** Where the first and the last of them are due, and the amount of each. */
  readonly added: FromTo<LocalDate> & { readonly amount: Minor };
  /** Where the first of them was due. */
  readonly removed: FromTo<LocalDate, null> & Side;
  readonly batch: FromTo<boolean>;
  /** All money in hand, and the part of it that no row holds. */
  readonly received: FromTo<Minor>;
  readonly credit: FromTo<Minor> & { readonly isUsed: boolean };
  /** What the rows hold together: all of them more, or all of them less. */
  readonly held: FromTo<Minor>;
  /** Money went from rows to rows; none came in or went out. */
  readonly "money-moved": FromTo<readonly number[]> & { readonly amount: Minor };
  /** Rows that came free: what they held, and what they ask for now, together. */
  readonly freed: FromTo<Minor> & { readonly by: "promise" | "terms" | "override"; readonly isOwed: boolean };
  /** As of the day of the command; from null where the plan is new. */
  readonly overdue: FromTo<Minor | null, Minor>;
  /** The first unpaid row due on the day or later. `moves`: it is the same row on another day. */
  readonly next: FromTo<LocalDate | null, LocalDate> & { readonly moves: boolean };
  /** There was a next payment, and all that is left is overdue. */
  readonly "all-overdue": FromTo<LocalDate | null, null>;
  /** Something was outstanding, and nothing is. */
  readonly finished: FromTo<Minor | null, Minor>;
  readonly total: FromTo<Minor | null, Minor>;
};

export type ClaimKind = keyof ClaimFacts;

/** `rows`: the ordinals that it is about. `terms`: the changed members that it tells. */
export type Claim<K extends ClaimKind = ClaimKind> = {
  [Kind in K]: {
    readonly kind: Kind;
    readonly rows: readonly number[];
    readonly terms: readonly ToldMember[];
  } & ClaimFacts[Kind];
}[K];
