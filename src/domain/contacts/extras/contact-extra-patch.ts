// A partial update of a contact's extra, and what the extra is after it.
import type { Currency } from "../../values/currency.ts";
import type { Instant } from "../../values/stamp.ts";
import type { AccountBalance, ContactExtra } from "../contact.ts";
import type { DecimalText } from "./decimal-text.ts";

type Unbalanced = Omit<ContactExtra, "accountBalance">;

/**
 * What a save says: an absent member stays as it is, null clears it. The contract's own call can clear texts only.
 * A limit is set whole, amount and currency together; a balance is an amount, its currency and instant follow.
 */
export type ContactExtraPatch = Partial<Unbalanced> & { readonly accountBalance?: DecimalText };

/** Whose extra is meant. A reference is the partner's own and names a contact only while no other has it too. */
export type ContactSelector =
  | { readonly by: "id"; readonly id: number }
  | { readonly by: "reference"; readonly reference: string };

function balanceAfter(
  before: AccountBalance | null,
  amount: DecimalText | undefined,
  currency: Currency | null,
  at: Instant,
): AccountBalance | null {
  if (amount !== undefined) return { amount, currency, updatedAt: at };
  return before === null ? null : { ...before, currency: before.currency ?? currency };
}

/**
 * The extra after the patch, written at `at`. A balance in the patch takes the currency of the limit as it stands
 * after the patch; one already there keeps its currency, and gets the limit's if it had none (`AccountBalance`).
 */
export function applyPatch(extra: ContactExtra, patch: ContactExtraPatch, at: Instant): ContactExtra {
  const { accountBalance, ...rest } = patch;
  const after = { ...extra, ...rest };
  const currency = after.creditLimit?.currency ?? null;
  return { ...after, accountBalance: balanceAfter(extra.accountBalance, accountBalance, currency, at) };
}
