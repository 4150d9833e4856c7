// Commands and records as text and back, as histories keep them: what the core reads and writes only within an event.

import { plainPolicy, readCommand, readPolicy } from "../../../src/domain/plans/history/command-text.ts";
import type { KeptCommand, KeptRecord } from "../../../src/domain/plans/history/kept-command.ts";
import { canonicalText } from "../../../src/domain/values/canonical-text.ts";
import { objectOf, readString, readText, type TextMalformed } from "../../../src/domain/values/read-plain.ts";
import type { Result } from "../../../src/domain/values/result.ts";
import type { Stamp } from "../../../src/domain/values/stamp.ts";

/** Reads what `encodeCommand` wrote; fails with TEXT_MALFORMED for anything else. */
export function decodeCommand(text: string): Result<KeptCommand, TextMalformed> {
  return readText(text, readCommand);
}

/** Canonical JSON of a command with its policy and stamp: all that is needed to apply it again. */
export function encodeRecord(record: KeptRecord): string {
  return canonicalText({ ...record, policy: plainPolicy(record.policy) });
}

const readStamp = objectOf<Stamp>({ at: readString, by: readString });
const readRecord = objectOf<KeptRecord>({ command: readCommand, policy: readPolicy, stamp: readStamp });

/** Reads what `encodeRecord` wrote; fails with TEXT_MALFORMED for anything else. */
export function decodeRecord(text: string): Result<KeptRecord, TextMalformed> {
  return readText(text, readRecord);
}
