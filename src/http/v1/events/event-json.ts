// A recorded event as /v1 JSON: who, when, and what was there before and after.
import type { ErasedTexts } from "../../../domain/events/erase-change.ts";
import type { ContactChange, RecordedEvent, ReferenceChange } from "../../../domain/events/recorded-event.ts";
import { extraJson } from "../contacts/contact-json.ts";
import { warningJson } from "../plans/difference-json.ts";
import { eventDifferenceJson } from "../plans/plan-event-json.ts";
import type { CrnView } from "../references/crn-view.ts";

type Sides = { readonly before: object | null; readonly after: object };

/** The names of the members that are not the same before and after; all of them where nothing was before. */
function changedMembers({ before, after }: Sides): string[] {
  const earlier = new Map(Object.entries(before ?? {}));
  return Object.entries(after)
    .filter(
      ([name, value]) => !earlier.has(name) || JSON.stringify(earlier.get(name)) !== JSON.stringify(value),
    )
    .map(([name]) => name);
}

/** What an event changed of the texts that were erased since can only be told, not seen. */
function sidesJson(sides: Sides, erased: ErasedTexts | undefined) {
  const changed = changedMembers(sides);
  if (erased === undefined) return { ...sides, changed };
  const { at, by, members, changed: unseen } = erased;
  return { ...sides, changed: [...new Set([...changed, ...unseen])], erased: { at, by, members } };
}

function contactSides(change: ContactChange): Sides {
  if (change.kind !== "extra-saved") return { before: change.before, after: change.after };
  return { before: extraJson(change.before), after: extraJson(change.after) };
}

function referenceSides({ before, after }: ReferenceChange, crn: string): Sides {
  return { before: before && { crn, ...before }, after: { crn, ...after } };
}

/** A plan's change as the difference that its answer showed; `previousHash` and `hash` link its events. */
export function eventJson(event: RecordedEvent, crnOf: CrnView) {
  const { seq, subject, subjectId, version, at, actor } = event;
  const head = { seq, subject, subjectId, version, kind: event.change.kind, at, actor };
  switch (event.subject) {
    case "contact":
      return { ...head, ...sidesJson(contactSides(event.change), event.change.erased) };
    case "reference":
      return { ...head, ...sidesJson(referenceSides(event.change, crnOf(event)), event.change.erased) };
    case "plan": {
      const { warnings, previousHash, hash } = event.change;
      return {
        ...head,
        difference: eventDifferenceJson(event.change, event.currency),
        warnings: warnings.map((warning) => warningJson(warning, event.currency)),
        previousHash,
        hash,
      };
    }
  }
}
