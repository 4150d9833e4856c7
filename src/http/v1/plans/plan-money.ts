// Money of a /v1 body in the plan's currency.
import { readAmount } from "../../../domain/plans/terms/read-amount.ts";
import type { Currency } from "../../../domain/values/currency.ts";
import type { Minor } from "../../../domain/values/money.ts";
import { err, type Result } from "../../../domain/values/result.ts";
import type { Failure } from "../../failures/failure.ts";

/** Exact minor units; CURRENCY_DIFFERS when the amount is of another currency, or as `readAmount` fails. */
export function amountIn(
  currency: Currency,
  money: { readonly amount: string; readonly currency: string },
): Result<Minor, Failure> {
  if (money.currency !== currency) return err({ tag: "CURRENCY_DIFFERS", expected: currency });
  return readAmount(money.amount, currency);
}
