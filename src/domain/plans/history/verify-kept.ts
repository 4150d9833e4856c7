// Checks a kept history from its own text: the chain of hashes, what is kept beside the text, and the plan of today.

import type { Digest } from "../../values/digest.ts";
import { namesOf } from "../../values/names-of.ts";
import { err, ok, type Result } from "../../values/result.ts";
import type { Stamp } from "../../values/stamp.ts";
import type { Plan, PlanState } from "../plan.ts";
import type { ReplayedMember } from "../plan-members.ts";
import { decodeEvent } from "./event-text.ts";
import { closedTexts } from "./kept-command.ts";
import type { KeptEvent } from "./kept-histories-port.ts";
import type { KeptHistory } from "./kept-history.ts";
import type { PlanEvent } from "./plan-event.ts";
import { type ChainHead, differingMember, type HistoryFailure, replayedEvent } from "./verify-history.ts";
import { type BrokenText, type Erasure, type TextCheck, textCheck } from "./verify-texts.ts";

/** What is broken first, and at which version; the plan's own rows count as its newest version. */
export type BrokenHistory = {
  readonly tag:
    | Exclude<HistoryFailure["tag"], "REPLAY_WITHOUT_CREATE" | "REPLAY_CREATED_TWICE" | "REPLAY_REFUSED">
    | "REPLAY_FAILED"
    | "TEXT_MALFORMED"
    | "COLUMN_DIFFERS"
    | "HEAD_DIFFERS"
    | BrokenText["tag"]
    | "PLAN_UNREADABLE";
  readonly version: number;
  /** The member of the event, or of the plan, that is not what it should be; null where it is not one alone. */
  readonly member: string | null;
};

/** `erasures` where there were some: what of the history they made impossible to check. */
export type VerifiedHistory = ChainHead & { readonly erasures?: readonly Erasure[] };
/** What is known after some events, and enough to go on with the next one: the events themselves are not held. */
type Checked = {
  readonly first: Head;
  readonly head: Head;
  /** The plan that the commands so far make, or the first of them that is broken: the chain is checked on. */
  readonly replayed: Result<PlanState, HistoryFailure>;
};
type Head = ChainHead & { readonly at: string; readonly actor: string };

/**
 * Verifies, oldest first: that versions count from 1; that each text names the hash before it and has the hash kept
 * with it; that version, kind, instant, actor and hashes beside the text are those in it; that the newest event is
 * the one the plan names; and that the recorded commands, applied again, give the differences told and today's plan.
 * A text that an event commits to is the one kept beside it, or an erasure after it accounts for its absence.
 * Goes through the events once and holds one at a time, however many there are.
 */
export async function verifyKept(
  { events, plan }: KeptHistory,
  digest: Digest,
): Promise<Result<VerifiedHistory, BrokenHistory>> {
  const texts = textCheck(digest);
  let checked: Checked | null = null;
  for await (const kept of events) {
    const next: Result<Checked, BrokenHistory> = await checkedEvent(checked, kept, digest, texts);
    if (!next.ok) return next;
    checked = next.value;
  }
  if (checked === null) return broken("HISTORY_EMPTY", 1);
  const { first, head, replayed } = checked;
  const { version, hash } = head;
  if (plan === null) return broken("PLAN_UNREADABLE", version);
  const wrongHead = headProblem(plan, first, head);
  if (wrongHead !== null) return broken("HEAD_DIFFERS", Math.max(version, plan.version), wrongHead);
  const unaccounted = texts.unaccounted();
  if (unaccounted !== null) return err(unaccounted);
  if (!replayed.ok) return err(brokenReplay(replayed.error, version));
  const member = differingMember(replayed.value, plan);
  if (member !== null) return broken("PLAN_DIFFERS", version, member);
  const { erasures } = texts;
  return ok({ version, hash, ...(erasures.length === 0 ? {} : { erasures }) });
}

async function checkedEvent(
  before: Checked | null,
  kept: KeptEvent,
  digest: Digest,
  texts: TextCheck,
): Promise<Result<Checked, BrokenHistory>> {
  const read = await readKept(kept, before?.head ?? null, digest);
  if (!read.ok) return read;
  const event = read.value;
  const wrongText = await texts.next(event, kept);
  if (wrongText !== null) return err(wrongText);
  const { version, hash, at, actor } = event;
  const head = { version, hash, at, actor };
  const state = before?.replayed ?? ok(null);
  const replayed = state.ok ? replayedEvent(state.value, event, version - 1) : state;
  return ok({ first: before?.first ?? head, head, replayed });
}

async function readKept(
  kept: KeptEvent,
  before: ChainHead | null,
  digest: Digest,
): Promise<Result<PlanEvent, BrokenHistory>> {
  const version = (before?.version ?? 0) + 1;
  if (kept.version !== version) return broken("VERSION_OUT_OF_ORDER", version);
  const { hash, texts = [] } = kept;
  const isWhole = (await digest(kept.text)) === hash;
  if (hash === null || !(isWhole || isReplaced(kept.text))) return broken("HASH_DIFFERS", version);
  const decoded = decodeEvent(kept.text);
  if (!decoded.ok) return broken("TEXT_MALFORMED", version);
  const event = decoded.value;
  for (const member of COLUMNS) {
    if (kept[member] !== event[member]) return broken("COLUMN_DIFFERS", version, member);
  }
  if (before !== null && event.previousHash !== before.hash) return broken("LINK_BROKEN", version);
  return ok({ ...event, hash, texts });
}

/** Whether it says of itself that a text in it was erased; that an erasure said so too is asked when all are read. */
function isReplaced(text: string): boolean {
  const event = decodeEvent(text);
  return event.ok && closedTexts(event.value.command).some(([, closed]) => "erased" in closed);
}

/** What is kept beside the text of an event, and must be what stands in it. */
const COLUMNS = namesOf<Exclude<keyof KeptEvent, "text" | "hash" | "texts">>({
  version: true,
  kind: true,
  at: true,
  actor: true,
  previousHash: true,
});

type HeadMember = Exclude<keyof Plan, ReplayedMember>;

/** What a plan says of itself besides what its commands made of it, checked against its first and newest events. */
const AGREES: { readonly [M in HeadMember]: (plan: Plan, first: Head, head: Head) => boolean } = {
  // The database gives it and the history is asked for by it: no event names it.
  id: () => true,
  version: ({ version }, _, head) => version === head.version,
  eventHash: ({ eventHash }, _, head) => eventHash === head.hash,
  created: ({ created }, first) => isStampOf(created, first),
  lastUpdated: ({ lastUpdated }, _, head) => isStampOf(lastUpdated, head),
};

const isStampOf = ({ at, by }: Stamp, head: Head): boolean => at === head.at && by === head.actor;

const headProblem = (plan: Plan, first: Head, head: Head): string | null =>
  (Object.keys(AGREES) as HeadMember[]).find((member) => !AGREES[member](plan, first, head)) ?? null;

function brokenReplay(failure: HistoryFailure, newest: number): BrokenHistory {
  switch (failure.tag) {
    case "PLAN_DIFFERS":
      return { tag: failure.tag, version: newest, member: failure.member };
    case "REPLAY_REFUSED":
    case "REPLAY_CREATED_TWICE":
      return { tag: "REPLAY_FAILED", version: failure.index + 1, member: "command" };
    case "REPLAY_WITHOUT_CREATE":
      return { tag: "REPLAY_FAILED", version: 1, member: "command" };
    case "HISTORY_EMPTY":
      return { tag: failure.tag, version: 1, member: null };
    case "VERSION_OUT_OF_ORDER":
      return { tag: failure.tag, version: failure.expected, member: null };
    default:
      return { tag: failure.tag, version: failure.version, member: null };
  }
}

const broken = (tag: BrokenHistory["tag"], version: number, member: string | null = null) =>
  err({ tag, version, member });
