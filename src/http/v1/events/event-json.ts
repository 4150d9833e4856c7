// A recorded event as /v1 JSON: who, when, and what was there before and after.
import type { ErasedTexts } from "../../../domain/events/erase-change.ts";
import type { ContactChange, RecordedEvent, ReferenceChange } from "../../../domain/events/recorded-event.ts";
import { extraJson } from "../contacts/contact-json.ts";
import { warningJson } from "../plans/difference-json.ts";
import { eventDifferenceJson } from "../plans/plan-event-json.ts";
import type { CrnView } from "../references/crn-view.ts";

type Sides<T extends object> = { readonly before: T | null; readonly after: T };

/** The names of the members that are not the same before and after; all of them where nothing was before. */
function changedMembers({ before, after }: Sides<object>): string[] {
  const earlier = new Map(Object.entries(before ?? {}));
  return Object.entries(after)
    .filter(
      ([name, value]) => !earlier.has(name) || JSON.stringify(earlier.get(name)) !== JSON.stringify(value),
    )
    .map(([name]) => name);
}

/** What an event changed of the texts that were erased since can only be told, not seen. */
function sidesJson<S extends Sides<object>>(sides: S, erased: ErasedTexts | undefined) {
  const changed = changedMembers(sides);
  if (erased === undefined) return { ...sides, changed };
  const { at, by, members, changed: unseen } = erased;
  return { ...sides, changed: [...new Set([...changed, ...unseen])], erased: { at, by, members } };
}

function contactSides(change: ContactChange) {
  if (change.kind !== "extra-saved") return { before: change.before, after: change.after };
  return { before: extraJson(change.before), after: extraJson(change.after) };
}

function referenceSides({ before, after }: ReferenceChange, crn: string) {
  return { before: before && { crn, ...before }, after: { crn, ...after } };
}

type Of<S extends RecordedEvent["subject"]> = Extract<RecordedEvent, { subject: S }>;

const head = <S extends RecordedEvent["subject"], K extends string>(
  { seq, subjectId, version, at, actor }: RecordedEvent,
  subject: S,
  kind: K,
) => ({ seq, subject, subjectId, version, kind, at, actor });

export const contactEventJson = (event: Of<"contact">) => ({
  ...head(event, "contact", event.change.kind),
  ...sidesJson(contactSides(event.change), event.change.erased),
});

export const referenceEventJson = (event: Of<"reference">, crnOf: CrnView) => ({
  ...head(event, "reference", event.change.kind),
  ...sidesJson(referenceSides(event.change, crnOf(event)), event.change.erased),
  ...(event.change.kind === "unmasked" ? { reason: event.change.reason } : {}),
});

const clientEventJson = (event: Of<"client">) => ({
  ...head(event, "client", event.change.kind),
  ...sidesJson({ before: event.change.before, after: event.change.after }, undefined),
});

/** A plan's change as the difference that its answer showed; `previousHash` and `hash` link its events. */
const planEventJson = (event: Of<"plan">) => ({
  ...head(event, "plan", event.change.kind),
  difference: eventDifferenceJson(event.change, event.currency),
  warnings: event.change.warnings.map((warning) => warningJson(warning, event.currency)),
  previousHash: event.change.previousHash,
  hash: event.change.hash,
});

export function eventJson(event: RecordedEvent, crnOf: CrnView) {
  switch (event.subject) {
    case "contact":
      return contactEventJson(event);
    case "reference":
      return referenceEventJson(event, crnOf);
    case "client":
      return clientEventJson(event);
    case "plan":
      return planEventJson(event);
  }
}
