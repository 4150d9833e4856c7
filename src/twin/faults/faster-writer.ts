// Somebody else who writes in between: a plan's payment method, or a contact's days of delay, and nothing else of them.

import { applyCommand } from "../../domain/plans/commands/apply-command.ts";
import { changePlan } from "../../domain/plans/commands/change-plan.ts";
import type { UpdatePlan } from "../../domain/plans/commands/plan-command.ts";
import type { Plan } from "../../domain/plans/plan.ts";
import type { Stores } from "../../domain/ports/stores.ts";
import { ok } from "../../domain/values/result.ts";
import { instantOf, todayIn } from "../../http/request/clock.ts";
import { sha256 } from "../../http/request/key/api-key.ts";
import type { Settings } from "../../http/settings/settings.ts";

const FASTER = "faster writer";

/** What would be written, ready to be; null where there is nothing that could be. */
type Write = (() => Promise<void>) | null;
export type FasterWriter = {
  readonly ofPlan: (id: number) => Promise<Write>;
  readonly ofContact: (id: number) => Promise<Write>;
};

export function fasterWriter(
  stores: Stores,
  settings: Settings,
  { now, newId }: { readonly now: () => number; readonly newId: () => string },
): FasterWriter {
  const methods = Object.keys(settings.ENUMERATIONS.PaymentMethod);
  const stamp = () => ({ at: instantOf(now()), by: FASTER });
  const otherMethod = (plan: Plan): UpdatePlan | null => {
    const method = methods.find((name) => name !== plan.method);
    const { terms, asWritten } = plan;
    return method === undefined
      ? null
      : { kind: "update", clientId: null, businessUnitId: null, terms, asWritten, method };
  };
  return {
    ofPlan: async (id) => {
      const plan = await stores.plans.byId(id);
      const command = plan && otherMethod(plan);
      if (plan === null || command === null) return null;
      const policy = { arrears: settings.ARREARS, today: todayIn(settings.TIME_ZONE, now()) };
      const tried = applyCommand(plan, command, policy, stamp());
      // A plan that takes no such change (a closed one, say) is nobody's to take.
      if (!tried.ok || !tried.value.changed) return null;
      const work = { plans: stores.plans, digest: sha256, newSalt: newId, policy, stamp: stamp() };
      return async () => void (await changePlan(work, id, () => ok(command)));
    },
    ofContact: async (id) => {
      const contact = await stores.contacts.byId(id);
      if (contact === null) return null;
      const delay2Pay = ((contact.extra.delay2Pay ?? 0) + 1) % 100;
      return async () => void (await stores.contacts.saveExtra({ by: "id", id }, { delay2Pay }, stamp()));
    },
  };
}
