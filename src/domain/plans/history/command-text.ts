// Commands to canonical text and back, so that a plan's history can be kept and applied again.
import { canonicalText, type Plain } from "../../values/canonical-text.ts";
import {
  listOf,
  malformed,
  objectOf,
  oneOf,
  only,
  orNull,
  type Reader,
  readBigint,
  readBoolean,
  readCurrency,
  readDate,
  readInteger,
  readString,
} from "../../values/read-plain.ts";
import type { CommandKind } from "../commands/command-kinds.ts";
import type { Arrears, EraseTexts, Policy } from "../commands/plan-command.ts";
import type { AsWritten, Terms } from "../plan.ts";
import { RECURRENCES, type Recurrence } from "../terms/recurrence.ts";
import { type KeptCommand, type KeptCommandOf, readKeptText } from "./kept-command.ts";
import { NEWEST_RULES, rulesOf } from "./rules.ts";

/** Canonical JSON of a command; amounts are decimal strings of minor units. */
export function encodeCommand(command: KeptCommand): string {
  return canonicalText(command);
}

export const readTerms: Reader<Terms> = objectOf<Terms>({
  start: readDate,
  amount: readBigint,
  count: readInteger,
  recurrence: oneOf(...(Object.keys(RECURRENCES) as Recurrence[])),
  state: readString,
});

const readAsWritten = objectOf<AsWritten>({ start: readString, amount: readString });

const READERS: { readonly [K in CommandKind]: Reader<KeptCommandOf<K>> } = {
  create: objectOf<KeptCommandOf<"create">>({
    kind: oneOf("create"),
    clientId: readInteger,
    businessUnitId: readInteger,
    currency: readCurrency,
    terms: readTerms,
    asWritten: readAsWritten,
    method: readString,
  }),
  update: objectOf<KeptCommandOf<"update">>({
    kind: oneOf("update"),
    clientId: orNull(readInteger),
    businessUnitId: orNull(readInteger),
    terms: readTerms,
    asWritten: readAsWritten,
    method: readString,
  }),
  "record-payment": objectOf<KeptCommandOf<"record-payment">>({
    kind: oneOf("record-payment"),
    amount: readBigint,
    receivedOn: readDate,
    note: readKeptText,
    instalment: orNull(readInteger),
  }),
  "reverse-payment": objectOf<KeptCommandOf<"reverse-payment">>(
    { kind: oneOf("reverse-payment"), payment: readInteger, reason: readKeptText, on: readDate },
    ["reason", "on"],
  ),
  "set-instalment": objectOf<KeptCommandOf<"set-instalment">>({
    kind: oneOf("set-instalment"),
    instalment: readInteger,
    override: orNull(readBigint),
    inBatch: readBoolean,
  }),
  "erase-texts": objectOf<KeptCommandOf<"erase-texts">>({
    kind: oneOf("erase-texts"),
    replaced: listOf(objectOf<EraseTexts["replaced"][number]>({ version: readInteger, hash: readString })),
  }),
};

export const readCommand: Reader<KeptCommand> = (value, place) => {
  const kind = (value as { readonly kind?: unknown } | null)?.kind;
  if (typeof kind !== "string" || !Object.hasOwn(READERS, kind)) {
    return malformed(`${place}.kind`, "the kind of a command");
  }
  return READERS[kind as CommandKind](value, place);
};

/** A policy as it is kept: it names its rules, but for those of rules 1, which had no name for them. */
export function plainPolicy(policy: Policy): Plain {
  const { arrears, today } = policy;
  const plain: { readonly [M in keyof Policy]-?: Plain } = { arrears, today, rules: rulesOf(policy) };
  const { rules, ...withoutRules } = plain;
  return rules === 1 ? withoutRules : plain;
}

const policyMembers = { arrears: oneOf<Arrears>("roll", "keep"), today: readDate };
const readPolicy1 = objectOf<Omit<Policy, "rules">>(policyMembers);
const readPolicy2 = objectOf<Required<Policy>>({ ...policyMembers, rules: only(NEWEST_RULES) });

/** Reads what `plainPolicy` gave. The newest rules are those of a policy that names none. */
export const readPolicy: Reader<Policy> = (value, place) => {
  if (typeof value !== "object" || value === null || !("rules" in value)) {
    return { ...readPolicy1(value, place), rules: 1 };
  }
  const { arrears, today } = readPolicy2(value, place);
  return { arrears, today };
};
