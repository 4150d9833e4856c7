// What of a file is no line, told by its reason: how many entries, and what they come to.
import type { Currency } from "../domain/values/currency.ts";
import type { Minor } from "../domain/values/money.ts";
import type { FileNote, LeftOut } from "./remittance.ts";

export function leftOutNotes(
  entries: readonly { readonly why: LeftOut; readonly amount: Minor }[],
  currency: Currency,
): readonly FileNote[] {
  const totals = new Map<LeftOut, { count: number; amount: Minor }>();
  for (const { why, amount } of entries) {
    const total = totals.get(why) ?? { count: 0, amount: 0n };
    totals.set(why, { count: total.count + 1, amount: total.amount + amount });
  }
  return Array.from(totals, ([why, total]) => ({ tag: "LEFT_OUT", why, ...total, currency }));
}
