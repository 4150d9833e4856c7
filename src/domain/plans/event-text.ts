// Reads an event back from its canonical text, so that a store can keep one text and one hash per version.

import {
  listOf,
  objectOf,
  oneOf,
  orNull,
  type Reader,
  readBigint,
  readBoolean,
  readDate,
  readInteger,
  readString,
  readText,
  type TextMalformed,
} from "../values/read-plain.ts";
import type { Result } from "../values/result.ts";
import { readCommand, readPolicy, readTerms } from "./command-text.ts";
import type { Difference, PlanWarning, RowChange } from "./difference.ts";
import type { Instalment } from "./plan.ts";
import type { UnsealedEvent } from "./plan-event.ts";
import type { Totals } from "./totals.ts";

/** Reads what `eventText` wrote; fails with TEXT_MALFORMED for anything else. */
export function decodeEvent(text: string): Result<UnsealedEvent, TextMalformed> {
  return readText(text, readEvent);
}

const readInstalment = objectOf<Instalment>({
  ordinal: readInteger,
  due: readDate,
  amount: readBigint,
  override: orNull(readBigint),
  received: readBigint,
  inBatch: readBoolean,
});

const readRowChanges = listOf(
  objectOf<RowChange>({
    ordinal: readInteger,
    before: orNull(readInstalment),
    after: orNull(readInstalment),
    pastDue: readBoolean,
  }),
);

const readTotals = objectOf<Totals>({
  total: readBigint,
  received: readBigint,
  outstanding: readBigint,
  credit: readBigint,
  overdue: readBigint,
  dueNow: readBigint,
});

const readDifference: Reader<Difference> = objectOf<Difference>({
  added: readRowChanges,
  removed: readRowChanges,
  moved: readRowChanges,
  repriced: readRowChanges,
  refilled: readRowChanges,
  rebatched: readRowChanges,
  terms: objectOf<Difference["terms"]>({ before: orNull(readTerms), after: readTerms }),
  method: objectOf<Difference["method"]>({ before: orNull(readString), after: readString }),
  totals: objectOf<Difference["totals"]>({ before: orNull(readTotals), after: readTotals }),
  nextDue: objectOf<Difference["nextDue"]>({ before: orNull(readDate), after: orNull(readDate) }),
});

const readEvent = objectOf<UnsealedEvent>({
  version: readInteger,
  kind: oneOf("create", "update", "record-payment", "reverse-payment", "set-instalment"),
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
