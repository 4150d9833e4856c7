// Payment references in this process's memory, for tests and demonstrations.
import { erasedCrn } from "../../domain/events/erase-change.ts";
import { factsOf, type ReferenceChange } from "../../domain/events/recorded-event.ts";
import { erasedKey, hasCrn, withoutCrn } from "../../domain/references/erased-reference.ts";
import type { IdentityKey } from "../../domain/references/identity.ts";
import { ACTIVE_STATUS, isActive, type PaymentReference } from "../../domain/references/payment-reference.ts";
import type { PaymentReferences } from "../../domain/references/references-port.ts";
import { ERASED } from "../../domain/values/erased.ts";
import { pageOf } from "../../domain/values/page.ts";
import type { Stamp } from "../../domain/values/stamp.ts";
import type { EventLog } from "./event-log.ts";
import { textSize } from "./text-size.ts";

type Held = { readonly key: IdentityKey; readonly reference: PaymentReference };

/** The CRNs of one contact, for an erasure: null where no reference is in its name. */
export type CrnErasure = {
  readonly countCrns: (contactId: number) => number | null;
  readonly eraseCrns: (contactId: number, stamp: Stamp) => void;
};

const withoutReason = (change: ReferenceChange): ReferenceChange =>
  change.kind === "unmasked" ? { ...change, reason: ERASED } : change;

/** The keys that are unique, which no reference shows, and a way to put references with theirs back. */
export type KeyedReferences = {
  readonly keyOf: (id: number) => IdentityKey | undefined;
  readonly putBack: (key: IdentityKey, reference: PaymentReference) => void;
};

export function memoryReferences(log: EventLog): PaymentReferences & CrnErasure & KeyedReferences {
  /** The reference of id n at n - 1. */
  const held: Held[] = [];
  const keep = (key: IdentityKey, reference: PaymentReference, change: ReferenceChange, stamp: Stamp) => {
    held[reference.id - 1] = { key, reference };
    const { id: subjectId, version, crn, normalisedCrn } = reference;
    const { at, by: actor } = stamp;
    log.belong("reference", subjectId, reference.accountId);
    log.append({ subject: "reference", subjectId, version, at, actor, change, crn, normalisedCrn });
    return reference;
  };

  const tell = ({ id, version }: PaymentReference) =>
    log.tell({ wrote: { subject: "reference", id, version } });
  const of = (contactId: number) => held.filter((one) => one.reference.contactId === contactId);

  return {
    keyOf: (id) => held[id - 1]?.key,

    putBack: (key, reference) => {
      held[reference.id - 1] = { key, reference };
      log.belong("reference", reference.id, reference.accountId);
    },

    countCrns: (contactId) => {
      const own = of(contactId);
      return own.length === 0 ? null : own.filter((one) => hasCrn(one.reference)).length;
    },

    eraseCrns: (contactId, stamp) => {
      for (const { reference: before } of of(contactId).filter((one) => hasCrn(one.reference))) {
        const after = withoutCrn(before, stamp);
        const { crn, normalisedCrn } = after;
        log.rewrite((event) =>
          event.subject === "reference" && event.subjectId === before.id
            ? { ...event, crn, normalisedCrn, change: withoutReason(event.change) }
            : event,
        );
        const facts = { before: factsOf(before), after: factsOf(after) };
        keep(erasedKey(before.id), after, { kind: "erased", ...facts, erased: erasedCrn(stamp) }, stamp);
      }
    },

    save: async (draft, stamp) => {
      const inUse = (key: IdentityKey) =>
        held.find((one) => one.key === key && one.reference.inactivated === null)?.reference;
      const found = draft.takenBy.map(inUse).find((reference) => reference !== undefined);
      const { key, takenBy, said, crn, ...details } = draft;
      const reference = found ?? {
        ...details,
        id: held.length + 1,
        crn: crn.raw,
        normalisedCrn: crn.normalised,
        created: stamp,
        inactivated: null,
        version: 1,
      };
      if (found === undefined) {
        keep(key, reference, { kind: "created", before: null, after: factsOf(reference) }, stamp);
      }
      tell(reference);
      const others = held
        .map((one) => one.reference)
        .filter((one) => one.contactId === draft.contactId && isActive(one) && one.id !== reference.id)
        .map(({ id, accountId, normalisedCrn }) => ({ id, accountId, normalisedCrn }));
      return { reference, inserted: found === undefined, others };
    },

    saveAsOf: async (id, seq) => {
      const { items } = await log.feed({ after: 0, limit: seq });
      const at = (one: PaymentReference, kind: ReferenceChange["kind"]) =>
        items.some(
          (event) =>
            event.subject === "reference" && event.subjectId === one.id && event.change.kind === kind,
        );
      const reference = held[id - 1]?.reference;
      if (reference === undefined) return null;
      const others = held
        .map((one) => one.reference)
        .filter((one) => one.contactId === reference.contactId && one.statusId === ACTIVE_STATUS)
        .filter((one) => at(one, "created") && !at(one, "deactivated") && one.id !== id)
        .map(({ id: otherId, accountId, normalisedCrn }) => ({ id: otherId, accountId, normalisedCrn }));
      const { version = 1 } =
        items.filter((event) => event.subject === "reference" && event.subjectId === id).at(-1) ?? {};
      return { reference: { ...reference, inactivated: null, version }, others };
    },

    byId: async (id) => held[id - 1]?.reference ?? null,

    list: async ({ contactId, activeOnly, after, limit, within }) => {
      const wanted = held
        .map((one) => one.reference)
        .filter((one) => one.id > after && within?.includes(one.accountId) !== false)
        .filter((one) => contactId === null || one.contactId === contactId)
        .filter((one) => !activeOnly || isActive(one));
      return pageOf(wanted, limit, (reference) => reference.id, textSize);
    },

    unmask: async (id, reason, stamp) => {
      const one = held[id - 1];
      if (one === undefined) return { tag: "not-found" };
      if (!hasCrn(one.reference)) return { tag: "erased" };
      const reference = { ...one.reference, version: one.reference.version + 1 };
      const facts = factsOf(reference);
      keep(one.key, reference, { kind: "unmasked", before: facts, after: facts, reason }, stamp);
      return { tag: "unmasked", reference };
    },

    deactivate: async (id, stamp) => {
      const one = held[id - 1];
      if (one === undefined) return { tag: "not-found" };
      const before = one.reference;
      if (before.inactivated !== null) {
        tell(before);
        return { tag: "already-inactive", reference: before };
      }
      const after = { ...before, inactivated: stamp, version: before.version + 1 };
      keep(one.key, after, { kind: "deactivated", before: factsOf(before), after: factsOf(after) }, stamp);
      return { tag: "deactivated", reference: after };
    },
  };
}
