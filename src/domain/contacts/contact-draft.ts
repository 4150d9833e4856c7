// What a contact must hold before it is saved. Its parent is judged against the others, in parent-chain.ts.
import { err, ok, type Result } from "../values/result.ts";
import type { ContactDraft } from "./contact.ts";

/** The contract's ids are 32-bit integers. */
export const MAX_CONTACT_ID = 2_147_483_647;
/** Characters of a name or a reference, ours: long enough for any, short enough for a query string. */
export const MAX_CONTACT_TEXT = 200;

export type ContactFailure =
  | { readonly member: "id" | "parentId"; readonly tag: "ID_OUT_OF_RANGE"; readonly max: number }
  | { readonly member: "name"; readonly tag: "REQUIRED" }
  | { readonly member: "name" | "reference"; readonly tag: "TEXT_TOO_LONG"; readonly max: number }
  | { readonly member: "name" | "reference"; readonly tag: "TEXT_UNREADABLE" };

function idFailures(member: "id" | "parentId", id: number): ContactFailure[] {
  const good = Number.isInteger(id) && id >= 1 && id <= MAX_CONTACT_ID;
  return good ? [] : [{ member, tag: "ID_OUT_OF_RANGE", max: MAX_CONTACT_ID }];
}

function textFailures(member: "name" | "reference", text: string): ContactFailure[] {
  if (!text.isWellFormed() || /\p{Cc}/u.test(text)) return [{ member, tag: "TEXT_UNREADABLE" }];
  return text.length > MAX_CONTACT_TEXT ? [{ member, tag: "TEXT_TOO_LONG", max: MAX_CONTACT_TEXT }] : [];
}

/**
 * Checks a contact as it is to be saved and names every bad member: ids are positive 32-bit integers, the name is not
 * blank, texts have no control characters. A blank reference is none (null); other text is kept as given.
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
