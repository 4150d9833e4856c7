// What a contact must hold before it is saved. Its parent is judged against the others, in parent-chain.ts.
import { isId, MAX_ID } from "../values/ids.ts";
import { err, ok, type Result } from "../values/result.ts";
import type { ContactDraft } from "./contact.ts";
import { CONTACT_TEXTS, type ContactText, EXTRA_TEXTS, type ExtraText } from "./contact-texts.ts";

export type ContactFailure =
  | { readonly member: "id" | "parentId"; readonly tag: "ID_OUT_OF_RANGE"; readonly max: number }
  | { readonly member: "name"; readonly tag: "REQUIRED" }
  | { readonly member: ContactText | ExtraText; readonly tag: "TEXT_TOO_LONG"; readonly max: number }
  | { readonly member: ContactText; readonly tag: "TEXT_UNREADABLE" };

function idFailures(member: "id" | "parentId", id: number): ContactFailure[] {
  return isId(id) ? [] : [{ member, tag: "ID_OUT_OF_RANGE", max: MAX_ID }];
}

function textFailures(member: ContactText, text: string): ContactFailure[] {
  return !text.isWellFormed() || /\p{Cc}/u.test(text) ? [{ member, tag: "TEXT_UNREADABLE" }] : [];
}

/** What is wrong with texts that are too long (`overlong`). */
export const tooLong = (members: readonly (ContactText | ExtraText)[]): readonly ContactFailure[] =>
  members.map((member) => ({ member, tag: "TEXT_TOO_LONG", max: LENGTHS[member] }));

const LENGTHS = { ...CONTACT_TEXTS, ...EXTRA_TEXTS };

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
