// A plan as one of its versions made it, told from its history: what a change was answered with can be told again.

import type { ChangedPlan } from "../plans/change-plan.ts";
import { noChange, type PlanChange } from "../plans/plan-change.ts";
import type { Policy } from "../plans/plan-command.ts";
import { type PlanEvent, recordOf } from "../plans/plan-event.ts";
import { replayStep } from "../plans/replay.ts";
import type { EventPage, Events } from "./events-port.ts";

/** How many events are asked for in one trip. */
const EVENTS_A_TRIP = 100;

/**
 * Plan `id` right after its version `version`, and what that version changed: the recorded commands applied again,
 * under the policies and stamps that they were recorded with. `history` reads a page of the plan's events, as
 * `Events.history` does; a long history takes several. Null when the history has no such version, or does not replay.
 */
export async function planAtVersion(
  history: (query: Parameters<Events["history"]>[2]) => Promise<EventPage | null>,
  id: number,
  version: number,
): Promise<ChangedPlan | null> {
  let at: ChangedPlan | null = null;
  for (let after: number | null = 0; after !== null; ) {
    const page: EventPage | null = await history({ after, limit: Math.min(EVENTS_A_TRIP, version - after) });
    for (const event of page?.items ?? []) {
      if (event.subject !== "plan") return null;
      at = nextVersion(at, id, event.change);
      if (at === null || at.plan.version === version) return at;
    }
    after = page?.next ?? null;
  }
  return null;
}

function nextVersion(before: ChangedPlan | null, id: number, event: PlanEvent): ChangedPlan | null {
  const record = recordOf(event);
  const step = replayStep(before?.plan ?? null, record, event.version - 1);
  if (!step.ok) return null;
  const change: PlanChange = step.value;
  const created = before?.plan.created ?? record.stamp;
  const stamps = { created, lastUpdated: record.stamp };
  return {
    plan: { ...change.after, id, version: event.version, ...stamps, eventHash: event.hash },
    change,
  };
}

/** What a change of nothing came to: the plan as it was, under the policy of that request (update rule 7). */
export function unchangedPlan({ plan }: ChangedPlan, policy: Policy): ChangedPlan {
  return { plan, change: noChange(plan, policy) };
}
