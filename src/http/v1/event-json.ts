// A recorded event as /v1 JSON: who, when, and what was there before and after.
import type { ContactChange, RecordedEvent, ReferenceChange } from "../../domain/events/recorded-event.ts";
import { extraJson } from "./contact-json.ts";
import type { CrnView } from "./crn-view.ts";
import { keptDifferenceJson, warningJson } from "./difference-json.ts";

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

const sidesJson = (sides: Sides) => ({ ...sides, changed: changedMembers(sides) });

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
      return { ...head, ...sidesJson(contactSides(event.change)) };
    case "reference":
      return { ...head, ...sidesJson(referenceSides(event.change, crnOf(event))) };
    case "plan": {
      const { difference, warnings, previousHash, hash } = event.change;
      return {
        ...head,
        difference: keptDifferenceJson(difference, event.currency),
        warnings: warnings.map((warning) => warningJson(warning, event.currency)),
        previousHash,
        hash,
      };
    }
  }
}
