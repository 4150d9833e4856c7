// Shows the piece of a call that a search led to: opens what it is in, scrolls there, and marks it for a moment.
import type { Place } from "./place.ts";
import { openMember } from "./schema-view.ts";

function pieceOf(main: Element, { kind, name }: Place): Element | null {
  switch (kind) {
    case "member":
      for (const schema of main.querySelectorAll(".whole-schema")) {
        const item = openMember(schema, name.split("."));
        if (item !== null) return item;
      }
      return null;
    case "parameter":
      return main.querySelector(`[data-parameter="${CSS.escape(name)}"]`);
    case "code":
      return main.querySelector(`[data-code="${CSS.escape(name)}"]`);
    case "header":
      return main.querySelector(`[data-header="${CSS.escape(name)}"]`);
    case "description":
      return main.querySelector(`[data-status="${CSS.escape(name)}"]`);
    default:
      return null;
  }
}

/** False where there is no such piece. */
export function reveal(main: Element, place: Place): boolean {
  const piece = pieceOf(main, place);
  if (piece === null) return false;
  for (let at: Element | null = piece; at !== null; at = at.parentElement) {
    if (at instanceof HTMLDetailsElement) at.open = true;
  }
  piece.scrollIntoView({ block: "center" });
  piece.classList.add("found");
  return true;
}
