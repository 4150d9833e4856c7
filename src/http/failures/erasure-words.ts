// What an erasure made impossible to check in a history, in words.
import type { Erasure } from "../../domain/plans/history/verify-texts.ts";

const counted = (count: number, one: string, many: string): string =>
  count === 1 ? one : `${count} ${many}`;

/** An erasure that a check of a history met, beside a sentence that says what was not checked because of it. */
export function erasureJson({ version, at, by, texts, onTrust }: Erasure) {
  const gone =
    texts === 0
      ? []
      : [`${counted(texts, "one text is", "texts are")} gone, and what the events commit to stands unopened`];
  const replaced =
    onTrust === 0
      ? []
      : [
          `${counted(onTrust, "one older event was", "older events were")} kept without its text, so that the hash is ` +
            "taken on trust, while the links before and after it hold",
        ];
  const detail = `Erased on ${at.slice(0, 10)} by ${by}: ${[...gone, ...replaced].join("; ")}.`;
  return { version, at, by, texts, onTrust, detail };
}
