// Every expected refusal of a plan command, each with its evidence. The tags are the stable codes that callers see.
import type { LocalDate } from "../values/local-date.ts";
import type { Minor } from "../values/money.ts";
import type { RecordState, Terms } from "./plan.ts";

/** Which term a refusal is about, in the words of the domain. */
export type TermsMember = Exclude<keyof Terms, "state">;

/** A field is wrong by itself, whatever the plan (update rule 1). Money in minor units. */
export type TermsFailure =
  | { readonly tag: "RECURRENCE_UNKNOWN"; readonly recurrence: string }
  | { readonly tag: "AMOUNT_MALFORMED"; readonly text: string }
  | { readonly tag: "AMOUNT_NOT_POSITIVE"; readonly amount: Minor }
  | { readonly tag: "AMOUNT_NEGATIVE"; readonly amount: Minor }
  | { readonly tag: "AMOUNT_TOO_PRECISE"; readonly text: string; readonly decimals: number }
  | { readonly tag: "AMOUNT_TOO_LARGE"; readonly of: "amount" | "total" | "payments"; readonly max: Minor }
  | {
      readonly tag: "COUNT_OUT_OF_RANGE";
      readonly count: number;
      readonly min: number;
      readonly max: number;
    }
  | { readonly tag: "DATE_OUT_OF_RANGE"; readonly ordinal: number; readonly max: LocalDate }
  | { readonly tag: "OWNER_MISSING"; readonly member: "clientId" | "businessUnitId" }
  | { readonly tag: "OWNER_OUT_OF_REACH"; readonly member: "businessUnitId" };

/** The terms are fine, but not for this plan as it stands (update rules 1, 2, ownership and closing). */
export type PlanConflict =
  | {
      readonly tag: "PLAN_OWNER_DIFFERS";
      readonly member: "clientId" | "businessUnitId";
      readonly stored: number;
      readonly sent: number;
    }
  | { readonly tag: "CLOSE_AND_CHANGE"; readonly changed: readonly TermsMember[] }
  | { readonly tag: "INSTALMENTS_BELOW_LOCKED"; readonly count: number; readonly locked: number }
  | { readonly tag: "START_NOT_AFTER_LOCKED"; readonly start: LocalDate; readonly lockedDue: LocalDate }
  | { readonly tag: "PLAN_CLOSED"; readonly state: RecordState };

/** A payment, a reversal or an instalment change that cannot be applied. */
export type LedgerFailure =
  | { readonly tag: "INSTALMENT_UNKNOWN"; readonly instalment: number; readonly count: number }
  | { readonly tag: "INSTALMENT_WAIVED"; readonly instalment: number }
  | {
      readonly tag: "INSTALMENT_LOCKED";
      readonly instalment: number;
      readonly received: Minor;
      readonly inBatch: boolean;
    }
  | { readonly tag: "PAYMENTS_TOO_MANY"; readonly max: number }
  | { readonly tag: "PAYMENT_UNKNOWN"; readonly payment: number }
  | { readonly tag: "PAYMENT_ALREADY_REVERSED"; readonly payment: number; readonly at: string }
  | { readonly tag: "RECEIVED_IN_FUTURE"; readonly receivedOn: LocalDate; readonly today: LocalDate };

export type PlanFailure = TermsFailure | PlanConflict | LedgerFailure;

/** The stable codes, for a table that must name them all. */
