// A plan as one of its versions left it, rebuilt from its history, so that the response to a change can be given again.
import type { ChangedPlan } from "../commands/change-plan.ts";
import type { Policy } from "../commands/plan-command.ts";
import { noChange, type PlanChange } from "../plan-change.ts";
import { decodeEvent } from "./event-text.ts";
import type { KeptEvent } from "./kept-histories-port.ts";
import type { KeptHistory } from "./kept-history.ts";
import { recordOf } from "./plan-event.ts";
import { replayStep } from "./replay.ts";

/**
 * Plan `id` right after its version `version`, and what that version changed: the recorded commands applied again,
 * under the policies and stamps that they were recorded with. Null when the history has no such version, or does not
 * replay.
 */
export async function planAtVersion(
  { events }: Pick<KeptHistory, "events">,
  id: number,
  version: number,
): Promise<ChangedPlan | null> {
  let at: ChangedPlan | null = null;
  for await (const event of events) {
    at = nextVersion(at, id, event);
    if (at === null || at.plan.version === version) return at;
  }
  return null;
}

function nextVersion(before: ChangedPlan | null, id: number, kept: KeptEvent): ChangedPlan | null {
  const decoded = decodeEvent(kept.text);
  if (!decoded.ok) return null;
  const { version } = decoded.value;
  const record = recordOf({ ...decoded.value, texts: kept.texts ?? [] });
  const step = replayStep(before?.plan ?? null, record, version - 1);
  if (!step.ok) return null;
  const change: PlanChange = step.value;
  const created = before?.plan.created ?? record.stamp;
  const stamps = { created, lastUpdated: record.stamp };
  return { plan: { ...change.after, id, version, ...stamps, eventHash: kept.hash ?? "" }, change };
}

/** The outcome of an update that changed nothing: the plan as it was, under the policy of that request (update rule 7). */
export function unchangedPlan({ plan }: ChangedPlan, policy: Policy): ChangedPlan {
  return { plan, change: noChange(plan, policy) };
}
