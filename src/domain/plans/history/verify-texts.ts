// The texts that events commit to, checked event by event: each is the one that was written, or an erasure says that it
// is gone.
import type { Digest } from "../../values/digest.ts";
import type { Actor, Instant } from "../../values/stamp.ts";
import { type CommittedText, closedTexts, saltedText } from "./kept-command.ts";
import type { UnsealedEvent } from "./plan-event.ts";

/**
 * One erasure: the version of its event, when and by whom. `texts` are gone, and only the commitments to them are left;
 * `onTrust` older events got another text without what was erased, so that their hash can no longer be computed.
 */
export type Erasure = {
  readonly version: number;
  readonly at: Instant;
  readonly by: Actor;
  readonly texts: number;
  readonly onTrust: number;
};

export type BrokenText = {
  readonly tag: "TEXT_DIFFERS" | "TEXT_MISSING" | "HASH_DIFFERS";
  readonly version: number;
  readonly member: string | null;
};

/** What is kept of an event: its text, and the texts beside it. */
type Kept = { readonly text: string; readonly texts?: readonly CommittedText[] };

export type TextCheck = {
  /** Takes the next event, the oldest first; TEXT_DIFFERS where a text is not the one that the event commits to. */
  readonly next: (event: UnsealedEvent, kept: Kept) => Promise<BrokenText | null>;
  /** Behind the last event: the first text that is gone, or was replaced, and no erasure says so; null for none. */
  readonly unaccounted: () => BrokenText | null;
  /** Those told so far. */
  readonly erasures: readonly Erasure[];
};

export function textCheck(digest: Digest): TextCheck {
  let missing: { readonly version: number; readonly member: string }[] = [];
  let replaced: { readonly version: number; readonly hash: string }[] = [];
  const erasures: Erasure[] = [];

  /** An erasure accounts for every text that is missing before it, and for just those replaced texts that it names. */
  const account = ({ version, at, actor, command }: UnsealedEvent): null => {
    if (command.kind !== "erase-texts") return null;
    const hashes = new Map(command.replaced.map((one) => [one.version, one.hash]));
    const open = replaced.filter((one) => hashes.get(one.version) !== one.hash);
    const onTrust = replaced.length - open.length;
    erasures.push({ version, at, by: actor, texts: missing.length, onTrust });
    missing = [];
    replaced = open;
    return null;
  };

  return {
    erasures,
    next: async (event, kept) => {
      const { version, command } = event;
      if (command.kind === "erase-texts") return account(event);
      const there = new Map((kept.texts ?? []).map((text) => [text.member, text]));
      for (const [member, closed] of closedTexts(command)) {
        const text = there.get(member);
        there.delete(member);
        if ("erased" in closed) replaced.push({ version, hash: await digest(kept.text) });
        else if (text === undefined) missing.push({ version, member });
        else if ((await digest(saltedText(text))) !== closed.commitment)
          return { tag: "TEXT_DIFFERS", version, member };
      }
      const [tooMany] = there.keys();
      return tooMany === undefined ? null : { tag: "TEXT_DIFFERS", version, member: tooMany };
    },
    unaccounted: () => {
      const [gone] = missing;
      const [other] = replaced;
      if (gone !== undefined && gone.version < (other?.version ?? Number.POSITIVE_INFINITY))
        return { tag: "TEXT_MISSING", ...gone };
      return other === undefined ? null : { tag: "HASH_DIFFERS", version: other.version, member: null };
    },
  };
}
