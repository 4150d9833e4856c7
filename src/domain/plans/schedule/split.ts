// Exact splits of a total; the parts always sum to it, nothing is rounded away.
import type { Minor } from "../../values/money.ts";

/** Where the minor units go that an even split leaves over: all on the last row, or one on each of the first rows. */
export type Residue = "last" | "first";

/** `count` parts of a total (minor units, not negative; count at least 1) that sum to it exactly. */
export function splitTotal(total: Minor, count: number, residue: Residue): Minor[] {
  const base = total / BigInt(count);
  const left = total % BigInt(count);
  const parts: Minor[] = new Array(count).fill(base);
  if (residue === "last") parts[count - 1] = base + left;
  else for (let index = 0; index < Number(left); index += 1) parts[index] = base + 1n;
  return parts;
}

/** How many rows of at most `amount` a total needs, and what is left for the last one: 1 to `amount`. Both above 0. */
export function rowsForTotal(total: Minor, amount: Minor): { readonly count: bigint; readonly last: Minor } {
  const count = (total + amount - 1n) / amount;
  return { count, last: total - amount * (count - 1n) };
}
