// What a contact must hold before it is saved. Its parent is judged against the others, in parent-chain.ts.
import { err, ok, type Result } from "../values/result.ts";
import type { ContactDraft } from "./contact.ts";
import { CONTACT_TEXTS, type ContactText } from "./contact-texts.ts";

/** The contract's ids are 32-bit integers. */
export const MAX_CONTACT_ID = 2_147_483_647;

export type ContactFailure =
  | { readonly member: "id" | "parentId"; readonly tag: "ID_OUT_OF_RANGE"; readonly max: number }
  | { readonly member: "name"; readonly tag: "REQUIRED" }
  | { readonly member: "name" | "reference"; readonly tag: "TEXT_TOO_LONG"; readonly max: number }
  | { readonly member: "name" | "reference"; readonly tag: "TEXT_UNREADABLE" };

function idFailures(member: "id" | "parentId", id: number): ContactFailure[] {
  const good = Number.isInteger(id) && id >= 1 && id <= MAX_CONTACT_ID;
  return good ? [] : [{ member, tag: "ID_OUT_OF_RANGE", max: MAX_CONTACT_ID }];
}

function textFailures(member: ContactText, text: string): ContactFailure[] {
  return !text.isWellFormed() || /\p{Cc}/u.test(text) ? [{ member, tag: "TEXT_UNREADABLE" }] : [];
}

/** What is wrong with texts that are too long (`overlong`). */
export const tooLong = (members: readonly ContactText[]): readonly ContactFailure[] =>
  members.map((member) => ({ member, tag: "TEXT_TOO_LONG", max: CONTACT_TEXTS[member] }));

/**
 * Checks a contact as it is to be saved and names every bad member: ids are positive 32-bit integers, the name is not
 * blank, texts have no control characters. A blank reference is none (null); other text is kept as given. Whether a
 * text is too long depends on the one that is stored: the store asks `overlong`.
 */
export function checkContact(draft: ContactDraft): Result<ContactDraft, readonly ContactFailure[]> {
  const reference = (draft.reference ?? "").trim() === "" ? null : draft.reference;
  const failures: readonly ContactFailure[] = [
    ...idFailures("id", draft.id),
    ...(draft.name.trim() === ""
      ? [{ member: "name", tag: "REQUIRED" } as const]
      : textFailures("name", draft.name)),
    ...(reference === null ? [] : textFailures("reference", reference)),
    ...(draft.parentId === null ? [] : idFailures("parentId", draft.parentId)),
  ];
  return failures.length > 0 ? err(failures) : ok({ ...draft, reference });
}
