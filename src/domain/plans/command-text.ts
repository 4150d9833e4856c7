// Commands to canonical text and back, so that a plan's history can be kept and applied again.
import { canonicalText } from "../values/canonical-text.ts";
import {
  listOf,
  malformed,
  objectOf,
  oneOf,
  orNull,
  type Reader,
  readBigint,
  readBoolean,
  readCurrency,
  readDate,
  readInteger,
  readStamp,
  readString,
  readText,
  type TextMalformed,
} from "../values/read-plain.ts";
import type { Result } from "../values/result.ts";
import { type KeptCommand, type KeptRecord, readKeptText } from "./kept-command.ts";
import type { AsWritten, Terms } from "./plan.ts";
import type {
  CreatePlan,
  EraseTexts,
  Policy,
  ReversePayment,
  SetInstalment,
  UpdatePlan,
} from "./plan-command.ts";
import { RECURRENCES, type Recurrence } from "./recurrence.ts";

/** Canonical JSON of a command; amounts are decimal strings of minor units. */
export function encodeCommand(command: KeptCommand): string {
  return canonicalText(command);
}

/** Reads what `encodeCommand` wrote; fails with TEXT_MALFORMED for anything else. */
export function decodeCommand(text: string): Result<KeptCommand, TextMalformed> {
  return readText(text, readCommand);
}

/** Canonical JSON of a command with its policy and stamp: all that is needed to apply it again. */
export function encodeRecord(record: KeptRecord): string {
  return canonicalText(record);
}

/** Reads what `encodeRecord` wrote; fails with TEXT_MALFORMED for anything else. */
export function decodeRecord(text: string): Result<KeptRecord, TextMalformed> {
  return readText(text, readRecord);
}

const RECURRENCE_NAMES = Object.keys(RECURRENCES) as Recurrence[];

export const readTerms: Reader<Terms> = objectOf<Terms>({
  start: readDate,
  amount: readBigint,
  count: readInteger,
  recurrence: oneOf(...RECURRENCE_NAMES),
  state: readString,
});

const readAsWritten = objectOf<AsWritten>({ start: readString, amount: readString });

const READERS: { readonly [K in KeptCommand["kind"]]: Reader<Extract<KeptCommand, { kind: K }>> } = {
  create: objectOf<CreatePlan>({
    kind: oneOf("create"),
    clientId: readInteger,
    businessUnitId: readInteger,
    currency: readCurrency,
    terms: readTerms,
    asWritten: readAsWritten,
    method: readString,
  }),
  update: objectOf<UpdatePlan>({
    kind: oneOf("update"),
    clientId: orNull(readInteger),
    businessUnitId: orNull(readInteger),
    terms: readTerms,
    asWritten: readAsWritten,
    method: readString,
  }),
  "record-payment": objectOf<Extract<KeptCommand, { kind: "record-payment" }>>({
    kind: oneOf("record-payment"),
    amount: readBigint,
    receivedOn: readDate,
    note: readKeptText,
    instalment: orNull(readInteger),
  }),
  "reverse-payment": objectOf<ReversePayment>({ kind: oneOf("reverse-payment"), payment: readInteger }),
  "set-instalment": objectOf<SetInstalment>({
    kind: oneOf("set-instalment"),
    instalment: readInteger,
    override: orNull(readBigint),
    inBatch: readBoolean,
  }),
  "erase-texts": objectOf<EraseTexts>({
    kind: oneOf("erase-texts"),
    replaced: listOf(objectOf<EraseTexts["replaced"][number]>({ version: readInteger, hash: readString })),
  }),
};

export const readCommand: Reader<KeptCommand> = (value, place) => {
  const kind = (value as { readonly kind?: unknown } | null)?.kind;
  if (typeof kind !== "string" || !Object.hasOwn(READERS, kind)) {
    return malformed(`${place}.kind`, "the kind of a command");
  }
  return READERS[kind as KeptCommand["kind"]](value, place);
};

export const readPolicy: Reader<Policy> = objectOf<Policy>({
  arrears: oneOf("roll", "keep"),
  today: readDate,
});

const readRecord = objectOf<KeptRecord>({ command: readCommand, policy: readPolicy, stamp: readStamp });
