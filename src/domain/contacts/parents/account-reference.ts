// The account reference that counts for a contact: its own, or its parent's where it says so.
import type { ContactChain } from "../contact.ts";
import type { ContactName } from "../credit/effective-stop.ts";

export type AccountReference = { readonly reference: string; readonly from: ContactName };

/**
 * UseParentRef: the parent's reference is used only when the contact has none of its own (docs/contact-extras.md). The
 * parent's is found by the same rule, so it climbs as long as each contact on the way uses its parent's. A blank
 * reference is none. Null when there is none to use.
 */
export function accountReferenceOf({ contact, ancestors }: ContactChain): AccountReference | null {
  for (const { id, name, extra } of [contact, ...ancestors]) {
    const reference = extra.accountReference ?? "";
    if (reference.trim() !== "") return { reference, from: { id, name } };
    if (extra.useParentRef !== true) return null;
  }
  return null;
}
