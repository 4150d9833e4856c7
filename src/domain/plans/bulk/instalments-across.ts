// Instalments of many plans, by their place in one long list.
import type { InstalmentFilter, InstalmentPart, ListedInstalment, PlanLists } from "./plan-lists-port.ts";

/** A part of all matching instalments, and how many match in all: in one query, or several where plans have many rows. */
export async function instalmentsAcross(
  lists: PlanLists,
  filter: InstalmentFilter,
  { offset, limit }: InstalmentPart,
  pause: () => Promise<void>,
): Promise<{ readonly items: readonly ListedInstalment[]; readonly total: number }> {
  const items: ListedInstalment[] = [];
  let total = 0;
  for (let after = 0; ; ) {
    const part = { offset: Math.max(0, offset - total), limit: limit - items.length };
    const { items: more, found, next } = await lists.instalments(filter, part, after);
    items.push(...more);
    total += found;
    if (next === null) return { items, total };
    after = next;
    await pause();
  }
}
