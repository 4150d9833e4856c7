// A plan's change told again from its history, for a request that is sent again with its Idempotency-Key.
import type { Context } from "hono";
import type { ChangedPlan } from "../../../domain/plans/commands/change-plan.ts";
import type { Policy } from "../../../domain/plans/commands/plan-command.ts";
import { keptHistory } from "../../../domain/plans/history/kept-history.ts";
import { planAtVersion, unchangedPlan } from "../../../domain/plans/history/plan-at-version.ts";
import type { Wrote } from "../../../domain/values/idempotency.ts";
import type { AppEnv, Deps } from "../context.ts";
import { storesOf } from "../open-stores.ts";
import { pacedEvents, pacedHistories, paceOf } from "../pace.ts";

/**
 * The plan as the earlier request left it, and what it changed; `policy` is that request's, for one that changed
 * nothing. Null when the history does not give it. A trip for each page of the history, each with a deadline of its
 * own, and other requests get their turn between them.
 */
export async function recallPlan(
  deps: Deps,
  context: Pick<Context<AppEnv>, "get" | "req">,
  { id, version, changed }: Wrote,
  policy: Policy,
): Promise<ChangedPlan | null> {
  const pace = paceOf(context.req.raw.signal);
  const kept = await keptHistory(() => pacedHistories(storesOf(deps, context).plans, pace), id);
  if (kept === null) return null;
  const events = pacedEvents(kept.events, pace);
  const at = await planAtVersion({ events }, id, version);
  return at === null || changed ? at : unchangedPlan(at, policy);
}
