// How long a contact's texts may be, and that one which is stored already may stay as it is.
import { isWithin, MAX_NAME_LENGTH, MAX_REASON_LENGTH, MAX_REFERENCE_LENGTH } from "../values/text-length.ts";

/** The texts of `PUT /v1/contacts/{id}`, each with the most characters that it may have. */
export const CONTACT_TEXTS = { name: MAX_NAME_LENGTH, reference: MAX_REFERENCE_LENGTH } as const;
export type ContactText = keyof typeof CONTACT_TEXTS;

/** The texts among the credit-control facts, in the order in which they are checked. */
export const EXTRA_TEXTS = {
  accountReference: MAX_REFERENCE_LENGTH,
  flaggedReason: MAX_REASON_LENGTH,
  onStopReason: MAX_REASON_LENGTH,
} as const;
export type ExtraText = keyof typeof EXTRA_TEXTS;

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
