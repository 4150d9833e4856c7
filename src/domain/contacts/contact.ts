// What a contact is: who it is, who stands above it, and the credit-control facts ("extra") kept about it.
import type { Currency } from "../values/currency.ts";
import type { Money } from "../values/money.ts";
import type { Instant, Stamp } from "../values/stamp.ts";
import type { DecimalText } from "./extras/decimal-text.ts";
import type { WrittenDate } from "./extras/written-date.ts";

/**
 * What the account package says the contact owes: exact decimal text, negative when the contact is in credit.
 *
 * The contract gives it no currency of its own. It is read in the currency of the credit limit that stood when it was
 * written, or, where none had ever been set, of the first one set after. So a balance stays in its currency when the
 * limit moves to another, and no credit is computed across the two until a new balance comes.
 */
export type AccountBalance = {
  readonly amount: DecimalText;
  readonly currency: Currency | null;
  readonly updatedAt: Instant;
};

/**
 * The credit-control facts. Null is "never said" (and "emptied" for a text). A limit of null, of 0 (prepay) and a
 * positive one are three different things.
 */
export type ContactExtra = {
  readonly creditLimit: Money | null;
  readonly delay2Pay: number | null;
  readonly directDebit: boolean | null;
  readonly accountReference: string | null;
  readonly accountType: number | null;
  readonly lastUpdated: WrittenDate | null;
  readonly flaggedReason: string | null;
  readonly financialSyncExclude: boolean | null;
  readonly useParentRef: boolean | null;
  readonly accountBalance: AccountBalance | null;
  readonly accountStatus: number | null;
  readonly onStopReason: string | null;
  readonly onStopDate: WrittenDate | null;
  readonly creditLimitOnStop: boolean | null;
  readonly onStopDescendant: boolean | null;
};

export const EMPTY_EXTRA: ContactExtra = {
  creditLimit: null,
  delay2Pay: null,
  directDebit: null,
  accountReference: null,
  accountType: null,
  lastUpdated: null,
  flaggedReason: null,
  financialSyncExclude: null,
  useParentRef: null,
  accountBalance: null,
  accountStatus: null,
  onStopReason: null,
  onStopDate: null,
  creditLimitOnStop: null,
  onStopDescendant: null,
};

/** What `PUT /v1/contacts/{id}` sets. `reference` is the partner's own and may be shared by several contacts. */
export type ContactDraft = {
  readonly id: number;
  readonly reference: string | null;
  readonly name: string;
  readonly parentId: number | null;
};

/** `version` counts the contact's events from 1; a saved extra is one of them. */
export type Contact = ContactDraft & {
  readonly extra: ContactExtra;
  readonly version: number;
  readonly created: Stamp;
  readonly lastUpdated: Stamp;
};

/** A contact with those above it, the parent first. */
export type ContactChain = { readonly contact: Contact; readonly ancestors: readonly Contact[] };
