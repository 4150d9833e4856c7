// The one place that knows both a recorded event of the core and its row.
import type { ContactExtra } from "../../../domain/contacts/contact.ts";
import { applyPatch } from "../../../domain/contacts/extras/contact-extra-patch.ts";
import type {
  ClientChange,
  ContactChange,
  RecordedEvent,
  ReferenceChange,
} from "../../../domain/events/recorded-event.ts";
import { decodeEvent } from "../../../domain/plans/history/event-text.ts";
import type { PlanEvent } from "../../../domain/plans/history/plan-event.ts";
import type { NormalisedCrn } from "../../../domain/references/crn.ts";
import type { Currency } from "../../../domain/values/currency.ts";
import type { Row } from "../connection/database.ts";
import { extraFromFacts, patchFromText } from "../contacts/contact-rows.ts";

export function toRecordedEvent(row: Row): RecordedEvent {
  const head = {
    seq: Number(row.seq),
    subjectId: Number(row.subject_id),
    version: Number(row.version),
    at: String(row.at),
    actor: String(row.actor),
  };
  switch (row.subject) {
    case "contact":
      return { ...head, subject: "contact", change: contactChange(row) };
    case "reference":
      return {
        ...head,
        subject: "reference",
        change: { kind: row.kind, ...JSON.parse(String(row.body)) } as ReferenceChange,
        crn: String(row.crn),
        normalisedCrn: row.crn_normalised as NormalisedCrn,
      };
    case "client":
      return {
        ...head,
        subject: "client",
        change: { kind: "linked", ...JSON.parse(String(row.body)) } as ClientChange,
      };
    case "plan": {
      let change: PlanEvent | undefined;
      return {
        ...head,
        subject: "plan",
        currency: row.currency as Currency,
        /** Read when it is first asked for: it may have 600 rows, and the page may be cut before it. */
        get change() {
          change ??= planEventOf(row);
          return change;
        },
      };
    }
    default:
      throw new Error(`an event of an unknown subject: ${row.subject}`);
  }
}

function planEventOf(row: Row): PlanEvent {
  const event = decodeEvent(String(row.body));
  if (!event.ok) throw new Error(`event ${row.seq} does not read back: ${event.error.reason}`);
  return { ...event.value, hash: String(row.hash) };
}

/** A saved extra keeps the facts before and the change; the facts after are told from both, as they were written. */
function contactChange(row: Row): ContactChange {
  const body = JSON.parse(String(row.body));
  if (row.kind !== "extra-saved") return { kind: row.kind, ...body } as ContactChange;
  const before: ContactExtra = extraFromFacts(body.before);
  return {
    ...(body.erased === undefined ? {} : { erased: body.erased }),
    kind: "extra-saved",
    before,
    after: applyPatch(before, patchFromText(body.change), String(row.at)),
  };
}
