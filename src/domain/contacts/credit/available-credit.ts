// How much of a contact's credit limit is left.
import type { Money } from "../../values/money.ts";
import type { Instant } from "../../values/stamp.ts";
import type { ContactExtra } from "../contact.ts";
import { toMinorRoundedUp } from "../extras/decimal-text.ts";

/** `available` is below zero when the limit is exceeded. `updatedAt` is when the balance was last written. */
export type AvailableCredit =
  | {
      readonly tag: "known";
      readonly available: Money;
      readonly limit: Money;
      readonly balance: Money;
      readonly updatedAt: Instant;
    }
  | { readonly tag: "unknown"; readonly because: "LIMIT_UNSET"; readonly limit: null }
  | {
      readonly tag: "unknown";
      readonly because: "BALANCE_UNSET" | "BALANCE_IN_OTHER_CURRENCY";
      readonly limit: Money;
    };

/**
 * Available = limit - balance, in minor units, only in the same currency; otherwise unknown (docs/contact-extras.md).
 * A limit of 0 is a limit; an unset one is none. A balance finer than the currency counts as the next higher unit.
 */
export function availableCredit(
  extra: Pick<ContactExtra, "creditLimit" | "accountBalance">,
): AvailableCredit {
  const { creditLimit: limit, accountBalance } = extra;
  if (limit === null) return { tag: "unknown", because: "LIMIT_UNSET", limit };
  if (accountBalance === null) return { tag: "unknown", because: "BALANCE_UNSET", limit };
  const { currency } = limit;
  if ((accountBalance.currency ?? currency) !== currency) {
    return { tag: "unknown", because: "BALANCE_IN_OTHER_CURRENCY", limit };
  }
  const balance = { minor: toMinorRoundedUp(accountBalance.amount, currency), currency };
  const available = { minor: limit.minor - balance.minor, currency };
  return { tag: "known", available, limit, balance, updatedAt: accountBalance.updatedAt };
}
