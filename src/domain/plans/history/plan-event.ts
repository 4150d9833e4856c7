// One event per version of a plan: who asked for what, what became different, linked to the event before by its hash.

import { canonicalText, type Plain } from "../../values/canonical-text.ts";
import type { Digest } from "../../values/digest.ts";
import type { Actor, Instant, Stamp } from "../../values/stamp.ts";
import type { CommandKind } from "../commands/command-kinds.ts";
import type { PlanRecord, Policy } from "../commands/plan-command.ts";
import type { Difference } from "../difference/difference.ts";
import type { PlanWarning } from "../difference/warnings.ts";
import type { PlanChange } from "../plan-change.ts";
import { plainPolicy } from "./command-text.ts";
import { plainDifference } from "./difference-text.ts";
import { type CommittedText, type KeptCommand, type KeptRecord, openCommand } from "./kept-command.ts";
import { rulesOf } from "./rules.ts";
import { differenceByRules1 } from "./rules-1.ts";

/**
 * What happened at one version. `requestHash` is the caller's digest of the request. Terms before and after are in
 * `difference.terms`. `previousHash` is the hash of the event before; for version 1 it is a random nonce, so that
 * two plans made alike have different chains. The plan's id is not in it: the database assigns it. What a person wrote
 * is in `command` by a salted commitment alone; `texts`, which are not hashed, are what the commitments are to.
 */
export type PlanEvent = {
  readonly version: number;
  readonly kind: CommandKind;
  readonly at: Instant;
  readonly actor: Actor;
  readonly requestHash: string;
  readonly command: KeptCommand;
  readonly policy: Policy;
  readonly difference: Difference;
  readonly warnings: readonly PlanWarning[];
  readonly previousHash: string;
  readonly hash: string;
  readonly texts?: readonly CommittedText[];
};

/** The event without its hash, which is what is hashed. */
export type UnsealedEvent = Omit<PlanEvent, "hash">;

/** The members that are not in the text: warnings follow from the difference, texts can be erased. */
type Unhashed = "warnings" | "texts";

/** The event of a change that was applied: version 1 for a creation, else one more than the plan had. */
export function planEvent(
  version: number,
  record: KeptRecord,
  change: PlanChange,
  requestHash: string,
  previousHash: string,
): UnsealedEvent {
  const { command, policy, stamp } = record;
  const { difference, warnings } = change;
  const { at, by: actor } = stamp;
  const { kind } = command;
  return { version, kind, at, actor, requestHash, command, policy, difference, warnings, previousHash };
}

/**
 * The canonical text of an event that its hash is taken of; a hash that is there is left out. Warnings follow from the
 * difference, which is kept whole; only events of rules 1 hold them, beside a part of it.
 */
export function eventText(event: UnsealedEvent | PlanEvent): string {
  const { version, kind, at, actor, requestHash, command, warnings, previousHash } = event;
  const isOfRules1 = rulesOf(event.policy) === 1;
  const kept: { readonly [M in Exclude<keyof UnsealedEvent, Unhashed>]: Plain } = {
    ...{ version, kind, at, actor, requestHash, command, previousHash },
    policy: plainPolicy(event.policy),
    difference: plainDifference(isOfRules1 ? differenceByRules1(event.difference) : event.difference),
  };
  return canonicalText(isOfRules1 ? { ...kept, warnings } : kept);
}

/** An event ready to be kept, with the text that was hashed: anybody can check the chain by it. */
export type SealedEvent = PlanEvent & { readonly text: string };

/** Adds the event's text and its hash, and the texts that its command commits to. */
export async function sealEvent(
  event: UnsealedEvent,
  digest: Digest,
  texts: readonly CommittedText[] = [],
): Promise<SealedEvent> {
  const text = eventText(event);
  return { ...event, text, hash: await digest(text), ...(texts.length === 0 ? {} : { texts }) };
}

/** The record that the event keeps, to apply it again; its texts are those beside it (`openCommand`). */
export function recordOf(event: UnsealedEvent): PlanRecord {
  const stamp: Stamp = { at: event.at, by: event.actor };
  return { command: openCommand(event.command, event.texts ?? []), policy: event.policy, stamp };
}
