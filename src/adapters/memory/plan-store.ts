// Plans in this process's memory, for tests and demonstrations: the same port, the same answers, nothing kept.
import type { PaymentPlans } from "../../domain/plans/payment-plans.ts";
import type { Plan } from "../../domain/plans/plan.ts";
import type { PlanEvent } from "../../domain/plans/plan-event.ts";
import type { EventLog } from "./event-log.ts";

export function memoryPlans(log: EventLog): PaymentPlans {
  const plans = new Map<number, Plan>();
  const put = (plan: Plan, event: PlanEvent) => {
    plans.set(plan.id, { ...plan, eventHash: event.hash });
    const { id: subjectId, version, currency } = plan;
    const { at, actor } = event;
    log.append({ subject: "plan", subjectId, version, at, actor, change: event, currency });
  };
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
