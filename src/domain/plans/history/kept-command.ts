// A command as its event keeps it: what people wrote in it stands beside the hashed text and can be erased, and the
// history still verifies.
import { canonicalText, type Plain } from "../../values/canonical-text.ts";
import type { Digest } from "../../values/digest.ts";
import { ERASED, isErasable } from "../../values/erased.ts";
import { malformed, objectOf, oneOf, type Reader, readString } from "../../values/read-plain.ts";
import {
  COMMAND_KINDS,
  type CommandKind,
  type CommandOf,
  type TextMember,
  textMembersOf,
} from "../commands/command-kinds.ts";
import type { PlanCommand, PlanRecord } from "../commands/plan-command.ts";

/**
 * A text in a kept command: a salted commitment to it; the text itself, where it is empty or the event is older than
 * commitments; or, in such an older event, the mark that it was erased.
 */
export type KeptText = string | { readonly commitment: string } | { readonly erased: "text" };

/** The kept command of a kind: as it was asked for, but for the members that hold what a person wrote. */
export type KeptCommandOf<K extends CommandKind> = {
  readonly [M in keyof CommandOf<K>]: M extends TextMember<K> ? KeptText : CommandOf<K>[M];
};

export type KeptCommand = { readonly [K in CommandKind]: KeptCommandOf<K> }[CommandKind];

export type KeptRecord = Omit<PlanRecord, "command"> & { readonly command: KeptCommand };

/** The text that a commitment in the event of the same version is to, and its salt: kept beside the event. */
export type CommittedText = { readonly member: string; readonly salt: string; readonly text: string };

/** The kinds of events that can hold what a person wrote. */
export const TEXT_KINDS: readonly CommandKind[] = COMMAND_KINDS.filter(
  (kind) => textMembersOf(kind).length > 0,
);

/** What the commitment is the digest of. A salt has no line break, so no two pairs share a text. */
export const saltedText = ({ salt, text }: Pick<CommittedText, "salt" | "text">): string =>
  `${salt}\n${text}`;

/** Puts a salted commitment in place of every text that is not empty; the texts, each with a salt of its own. */
export async function commitTexts(
  command: PlanCommand,
  newSalt: () => string,
  digest: Digest,
): Promise<{ readonly command: KeptCommand; readonly texts: readonly CommittedText[] }> {
  const members: Record<string, Plain> = { ...command };
  const texts: CommittedText[] = [];
  for (const member of textMembersOf(command.kind)) {
    const text = members[member];
    if (typeof text !== "string" || text === "") continue;
    const committed = { member, salt: newSalt(), text };
    members[member] = { commitment: await digest(saltedText(committed)) };
    texts.push(committed);
  }
  return { command: texts.length === 0 ? command : (members as KeptCommand), texts };
}

/** The command as it was asked for, to apply it again; `ERASED` where a text is no longer there. */
export function openCommand(command: KeptCommand, texts: readonly CommittedText[]): PlanCommand {
  const members: Record<string, Plain> = { ...command };
  for (const [member] of closedTexts(command)) {
    members[member] = texts.find((one) => one.member === member)?.text ?? ERASED;
  }
  return members as PlanCommand;
}

/** The texts of a kept command that are not in it, by member. */
export function closedTexts(command: KeptCommand): readonly (readonly [string, Exclude<KeptText, string>])[] {
  const members: Readonly<Record<string, unknown>> = command;
  return textMembersOf(command.kind).flatMap((member) => {
    const text = members[member];
    return typeof text === "object" && text !== null
      ? [[member, text as Exclude<KeptText, string>] as const]
      : [];
  });
}

/**
 * The kept text of an event that is older than commitments, without what a person wrote: the texts are marked as
 * erased, and the digest of the request, by which a short text could be guessed, goes with them. Null where there is
 * nothing to erase. All else stays to the letter, for the event is still applied and compared.
 */
export function redactedEventText(eventText: string): string | null {
  const event: Record<string, Plain> = JSON.parse(eventText);
  const command = event.command as Record<string, Plain>;
  const members = textMembersOf(command.kind as CommandKind).filter((member) => isErasable(command[member]));
  if (members.length === 0) return null;
  const erased = Object.fromEntries(members.map((member) => [member, { erased: "text" }]));
  return canonicalText({ ...event, command: { ...command, ...erased }, requestHash: ERASED });
}

const readCommitment = objectOf<{ readonly commitment: string }>({ commitment: readString });
const readErased = objectOf<{ readonly erased: "text" }>({ erased: oneOf("text") });

export const readKeptText: Reader<KeptText> = (value, place) => {
  if (typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return malformed(place, "a text, or a commitment to one");
  return "erased" in value ? readErased(value, place) : readCommitment(value, place);
};
