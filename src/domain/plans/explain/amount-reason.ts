// Why an instalment asks for this amount: the terms, its override, or why it keeps another amount than the terms'.
import type { Currency } from "../../values/currency.ts";
import { readableAmount } from "../../values/readable-amount.ts";
import { type Instalment, isLocked, type PlanState } from "../plan.ts";
import { amountOfInstalment } from "../terms/amount-reading.ts";
import { type Reason, reason } from "./reason.ts";

/** Where the amount is not the terms', since which version it is what it is, and why (law T4). */
export function amountReason({ terms, currency }: PlanState, row: Instalment): Reason {
  const asked = amountOfInstalment(terms, row.ordinal);
  const amount = readableAmount(row.amount, currency);
  const [rule, why] = row.amount === asked ? ["update 5", ""] : keepingReason(row, currency);
  const since =
    row.amountSince === null ? "; since which version is not known" : ` since version ${row.amountSince}`;
  const keeps = `${amount} stays${since}: ${why}; the terms ask for ${readableAmount(asked, currency)} now`;
  if (row.override !== null) {
    const override = readableAmount(row.override, currency);
    const overridden =
      row.override === row.amount
        ? `overridden: ${override}, which its amount is too`
        : `overridden: ${override} instead of ${amount}`;
    return reason("total", row.amount === asked ? overridden : `${overridden}; ${keeps}`);
  }
  return reason(rule, row.amount === asked ? `${amount} an instalment, as the terms say` : keeps);
}

/** Unlocked rows keep an amount because they came free (rule 8), or because they were held as arrears. */
function keepingReason(row: Instalment, currency: Currency): readonly [rule: string, why: string] {
  if (isLocked(row)) {
    // What locked it when the amount changed may have been another thing; this is what holds now.
    const holds = `it holds ${readableAmount(row.received, currency)}`;
    return ["update 5", `it is locked, as ${row.received > 0n ? holds : "it is in a payment batch"}`];
  }
  return row.freedIn === null
    ? ["arrears", "it was past due, and arrears were kept"]
    : ["update 8", `it came free in version ${row.freedIn} and keeps what was promised`];
}
