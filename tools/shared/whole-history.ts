// A plan's whole history at once, where there is memory enough: for checks of small databases, and for tests.
import type { KeptEvent, KeptHistories } from "../../src/domain/plans/history/kept-histories-port.ts";
import { keptHistory } from "../../src/domain/plans/history/kept-history.ts";
import type { Plan } from "../../src/domain/plans/plan.ts";

export type WholeHistory = { readonly events: readonly KeptEvent[]; readonly plan: Plan | null };

/** The events, oldest first, and the plan; null when there is no such plan. */
export async function wholeHistory(plans: KeptHistories, id: number): Promise<WholeHistory | null> {
  const kept = await keptHistory(() => plans, id);
  if (kept === null) return null;
  const events: KeptEvent[] = [];
  for await (const event of kept.events) events.push(event);
  return { events, plan: kept.plan };
}
