// Who stands above whom: chains of parents stay short and never come back to where they began.
import { err, ok, type Result } from "../../values/result.ts";
import type { Contact, ContactChain } from "../contact.ts";

/** Contacts in a chain from the topmost ancestor to the lowest descendant, both included (docs/contact-extras.md). */
export const MAX_CHAIN = 32;

export type ParentFailure =
  | { readonly tag: "PARENT_UNKNOWN"; readonly parentId: number }
  | { readonly tag: "PARENT_CYCLE"; readonly parentId: number; readonly through: readonly number[] }
  | { readonly tag: "PARENT_CHAIN_TOO_LONG"; readonly length: number; readonly max: number };

/** What is known of a contact's place when it is put under a parent. Ids; nothing here needs the contacts themselves. */
export type Placement = {
  readonly contactId: number;
  readonly parentId: number | null;
  /** The parent and its own ancestors, nearest first; empty when the parent does not exist. */
  readonly above: readonly number[];
  /** Length of the longest chain that hangs below the contact, 0 when it has no children or is new. */
  readonly below: number;
};

/**
 * Whether a contact may be put under its parent: the parent exists, the contact is not among the parent's ancestors
 * (nor the parent itself), and no chain grows beyond `MAX_CHAIN`. In that order.
 */
export function checkParent(placement: Placement): Result<null, ParentFailure> {
  const { contactId, parentId, above, below } = placement;
  if (parentId === null) return ok(null);
  const circle = parentId === contactId ? 0 : above.indexOf(contactId);
  if (circle >= 0) {
    return err({
      tag: "PARENT_CYCLE",
      parentId,
      through: circle === 0 ? [parentId] : above.slice(0, circle),
    });
  }
  if (above.length === 0) return err({ tag: "PARENT_UNKNOWN", parentId });
  const length = above.length + 1 + below;
  return length > MAX_CHAIN ? err({ tag: "PARENT_CHAIN_TOO_LONG", length, max: MAX_CHAIN }) : ok(null);
}

/**
 * The contact with its ancestors, nearest first, from a way to look contacts up. Ends at `MAX_CHAIN` contacts, at an
 * unknown parent and where a circle would begin, so that data from elsewhere cannot hang it.
 */
export function chainOf(contact: Contact, lookUp: (id: number) => Contact | undefined): ContactChain {
  const ancestors: Contact[] = [];
  const seen = new Set([contact.id]);
  let next = contact.parentId === null ? undefined : lookUp(contact.parentId);
  while (next !== undefined && !seen.has(next.id) && seen.size < MAX_CHAIN) {
    ancestors.push(next);
    seen.add(next.id);
    next = next.parentId === null ? undefined : lookUp(next.parentId);
  }
  return { contact, ancestors };
}
