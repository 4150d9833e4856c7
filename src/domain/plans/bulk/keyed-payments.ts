// Payments from elsewhere, each known by the key that it has there: recorded once, however often they are loaded.
import type { Currency } from "../../values/currency.ts";
import type { LocalDate } from "../../values/local-date.ts";
import type { Minor } from "../../values/money.ts";
import { ok, type Result } from "../../values/result.ts";
import { type ChangedPlan, type ChangeFailure, changePlan, type PlanWork } from "../commands/change-plan.ts";
import { readAmount } from "../terms/read-amount.ts";

/** A payment as it is to be recorded: its amount is decimal text, read in the plan's currency when the plan is known. */
export type KeyedPayment = {
  readonly key: string;
  readonly amount: string;
  readonly receivedOn: LocalDate;
  readonly instalment: number | null;
  readonly note: string;
};

/** The payment that a key stands for, as it was recorded. */
export type RecordedPayment = {
  readonly planId: number;
  readonly amount: Minor;
  readonly currency: Currency;
  readonly receivedOn: LocalDate;
  readonly instalment: number | null;
};

type ComparedMember = Exclude<keyof RecordedPayment, "planId" | "currency"> | "plan";

/**
 * The members in which a payment, of the plan `planId`, is another one than the payment of its key; none where it is the
 * same. A note may have been erased since, and is not asked.
 */
export function differingMembers(
  asked: KeyedPayment,
  planId: number | undefined,
  recorded: RecordedPayment,
): readonly ComparedMember[] {
  const amount = readAmount(asked.amount, recorded.currency);
  const isSame: { readonly [M in ComparedMember]: boolean } = {
    plan: planId === recorded.planId,
    amount: amount.ok && amount.value === recorded.amount,
    receivedOn: asked.receivedOn === recorded.receivedOn,
    instalment: asked.instalment === recorded.instalment,
  };
  return (Object.keys(isSame) as ComparedMember[]).filter((member) => !isSame[member]);
}

/** How often a payment is recorded anew when others are changing its plan; each is as many attempts as a change makes. */
const MAX_ROUNDS = 20;

/**
 * Records the payment, as `changePlan` would. `work.plans` keeps its key with it. To wait longer than `MAX_ROUNDS` would
 * change the order of a plan's payments.
 */
export async function recordKeyedPayment(
  work: PlanWork,
  planId: number,
  { amount: text, receivedOn, instalment, note }: KeyedPayment,
): Promise<Result<ChangedPlan, ChangeFailure>> {
  for (let round = 1; ; round += 1) {
    const recorded = await changePlan(work, planId, (plan) => {
      const amount = readAmount(text, plan.currency);
      if (!amount.ok) return amount;
      return ok({ kind: "record-payment", amount: amount.value, receivedOn, note, instalment });
    });
    if (recorded.ok || recorded.error.tag !== "VERSION_CONFLICT" || round === MAX_ROUNDS) return recorded;
  }
}
