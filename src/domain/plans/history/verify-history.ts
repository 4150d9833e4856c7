// Is the history whole, and does it make the plan of today? Two checks that trust nothing but the events.
import { canonicalText } from "../../values/canonical-text.ts";
import type { Digest } from "../../values/digest.ts";
import { err, ok, type Result } from "../../values/result.ts";
import type { PlanState } from "../plan.ts";
import { REPLAYED_MEMBERS, type ReplayedMember } from "../plan-members.ts";
import { eventText, type PlanEvent, planEvent, recordOf } from "./plan-event.ts";
import { type ReplayFailure, replayStep } from "./replay.ts";

export type HistoryFailure =
  | { readonly tag: "HISTORY_EMPTY" }
  | { readonly tag: "VERSION_OUT_OF_ORDER"; readonly expected: number; readonly found: number }
  | { readonly tag: "LINK_BROKEN"; readonly version: number }
  | { readonly tag: "HASH_DIFFERS"; readonly version: number }
  | { readonly tag: "EVENT_DIFFERS"; readonly version: number }
  | { readonly tag: "PLAN_DIFFERS"; readonly member: ReplayedMember }
  | ReplayFailure;

/** The newest event of a chain that holds. */
export type ChainHead = { readonly version: number; readonly hash: string };

/**
 * Checks that the events, oldest first, are versions 1, 2, 3 …, that each names the hash of the one before, and that
 * each hash is the digest of its event's text. Anything changed, left out or put in shows, except a cut at the end:
 * compare the head with the hash that the plan itself keeps.
 */
export async function verifyChain(
  events: readonly PlanEvent[],
  digest: Digest,
): Promise<Result<ChainHead, HistoryFailure>> {
  let head: ChainHead | null = null;
  for (const event of events) {
    const expected: number = (head?.version ?? 0) + 1;
    const { version } = event;
    if (version !== expected) return err({ tag: "VERSION_OUT_OF_ORDER", expected, found: version });
    if (head !== null && event.previousHash !== head.hash) return err({ tag: "LINK_BROKEN", version });
    if ((await digest(eventText(event))) !== event.hash) return err({ tag: "HASH_DIFFERS", version });
    head = { version, hash: event.hash };
  }
  return head === null ? err({ tag: "HISTORY_EMPTY" }) : ok(head);
}

/**
 * Applies the recorded commands again and checks that each gives the difference its event tells (EVENT_DIFFERS) and
 * that all together give the plan of today (PLAN_DIFFERS, naming the first member that is another).
 */
export function verifyReplay(
  events: readonly PlanEvent[],
  plan: PlanState,
): Result<PlanState, HistoryFailure> {
  let replayed: PlanState | null = null;
  for (const [index, event] of events.entries()) {
    const step: Result<PlanState, HistoryFailure> = replayedEvent(replayed, event, index);
    if (!step.ok) return step;
    replayed = step.value;
  }
  if (replayed === null) return err({ tag: "HISTORY_EMPTY" });
  const member = differingMember(replayed, plan);
  return member === null ? ok(replayed) : err({ tag: "PLAN_DIFFERS", member });
}

/**
 * The plan after one more event, the command applied again to the plan before it (null before the first one, whose
 * `index` is 0). Fails as `replay`, and with EVENT_DIFFERS where the event tells another difference.
 */
export function replayedEvent(
  before: PlanState | null,
  event: PlanEvent,
  index: number,
): Result<PlanState, HistoryFailure> {
  const step = replayStep(before, recordOf(event), index);
  if (!step.ok) return step;
  const { version, requestHash, previousHash } = event;
  const record = { ...recordOf(event), command: event.command };
  const told = planEvent(version, record, step.value, requestHash, previousHash);
  if (eventText(told) !== eventText(event)) return err({ tag: "EVENT_DIFFERS", version });
  return ok(step.value.after);
}

/** The first member that is another one in the two; null where they are the same plan. */
export const differingMember = (one: PlanState, other: PlanState): ReplayedMember | null =>
  REPLAYED_MEMBERS.find((member) => canonicalText(one[member]) !== canonicalText(other[member])) ?? null;
