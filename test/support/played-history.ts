// Random histories of plans performed through a store, as requests on several days would.
import {
  type ChangedPlan,
  type ChangeFailure,
  changePlan,
  makePlan,
} from "../../src/domain/plans/commands/change-plan.ts";
import type { CreatePlan } from "../../src/domain/plans/commands/plan-command.ts";
import type { Plan } from "../../src/domain/plans/plan.ts";
import type { PaymentPlans } from "../../src/domain/plans/plans-port.ts";
import type { LocalDate } from "../../src/domain/values/local-date.ts";
import { ok, type Result } from "../../src/domain/values/result.ts";
import { sha256 } from "../../src/http/request/key/api-key.ts";
import { walk } from "../domain/plans/histories.ts";
import type { History } from "../domain/plans/history-moves.ts";

/** The plan after the history's accepted commands, and the day they ended on. */
export async function played(
  plans: PaymentPlans,
  history: History,
  owner: Partial<Pick<CreatePlan, "clientId" | "businessUnitId">> = {},
): Promise<{ readonly plan: Plan; readonly today: LocalDate }> {
  const { records, policy: last } = walk({ ...history, create: { ...history.create, ...owner } });
  let plan: Plan | undefined;
  for (const { command, policy, stamp } of records) {
    const newSalt = () => crypto.randomUUID();
    const work = { plans, digest: sha256, newSalt, policy, stamp };
    const result: Result<ChangedPlan, ChangeFailure> =
      command.kind === "create"
        ? await makePlan(work, command, `nonce ${history.today}`)
        : await changePlan(work, plan?.id ?? 0, () => ok(command));
    if (!result.ok) throw new Error(`a recorded command is refused: ${result.error.tag}`);
    plan = result.value.plan;
  }
  if (plan === undefined) throw new Error("a history without a plan");
  return { plan, today: last.today };
}
