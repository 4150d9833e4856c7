// What the core asks of a store of contacts, in its own words.
import type { Page } from "../values/page.ts";
import type { Stamp } from "../values/stamp.ts";
import type { Contact, ContactChain, ContactDraft } from "./contact.ts";
import type { ContactText, ExtraText } from "./contact-texts.ts";
import type { ContactExtraPatch, ContactSelector } from "./extras/contact-extra-patch.ts";
import type { ParentFailure } from "./parents/parent-chain.ts";

/** Contacts in the order of their ids, after `after` (0 for the first page), `limit` at most. */
export type ContactQuery = { readonly after: number; readonly limit: number };

export type SavedExtra =
  | { readonly tag: "saved"; readonly id: number; readonly name: string }
  | { readonly tag: "text-too-long"; readonly members: readonly ExtraText[] }
  | { readonly tag: "no-match" };

export type SavedCredit =
  | { readonly tag: "saved"; readonly chain: ContactChain }
  | { readonly tag: "not-found" }
  | { readonly tag: "text-too-long"; readonly members: readonly ExtraText[] }
  | { readonly tag: "version-conflict"; readonly version: number };

/**
 * The versions that a caller is ready to change. A contact that is not there has version 0. "present": any, but there.
 */
export type ExpectedVersions = readonly number[] | "present" | "any";

/** Whether the version is an expected one. */
export function isExpected(version: number, expected: ExpectedVersions): boolean {
  if (expected === "any") return true;
  return expected === "present" ? version > 0 : expected.includes(version);
}

export type PutContact =
  | { readonly tag: "created" | "updated" | "unchanged"; readonly contact: Contact }
  | { readonly tag: "version-conflict"; readonly version: number }
  | { readonly tag: "text-too-long"; readonly members: readonly ContactText[] }
  | { readonly tag: "parent-refused"; readonly failure: ParentFailure };

export type ContactExtras = {
  /**
   * Finds the contact and changes its extra as `applyPatch` does, in one writing trip: the contact is looked for in
   * the writing statement itself. A reference that several contacts share, or none has, is no match, nor is an unknown
   * id, or a contact of another version than expected. Nothing is created. A text that is too long for the contact
   * that is meant (`overlong`) is refused, and with it the whole patch.
   */
  readonly saveExtra: (
    selector: ContactSelector,
    patch: ContactExtraPatch,
    stamp: Stamp,
    expected?: ExpectedVersions,
  ) => Promise<SavedExtra>;
};

export type Contacts = ContactExtras & {
  /**
   * Creates the contact or replaces its reference, name and parent; the extra stays. A put that would change nothing is
   * `unchanged`, whatever version it expects; then the version is looked at (0 in a conflict: not there), then the
   * texts (`overlong`), then the parent. A new parent is judged as `checkParent` does, in the writing statement, so that two puts at once make no
   * circle.
   */
  readonly put: (draft: ContactDraft, expected: ExpectedVersions, stamp: Stamp) => Promise<PutContact>;
  /** `saveExtra` by id, which also tells the contact and those above it as they are right after it, in the one trip. */
  readonly saveCredit: (
    id: number,
    patch: ContactExtraPatch,
    stamp: Stamp,
    expected: ExpectedVersions,
  ) => Promise<SavedCredit>;
  readonly byId: (id: number) => Promise<Contact | null>;
  /** The contact as it was right after the event `seq`, told by its own events; null when it was not there yet. */
  readonly asOf: (id: number, seq: number) => Promise<Contact | null>;
  readonly list: (query: ContactQuery) => Promise<Page<Contact>>;
  /** The contact with its ancestors, nearest first, in one trip whatever the depth. Null when there is no such contact. */
  readonly chain: (id: number) => Promise<ContactChain | null>;
};
