// The first event of a plan's history, ready to be kept.

import type { Digest } from "../../values/digest.ts";
import type { Stamp } from "../../values/stamp.ts";
import { encodeCommand } from "../history/command-text.ts";
import { planEvent, type SealedEvent, sealEvent } from "../history/plan-event.ts";
import type { PlanChange } from "../plan-change.ts";
import type { CreatePlan, Policy } from "./plan-command.ts";

/** What of a request's work an event needs. */
export type SealWork = { readonly digest: Digest; readonly policy: Policy; readonly stamp: Stamp };

/** Seals what `createPlan` made of the command. `nonce` is random text that starts the plan's chain of events. */
export async function sealCreation(
  { digest, policy, stamp }: SealWork,
  command: CreatePlan,
  change: PlanChange,
  nonce: string,
): Promise<SealedEvent> {
  const requestHash = await digest(encodeCommand(command));
  return sealEvent(planEvent(1, { command, policy, stamp }, change, requestHash, nonce), digest);
}
