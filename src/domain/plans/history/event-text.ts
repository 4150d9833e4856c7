// Reads an event back from its canonical text, so that a store can keep one text and one hash per version.
import {
  listOf,
  objectOf,
  oneOf,
  type Reader,
  readBigint,
  readInteger,
  readString,
  readText,
  type TextMalformed,
} from "../../values/read-plain.ts";
import type { Result } from "../../values/result.ts";
import { COMMAND_KINDS } from "../commands/command-kinds.ts";
import { type PlanWarning, warningsOf } from "../difference/warnings.ts";
import { readCommand, readPolicy } from "./command-text.ts";
import { readDifference } from "./difference-text.ts";
import type { UnsealedEvent } from "./plan-event.ts";
import { rulesOf } from "./rules.ts";

/** Reads what `eventText` wrote; fails with TEXT_MALFORMED for anything else. */
export function decodeEvent(text: string): Result<UnsealedEvent, TextMalformed> {
  return readText(text, readEvent);
}

const readEvent: Reader<UnsealedEvent> = (value, place) => {
  const policy = (value as { readonly policy?: unknown } | null)?.policy;
  const isOfRules1 = typeof policy === "object" && policy !== null && !("rules" in policy);
  if (isOfRules1) return readEvent1(value, place);
  const event = readEvent2(value, place);
  return { ...event, warnings: warningsOf(event.difference, event.kind, rulesOf(event.policy)) };
};

const members = {
  version: readInteger,
  kind: oneOf(...COMMAND_KINDS),
  at: readString,
  actor: readString,
  requestHash: readString,
  command: readCommand,
  policy: readPolicy,
  difference: readDifference,
  previousHash: readString,
} as const;

const readEvent2 = objectOf<Omit<UnsealedEvent, "warnings" | "texts">>(members);

/** Rules 1 knew one warning, and kept it in the text. */
const readEvent1 = objectOf<Omit<UnsealedEvent, "texts">>({
  ...members,
  warnings: listOf<PlanWarning>(
    objectOf<Extract<PlanWarning, { tag: "OVERRIDE_DROPPED" }>>({
      tag: oneOf("OVERRIDE_DROPPED"),
      ordinal: readInteger,
      override: readBigint,
    }),
  ),
});
