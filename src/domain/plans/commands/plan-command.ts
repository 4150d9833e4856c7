// What can be asked of a plan, as plain data that can be kept, hashed and applied again (history and replay).
import type { Currency } from "../../values/currency.ts";
import type { LocalDate } from "../../values/local-date.ts";
import type { Minor } from "../../values/money.ts";
import type { Stamp } from "../../values/stamp.ts";
import type { Rules } from "../history/rules.ts";
import type { AsWritten, PaymentMethod, Terms } from "../plan.ts";

/** Make a plan. Amounts in minor units of `currency`; `asWritten` holds start and amount as the caller wrote them. */
export type CreatePlan = {
  readonly kind: "create";
  readonly clientId: number;
  readonly businessUnitId: number;
  readonly currency: Currency;
  readonly terms: Terms;
  readonly asWritten: AsWritten;
  readonly method: PaymentMethod;
};

/** The full new terms of a plan. An owner of null or 0 means as stored. */
export type UpdatePlan = {
  readonly kind: "update";
  readonly clientId: number | null;
  readonly businessUnitId: number | null;
  readonly terms: Terms;
  readonly asWritten: AsWritten;
  readonly method: PaymentMethod;
};

/** Money came in. `instalment` is the row that the payer named, or null: oldest first. */
export type RecordPayment = {
  readonly kind: "record-payment";
  readonly amount: Minor;
  readonly receivedOn: LocalDate;
  readonly note: string;
  readonly instalment: number | null;
};

/**
 * Payment `payment` (its number in the ledger) turned out not to be money: a dishonoured cheque, a chargeback. `on` is
 * the day that it turned out; it decides nothing (rule 8 asks for the day of the command).
 */
export type ReversePayment = {
  readonly kind: "reverse-payment";
  readonly payment: number;
  readonly reason?: string;
  readonly on?: LocalDate;
};

/** The two facts of one row that a person sets, both explicit: its override (null: none) and batch membership. */
export type SetInstalment = {
  readonly kind: "set-instalment";
  readonly instalment: number;
  readonly override: Minor | null;
  readonly inBatch: boolean;
};

/**
 * What people wrote about the plan is erased. `replaced` names, for each event from before commitments existed whose
 * text held some, the digest of the text that stands there now.
 */
export type EraseTexts = {
  readonly kind: "erase-texts";
  readonly replaced: readonly { readonly version: number; readonly hash: string }[];
};

/** What an existing plan accepts. */
export type ChangePlan = UpdatePlan | RecordPayment | ReversePayment | SetInstalment | EraseTexts;

export type PlanCommand = CreatePlan | ChangePlan;

/** `roll`: past-due unpaid rows are ordinary unlocked rows. `keep`: rows due before `today` count as locked. */
export type Arrears = "roll" | "keep";

/**
 * What the service decides, not the caller's data, and yet affects the result; recorded with every command. `rules` are
 * those the command is applied under, the newest where none are named: only a replay names earlier ones.
 */
export type Policy = { readonly arrears: Arrears; readonly today: LocalDate; readonly rules?: Rules };

/** A command with all that its result depends on, besides the plan itself. */
export type PlanRecord<C extends PlanCommand = PlanCommand> = {
  readonly command: C;
  readonly policy: Policy;
  readonly stamp: Stamp;
};
