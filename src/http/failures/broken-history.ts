// What a check of a history found, in words; a new kind of break does not compile until it has some.
import type { BrokenHistory } from "../../domain/plans/history/verify-kept.ts";

export type BrokenWords = {
  readonly code: BrokenHistory["tag"];
  /** The first version that is broken. */
  readonly version: number;
  readonly member: string | null;
  readonly detail: string;
};

const DETAILS: { readonly [T in BrokenHistory["tag"]]: string } = {
  HISTORY_EMPTY: "The plan has no event at all.",
  VERSION_OUT_OF_ORDER: "The event of this version is not there.",
  LINK_BROKEN: "The event does not name the hash of the one before it.",
  HASH_DIFFERS: "The event's text has another hash than the one kept with it.",
  TEXT_MALFORMED: "The event's text is no event.",
  COLUMN_DIFFERS: "What is kept beside the event's text is not what the text says.",
  TEXT_DIFFERS: "A text beside the event is not the one that the event commits to.",
  TEXT_MISSING: "A text that the event commits to is not there, and no erasure says so.",
  EVENT_DIFFERS: "The recorded command, applied again, does not do what the event tells.",
  REPLAY_FAILED: "The recorded command cannot be applied again.",
  HEAD_DIFFERS: "The plan does not name its newest event as the history has it.",
  PLAN_DIFFERS: "The recorded commands, applied again, do not give the plan of today.",
  PLAN_UNREADABLE: "The plan's own rows cannot be read.",
};

export function brokenWords({ tag: code, version, member }: BrokenHistory): BrokenWords {
  return { code, version, member, detail: DETAILS[code] };
}
