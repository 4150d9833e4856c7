// Plans from elsewhere, each known by the key that it has there: made once, however often they are loaded.
import { err, ok, type Result } from "../../values/result.ts";
import { createPlan } from "../commands/create-plan.ts";
import type { CreatePlan } from "../commands/plan-command.ts";
import { type SealWork, sealCreation } from "../commands/seal-creation.ts";
import type { PlanFailure } from "../plan-failure.ts";
import type { KeyedPlan, KeyedPlans } from "./keyed-plans-port.ts";

/** A plan as it is to be made. */
export type NewKeyedPlan = { readonly key: string; readonly command: CreatePlan };

export type MakeManyWork = SealWork & {
  readonly plans: KeyedPlans;
  /** New random text each time: the start of a plan's chain of events. */
  readonly newNonce: () => string;
};

/**
 * Makes the plans whose key no plan has, all in one read trip and one write trip; of each, in their order, whether it
 * was made or was there. Those that `createPlan` refuses are left out. No key may be there twice.
 */
export async function makePlans(
  work: MakeManyWork,
  asked: readonly NewKeyedPlan[],
): Promise<readonly Result<"created" | "unchanged", PlanFailure>[]> {
  const sealed = await Promise.all(
    asked.map(async ({ key, command }): Promise<Result<KeyedPlan, PlanFailure>> => {
      const created = createPlan(command, work.policy, work.stamp);
      if (!created.ok) return created;
      const event = await sealCreation(work, command, created.value, work.newNonce());
      return ok({ key, state: created.value.after, event });
    }),
  );
  const created = await work.plans.createMany(sealed.flatMap((one) => (one.ok ? [one.value] : [])));
  return sealed.map((one) =>
    one.ok ? ok(created.has(one.value.key) ? "created" : "unchanged") : err(one.error),
  );
}
