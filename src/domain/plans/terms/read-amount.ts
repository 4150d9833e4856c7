// Decimal text to minor units in the plan's currency, with the plan's own refusals.
import type { Currency } from "../../values/currency.ts";
import { type Minor, parseMinor } from "../../values/money.ts";
import { err, ok, type Result } from "../../values/result.ts";
import type { TermsFailure } from "../plan-failure.ts";

/**
 * Reads an amount exactly ("80", "80.00"); whether it may be zero or negative is for the command to say. Fails with
 * AMOUNT_MALFORMED, AMOUNT_TOO_PRECISE or AMOUNT_TOO_LARGE (update rule 1).
 */
export function readAmount(text: string, currency: Currency): Result<Minor, TermsFailure> {
  const parsed = parseMinor(text, currency);
  if (parsed.ok) return ok(parsed.value);
  switch (parsed.error.tag) {
    case "MONEY_MALFORMED":
      return err({ tag: "AMOUNT_MALFORMED", text });
    case "MONEY_TOO_PRECISE":
      return err({ tag: "AMOUNT_TOO_PRECISE", text, decimals: parsed.error.decimals });
    case "MONEY_TOO_LARGE":
      return err({ tag: "AMOUNT_TOO_LARGE", of: "amount", max: parsed.error.max });
  }
}
