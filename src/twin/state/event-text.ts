// An event as a state has it, and read back. Of a plan it is the very text that its hash is taken of.
import type { MemoryDatabase } from "../../adapters/memory/memory-database.ts";
import type { ContactChange, RecordedEvent, ReferenceFacts } from "../../domain/events/recorded-event.ts";
import type { CommittedText } from "../../domain/plans/history/kept-command.ts";
import { eventText } from "../../domain/plans/history/plan-event.ts";
import { type NormalisedCrn, parseCrn } from "../../domain/references/crn.ts";
import type { IdentityKey } from "../../domain/references/identity.ts";
import {
  listOf,
  malformed,
  objectOf,
  oneOf,
  orNull,
  type Reader,
  readInteger,
  readString,
} from "../../domain/values/read-plain.ts";
import type { Stamp } from "../../domain/values/stamp.ts";
import { readContactChange } from "./contact-text.ts";
import { readCount, readInstant } from "./read-members.ts";

type Head = {
  readonly seq: number;
  readonly subjectId: number;
  readonly version: number;
  readonly at: string;
  readonly actor: string;
};
/** Of a plan: who and when, the version and the change stand in the text. */
export type PlanLine = Pick<Head, "seq" | "subjectId"> & {
  readonly subject: "plan";
  readonly text: string;
  readonly hash: string;
  readonly texts: readonly CommittedText[];
};
export type ContactLine = Head & { readonly subject: "contact"; readonly change: ContactChange };
export type ReferenceLine = Head & {
  readonly subject: "reference";
  readonly kind: "created" | "deactivated" | "unmasked";
  /** Of unmasked: why. */
  readonly reason: string | null;
  readonly facts: ReferenceFacts;
  readonly crn: string;
  readonly normalisedCrn: NormalisedCrn;
  readonly key: IdentityKey;
};
export type ClientLine = Head & { readonly subject: "client"; readonly contactId: number | null };
export type EventLine = PlanLine | ContactLine | ReferenceLine | ClientLine;

/** As JSON can hold it: what is a bigint is its digits. */
export const plain = (value: unknown): Readonly<Record<string, unknown>> =>
  JSON.parse(
    JSON.stringify(value, (_, member: unknown) => (typeof member === "bigint" ? String(member) : member)),
  );

export function eventLine(event: RecordedEvent, { inside }: MemoryDatabase): EventLine {
  const { seq, subjectId, version, at, actor } = event;
  const head = { seq, subjectId, version, at, actor };
  switch (event.subject) {
    case "plan": {
      const { change } = event;
      const texts = inside.textsOf(subjectId, version);
      return { seq, subject: "plan", subjectId, text: eventText(change), hash: change.hash, texts };
    }
    case "contact":
      return { ...head, subject: "contact", change: event.change };
    case "client":
      return { ...head, subject: "client", contactId: event.change.after.contactId };
    case "reference": {
      const { change, crn, normalisedCrn } = event;
      const key = inside.keyOf(subjectId);
      if (key === undefined || change.kind === "erased") throw new Error("a reference that no twin makes");
      return {
        ...{ ...head, subject: "reference", kind: change.kind, facts: change.after },
        ...{ crn, normalisedCrn, key, reason: change.kind === "unmasked" ? change.reason : null },
      };
    }
  }
}

const head = {
  seq: readCount,
  subjectId: readCount,
  version: readCount,
  at: readInstant,
  actor: readString,
};
const whole = orNull(readInteger);
const readFacts = objectOf<ReferenceFacts>({
  ...{ accountId: readCount, contactId: readCount, benefitGroupId: whole, statusId: readInteger },
  ...{ createId: whole, createSessionId: whole },
  inactivated: orNull(objectOf<Stamp>({ at: readInstant, by: readString })),
});

const LINES = {
  plan: objectOf<PlanLine>({
    ...{ seq: readCount, subject: oneOf("plan"), subjectId: readCount, text: readString, hash: readString },
    texts: listOf(objectOf<CommittedText>({ member: readString, salt: readString, text: readString })),
  }),
  contact: objectOf<ContactLine>({ ...head, subject: oneOf("contact"), change: readContactChange }),
  reference: objectOf<ReferenceLine>({
    ...{ ...head, subject: oneOf("reference"), facts: readFacts },
    ...{ kind: oneOf("created", "deactivated", "unmasked"), reason: orNull(readString) },
    ...{ crn: readString, normalisedCrn: readString as Reader<NormalisedCrn> },
    key: readString as Reader<IdentityKey>,
  }),
  client: objectOf<ClientLine>({ ...head, subject: oneOf("client"), contactId: orNull(readCount) }),
};

export const readEventLine: Reader<EventLine> = (value, place) => {
  const subject = (value as { readonly subject?: unknown } | null)?.subject;
  const line = LINES[oneOf("plan", "contact", "reference", "client")(subject, `${place}.subject`)](
    value,
    place,
  );
  if (line.subject !== "reference") return line;
  const crn = parseCrn(line.crn);
  return crn.ok && crn.value.normalised === line.normalisedCrn
    ? line
    : malformed(`${place}.normalisedCrn`, "the CRN without its spelling");
};
