// How long a contact's texts may be, and that one which is stored already may stay as it is.
import { namesOf } from "../values/names-of.ts";
import { isWithin, MAX_NAME_LENGTH, MAX_REASON_LENGTH, MAX_REFERENCE_LENGTH } from "../values/text-length.ts";
import type { ContactDraft, ContactExtra } from "./contact.ts";

/** The members of a `T` that hold whatever somebody wrote. A date or a decimal is text too, but of its own kind. */
type FreeText<T> = keyof T & { [M in keyof T]: string extends T[M] ? M : never }[keyof T];

export type ContactText = FreeText<ContactDraft>;
export type ExtraText = FreeText<ContactExtra>;

/** The texts of who a contact is, each with the most characters that it may have. */
export const CONTACT_TEXTS = {
  name: MAX_NAME_LENGTH,
  reference: MAX_REFERENCE_LENGTH,
} as const satisfies { readonly [M in ContactText]: number };

/** The texts among the credit-control facts, in the order in which they are checked. */
export const EXTRA_TEXTS = {
  accountReference: MAX_REFERENCE_LENGTH,
  flaggedReason: MAX_REASON_LENGTH,
  onStopReason: MAX_REASON_LENGTH,
} as const satisfies { readonly [M in ExtraText]: number };

/** All of them, in the order in which an erasure takes and names them. */
export const ERASABLE_TEXTS = namesOf<ContactText | ExtraText>({
  reference: true,
  name: true,
  accountReference: true,
  flaggedReason: true,
  onStopReason: true,
});

type Texts<M extends string> = { readonly [Member in M]?: string | null };

/**
 * The texts of `sent` that are longer than they may be and not what is stored: a text from before the limits stays
 * readable and may be sent again, unchanged. `stored` is null where there is nothing yet.
 */
export function overlong<M extends string>(
  limits: { readonly [Member in M]: number },
  sent: Texts<NoInfer<M>>,
  stored: Texts<NoInfer<M>> | null,
): readonly M[] {
  return (Object.keys(limits) as M[]).filter((member) => {
    const text = sent[member] ?? null;
    return text !== null && !isWithin(text, limits[member]) && stored?.[member] !== text;
  });
}
