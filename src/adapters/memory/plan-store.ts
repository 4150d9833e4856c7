// Plans in this process's memory, for tests and demonstrations: the same port, the same answers, nothing kept.
import type { PaymentPlans } from "../../domain/plans/payment-plans.ts";
import type { Plan } from "../../domain/plans/plan.ts";
import type { PlanEvent } from "../../domain/plans/plan-event.ts";

export function memoryPlans(): PaymentPlans {
  const plans = new Map<number, Plan>();
  const put = (plan: Plan, event: PlanEvent) => plans.set(plan.id, { ...plan, eventHash: event.hash });
  return {
    byId: async (id) => plans.get(id) ?? null,

    create: async (state, event) => {
      const id = plans.size + 1;
      const stamp = { at: event.at, by: event.actor };
      put({ ...state, id, version: 1, created: stamp, lastUpdated: stamp, eventHash: "" }, event);
      return id;
    },

    save: async (before, after, event) => {
      const stored = plans.get(before.id);
      if (stored === undefined || stored.version + 1 !== event.version) return "version-conflict";
      const lastUpdated = { at: event.at, by: event.actor };
      put({ ...stored, ...after, version: event.version, lastUpdated }, event);
      return "saved";
    },
  };
}
