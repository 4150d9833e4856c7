// Plans in this process's memory, for tests and demonstrations: the same port, the same answers, nothing kept.
import type { KeptHistories } from "../../domain/plans/kept-history.ts";
import type { ManyPlans } from "../../domain/plans/many-plans.ts";
import type { PaymentPlans } from "../../domain/plans/payment-plans.ts";
import type { Plan, PlanState } from "../../domain/plans/plan.ts";
import { eventText, type SealedEvent } from "../../domain/plans/plan-event.ts";
import type { PlanLists } from "../../domain/plans/plan-lists.ts";
import type { EventLog } from "./event-log.ts";
import { keptRows } from "./kept-rows.ts";
import { memoryPlanLists } from "./plan-lists.ts";

export function memoryPlans(log: EventLog): PaymentPlans & ManyPlans & PlanLists & KeptHistories {
  const plans = new Map<number, Plan>();
  const rows = keptRows();
  const put = (plan: Plan, event: SealedEvent) => {
    rows.put(plan.id, plan.rows, plan.lastUpdated);
    plans.set(plan.id, { ...plan, eventHash: event.hash });
    const { id: subjectId, version, currency } = plan;
    const { text, ...change } = event;
    const { at, actor } = change;
    log.append({ subject: "plan", subjectId, version, at, actor, change, currency });
  };
  const save = (before: Plan, after: PlanState, event: SealedEvent): boolean => {
    const stored = plans.get(before.id);
    if (stored === undefined || stored.version + 1 !== event.version) return false;
    const lastUpdated = { at: event.at, by: event.actor };
    put({ ...stored, ...after, version: event.version, lastUpdated }, event);
    return true;
  };
  const standing: ManyPlans["standing"] = async ({ plans: asked, requestHash }, seq) =>
    Promise.all(
      asked.map(async ({ id, version }) => {
        const history = await log.history("plan", id, { after: 0, limit: Number.MAX_SAFE_INTEGER });
        const events = (history?.items ?? []).filter((event) => seq === null || event.seq <= seq);
        const applied = events.some(
          (event) =>
            event.subject === "plan" &&
            event.version === version + 1 &&
            event.change.requestHash === requestHash,
        );
        return { id, version: events.at(-1)?.version ?? null, applied };
      }),
    );
  return {
    ...memoryPlanLists(plans, rows),
    byId: async (id) => plans.get(id) ?? null,

    create: async (state, event) => {
      const id = plans.size + 1;
      const stamp = { at: event.at, by: event.actor };
      put({ ...state, id, version: 1, created: stamp, lastUpdated: stamp, eventHash: "" }, event);
      return id;
    },

    // No keys are kept here.
    keepUnchanged: async () => {},

    save: async (before, after, event) => (save(before, after, event) ? "saved" : "version-conflict"),

    saveTerms: async (saves) =>
      new Set(saves.filter((one) => save(one.before, one.after, one.event)).map((one) => one.before.id)),

    saveAndTell: async (saves, asked) => {
      for (const one of saves) save(one.before, one.after, one.event);
      return standing(asked, null);
    },

    standing,

    kept: async (id) => {
      const plan = plans.get(id);
      if (plan === undefined) return null;
      const history = await log.history("plan", id, { after: 0, limit: plan.version });
      const events = (history?.items ?? []).flatMap((event) =>
        event.subject === "plan" ? [event.change] : [],
      );
      return { plan, events: events.map((event) => ({ ...event, text: eventText(event) })) };
    },
  };
}
