// A small recorded history, its events and the digest they are sealed with.
import { createHash } from "node:crypto";
import type { PlanRecord } from "../../../src/domain/plans/commands/plan-command.ts";
import { planEvent, type SealedEvent, sealEvent } from "../../../src/domain/plans/history/plan-event.ts";
import { replayStep } from "../../../src/domain/plans/history/replay.ts";
import type { PlanState } from "../../../src/domain/plans/plan.ts";
import type { PlanChange } from "../../../src/domain/plans/plan-change.ts";
import { accepted, createCommand, newPlan, payment, ROLL, STAMP, updateCommand } from "./builders.ts";

export const digest = (text: string): Promise<string> =>
  Promise.resolve(createHash("sha256").update(text).digest("hex"));

/** The events that a service would have kept for these records. */
export async function eventsOf(
  records: readonly PlanRecord[],
  nonce = "nonce",
): Promise<readonly SealedEvent[]> {
  const events: SealedEvent[] = [];
  let plan: PlanState | null = null;
  for (const [index, record] of records.entries()) {
    const change: PlanChange = accepted(replayStep(plan, record, index));
    const previous: string = events.at(-1)?.hash ?? nonce;
    events.push(await sealEvent(planEvent(index + 1, record, change, `request ${index}`, previous), digest));
    plan = change.after;
  }
  return events;
}

export const RECORDS: readonly PlanRecord[] = [
  { command: createCommand({ count: 3 }), policy: ROLL, stamp: STAMP },
  { command: payment(10_000n), policy: ROLL, stamp: { ...STAMP, by: "desk" } },
  { command: updateCommand(newPlan({ count: 3 }), { amount: 8000n }), policy: ROLL, stamp: STAMP },
  { command: { kind: "reverse-payment", payment: 1 }, policy: ROLL, stamp: STAMP },
];
