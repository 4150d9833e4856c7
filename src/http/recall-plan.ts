// A plan's change told again from its history, for a request that is sent again with its Idempotency-Key.
import type { Context } from "hono";
import { planAtVersion, unchangedPlan } from "../domain/events/plan-at-version.ts";
import type { ChangedPlan } from "../domain/plans/change-plan.ts";
import type { Policy } from "../domain/plans/plan-command.ts";
import type { Wrote } from "../domain/values/idempotency.ts";
import type { AppEnv, Deps } from "./context.ts";

/**
 * The plan as the earlier request left it, and what it changed; `policy` is that request's, for one that changed
 * nothing. Null when the history does not give it. A trip for each page of the history, each with a deadline of its
 * own, and other requests get their turn between them.
 */
export async function recallPlan(
  deps: Deps,
  context: Pick<Context<AppEnv>, "get">,
  { id, version, changed }: Wrote,
  policy: Policy,
): Promise<ChangedPlan | null> {
  const at = await planAtVersion(
    async (query) => {
      await new Promise((resolve) => setTimeout(resolve));
      return deps.openStores(undefined, context.get("trace")).events.history("plan", id, query);
    },
    id,
    version,
  );
  return at === null || changed ? at : unchangedPlan(at, policy);
}
