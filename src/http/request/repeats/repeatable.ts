// What sending a request again would do, and how a caller is told.
import type { Repeat } from "../../call/declared.ts";

/** Of one request: it changes nothing, has a key, or is a write without one. */
export type Repeatable =
  | { readonly tag: "changes nothing" }
  | { readonly tag: "has a key" }
  | (Repeat & { readonly tag: "acts once" })
  | { readonly tag: "at a version" | "acts again"; readonly risk: string; readonly look: string };

/** The sentences of a 503. */
export function repeatWords(repeatable: Repeatable): string {
  switch (repeatable.tag) {
    case "changes nothing":
      return "Try again shortly. Nothing was to be changed: sending the same request again is safe.";
    case "has a key":
      return "Try again shortly. Sending the same request again with the same Idempotency-Key is safe: it acts once.";
    case "acts once":
      return `It may have happened. Sending the same request again is safe: ${repeatable.because}`;
    case "at a version":
      return `It may have happened. Sending the same request again is safe: it acts on no version but those that If-Match names. A 412 then means that it happened, or that somebody else was first. ${repeatable.look}`;
    case "acts again":
      return `It may have happened. Sent again, ${repeatable.risk}. Look first: ${repeatable.look} A request that had an Idempotency-Key from the beginning can be sent again.`;
  }
}
