// What the core asks of a store of payment references, in its own words.
import type { Page } from "../values/page.ts";
import type { Stamp } from "../values/stamp.ts";
import type { PaymentReference } from "./payment-reference.ts";
import type { ReferenceDraft, SavedReference } from "./save-reference.ts";

/** References in the order of their ids, after `after` (0 for the first page), `limit` at most. */
export type ReferenceQuery = {
  readonly contactId: number | null;
  readonly activeOnly: boolean;
  readonly after: number;
  readonly limit: number;
  /** Of these accounts alone. A page may then have fewer than there are, also none, with a `next` to go on from. */
  readonly within?: readonly number[];
};

export type Deactivation =
  | { readonly tag: "deactivated"; readonly reference: PaymentReference }
  | { readonly tag: "already-inactive"; readonly reference: PaymentReference }
  | { readonly tag: "not-found" };

export type Unmasking =
  | { readonly tag: "unmasked"; readonly reference: PaymentReference }
  | { readonly tag: "erased" }
  | { readonly tag: "not-found" };

export type PaymentReferences = {
  /**
   * Writes the draft unless a reference that is not inactivated holds one of `draft.takenBy`; then gives back that
   * one (the first key in that order). Also reads the contact's other active references. All in one round trip and
   * one write batch: of N saves at once exactly one is `inserted`, the rest find it.
   */
  readonly save: (draft: ReferenceDraft, stamp: Stamp) => Promise<SavedReference>;
  /** What a save found besides the reference that it wrote or found, as of the event `seq` right after it. */
  readonly saveAsOf: (
    id: number,
    seq: number,
  ) => Promise<Pick<SavedReference, "reference" | "others"> | null>;
  readonly byId: (id: number) => Promise<PaymentReference | null>;
  readonly list: (query: ReferenceQuery) => Promise<Page<PaymentReference>>;
  /** Sets the inactivated stamp, once: a second call changes nothing and keeps the first stamp. Frees the identity. */
  readonly deactivate: (id: number, stamp: Stamp) => Promise<Deactivation>;
  /** Records that somebody sees the whole CRN, and why, as an event of the next version; of one that is erased nothing. */
  readonly unmask: (id: number, reason: string, stamp: Stamp) => Promise<Unmasking>;
};
