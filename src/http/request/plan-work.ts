// What a change of a plan needs of this request and these settings.
import type { Context } from "hono";
import type { PlanWork } from "../../domain/plans/commands/change-plan.ts";
import { todayIn } from "./clock.ts";
import type { AppEnv, Deps } from "./context.ts";
import { sha256 } from "./key/api-key.ts";

export function planWork(deps: Deps, context: Context<AppEnv>): PlanWork {
  const { settings } = deps;
  const stamp = context.get("stamp");
  const businessUnits = context.get("tenant")?.reach.businessUnits ?? null;
  return {
    plans: context.get("stores").plans,
    digest: sha256,
    newSalt: deps.randomId,
    policy: { arrears: settings.ARREARS, today: todayIn(settings.TIME_ZONE, Date.parse(stamp.at)) },
    stamp,
    ...(businessUnits === null ? {} : { businessUnits }),
    // What a plan's history tells need not be kept: no more than that the key was used.
    ...(context.get("claim") === undefined ? {} : { kept: () => null }),
  };
}
