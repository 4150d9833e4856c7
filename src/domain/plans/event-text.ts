// Reads an event back from its canonical text, so that a store can keep one text and one hash per version.

import {
  listOf,
  objectOf,
  oneOf,
  readBigint,
  readInteger,
  readString,
  readText,
  type TextMalformed,
} from "../values/read-plain.ts";
import type { Result } from "../values/result.ts";
import { readCommand, readPolicy } from "./command-text.ts";
import type { PlanWarning } from "./difference.ts";
import { readDifference } from "./difference-text.ts";
import type { UnsealedEvent } from "./plan-event.ts";

/** Reads what `eventText` wrote; fails with TEXT_MALFORMED for anything else. */
export function decodeEvent(text: string): Result<UnsealedEvent, TextMalformed> {
  return readText(text, readEvent);
}

const readEvent = objectOf<UnsealedEvent>({
  version: readInteger,
  kind: oneOf("create", "update", "record-payment", "reverse-payment", "set-instalment", "erase-texts"),
  at: readString,
  actor: readString,
  requestHash: readString,
  command: readCommand,
  policy: readPolicy,
  difference: readDifference,
  warnings: listOf(
    objectOf<PlanWarning>({ tag: oneOf("OVERRIDE_DROPPED"), ordinal: readInteger, override: readBigint }),
  ),
  previousHash: readString,
});
