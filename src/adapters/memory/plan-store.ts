// Plans in this process's memory, for tests and demonstrations: the same port, the same answers, nothing kept.

import type { ManyPlans } from "../../domain/plans/bulk/many-plans-port.ts";
import type { PlanLists } from "../../domain/plans/bulk/plan-lists-port.ts";
import { decodeEvent } from "../../domain/plans/history/event-text.ts";
import { type CommittedText, TEXT_KINDS } from "../../domain/plans/history/kept-command.ts";
import type { KeptHistories } from "../../domain/plans/history/kept-histories-port.ts";
import type { PlanErasures } from "../../domain/plans/history/plan-erasures-port.ts";
import {
  eventText,
  type PlanEvent,
  type SealedEvent,
  type UnsealedEvent,
} from "../../domain/plans/history/plan-event.ts";
import type { Plan, PlanState } from "../../domain/plans/plan.ts";
import type { PaymentPlans } from "../../domain/plans/plans-port.ts";
import type { EventLog } from "./event-log.ts";
import { keptRows } from "./kept-rows.ts";
import { memoryPlanLists } from "./plan-lists.ts";

/** What people wrote in one version's command, as it is kept beside the event. */
export type KeptTexts = { readonly textsOf: (id: number, version: number) => readonly CommittedText[] };

function readBack(text: string): UnsealedEvent {
  const event = decodeEvent(text);
  if (!event.ok) throw new Error(`an event does not read back: ${event.error.reason}`);
  return event.value;
}

export function memoryPlans(
  log: EventLog,
): PaymentPlans & ManyPlans & PlanLists & KeptHistories & PlanErasures & KeptTexts {
  const plans = new Map<number, Plan>();
  const rows = keptRows();
  const kept = new Map<string, readonly CommittedText[]>();
  const put = (plan: Plan, event: SealedEvent) => {
    rows.put(plan.id, plan.rows, plan.lastUpdated);
    plans.set(plan.id, { ...plan, eventHash: event.hash });
    const { id: subjectId, version, currency } = plan;
    const { text, texts = [], at, actor, hash } = event;
    kept.set(`${plan.id} ${event.version}`, texts);
    log.belong("plan", subjectId, plan.businessUnitId);
    let change: PlanEvent | undefined;
    log.append({
      ...{ subject: "plan", subjectId, version, at, actor, currency },
      /** Told as its text tells it, as from anywhere else; read when it is first asked for. */
      get change() {
        change ??= { ...readBack(text), hash };
        return change;
      },
    });
  };
  const save = (before: Plan, after: PlanState, event: SealedEvent): boolean => {
    const stored = plans.get(before.id);
    if (stored === undefined || stored.version + 1 !== event.version) return false;
    const lastUpdated = { at: event.at, by: event.actor };
    put({ ...stored, ...after, version: event.version, lastUpdated }, event);
    return true;
  };
  const standing: ManyPlans["standing"] = async ({ plans: asked, requestHash, within }, seq) =>
    Promise.all(
      asked.map(async ({ id, version }) => {
        const unit = plans.get(id)?.businessUnitId ?? 0;
        if (within?.includes(unit) === false) return { id, version: null, applied: false };
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
  const textsOf: KeptTexts["textsOf"] = (id, version) => kept.get(`${id} ${version}`) ?? [];
  return {
    ...memoryPlanLists(plans, rows),
    textsOf,
    byId: async (id) => plans.get(id) ?? null,

    create: async (state, event, dto = null) => {
      log.tell({ dto });
      const id = plans.size + 1;
      const stamp = { at: event.at, by: event.actor };
      put({ ...state, id, version: 1, created: stamp, lastUpdated: stamp, eventHash: "" }, event);
      return id;
    },

    keepUnchanged: async ({ id, version }, dto = null) =>
      log.tell({ wrote: { subject: "plan", id, version }, dto }),

    save: async (before, after, event, dto = null) => {
      log.tell({ dto });
      return save(before, after, event) ? "saved" : "version-conflict";
    },

    saveTerms: async (saves) =>
      new Set(saves.filter((one) => save(one.before, one.after, one.event)).map((one) => one.before.id)),

    saveAndTell: async (saves, asked) => {
      // Each of the plans is told by its own events.
      log.tell({ wrote: { subject: "plan", id: 0, version: 0 } });
      for (const one of saves) save(one.before, one.after, one.event);
      return standing(asked, null);
    },

    standing,

    keptHead: async (id) => {
      const plan = plans.get(id);
      return plan === undefined ? null : { plan, count: plan.version, newest: plan.version };
    },

    keptEvents: async (id, after, newest) => {
      const history = await log.history("plan", id, { after, limit: newest - Math.max(after, 0) });
      const events = (history?.items ?? []).flatMap((event) =>
        event.subject === "plan" ? [event.change] : [],
      );
      const last = events.at(-1)?.version ?? newest;
      const items = events.map((event) => ({
        ...event,
        text: eventText(event),
        texts: textsOf(id, event.version),
      }));
      return { items, next: last < newest ? last : null };
    },

    textEvents: async (id, after, limit) => {
      const history = await log.history("plan", id, { after, limit: plans.get(id)?.version ?? 0 });
      const events = (history?.items ?? []).flatMap((event) =>
        event.subject === "plan" && TEXT_KINDS.includes(event.change.kind) ? [event.change] : [],
      );
      return events.slice(0, limit).map((event) => ({ version: event.version, text: eventText(event) }));
    },

    eraseTexts: async (before, after, event, replaced) => {
      if (!save(before, after, event)) return "version-conflict";
      for (const name of kept.keys()) if (name.startsWith(`${before.id} `)) kept.delete(name);
      const texts = new Map(replaced.map(({ version, text }) => [version, decodeEvent(text)]));
      log.rewrite((one) => {
        if (one.subject !== "plan" || one.subjectId !== before.id) return one;
        const other = texts.get(one.version);
        return other?.ok === true ? { ...one, change: { ...other.value, hash: one.change.hash } } : one;
      });
      return "saved";
    },
  };
}
