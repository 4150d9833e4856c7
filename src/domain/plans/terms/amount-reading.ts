// The one place that says what a plan's amount means, so that "the amount of the whole plan" could be switched in.
import type { Minor } from "../../values/money.ts";
import type { Terms } from "../plan.ts";

/**
 * What instalment `ordinal` asks for under these terms, in minor units: the contract's PaymentAmount is read as the
 * amount of each instalment, so every row gets it. Another reading would use `count` and `ordinal` too.
 */
export function amountOfInstalment(terms: Pick<Terms, "amount" | "count">, _ordinal: number): Minor {
  return terms.amount;
}
