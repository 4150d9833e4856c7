// What somebody looks for, as the core asks a store for it: contacts by words, references by how a CRN ends, plans.

import type { Contact } from "../contacts/contact.ts";
import type { Plan } from "../plans/plan.ts";
import type { Reach } from "../ports/reach.ts";
import type { NormalisedCrn } from "../references/crn.ts";
import type { PaymentReference } from "../references/payment-reference.ts";

/** So many are looked at for each kind, by an index, before what else was asked is compared. */
export const MAX_CANDIDATES = 500;

/** A contact that may be meant. Its texts are cut at 400 characters. */
export type FoundContact = Pick<Contact, "id" | "reference" | "name"> & {
  readonly accountReference: string | null;
};

/** A plan without its rows and ledger. */
export type FoundPlan = Pick<
  Plan,
  "id" | "version" | "clientId" | "businessUnitId" | "currency" | "terms" | "method"
>;

/** What is asked for: null leaves a part out. */
export type SearchAsked = {
  /** Contacts with a word that begins with one of these, or of this id. */
  readonly contacts: { readonly beginnings: readonly string[]; readonly id: number | null } | null;
  /** References whose CRN ends so; unless `whole`, with no more characters than its mask shows. */
  readonly references: {
    readonly ending: NormalisedCrn;
    readonly whole: boolean;
    readonly limit: number;
  } | null;
  readonly planId: number | null;
  readonly within: Reach;
};

/** `more` where there may be others that were not looked at. */
export type SearchFound = {
  readonly contacts: { readonly items: readonly FoundContact[]; readonly more: boolean };
  readonly references: { readonly items: readonly PaymentReference[]; readonly more: boolean };
  readonly plan: FoundPlan | null;
};

/** All of it in one read trip; contacts and references by id. */
export type Search = (asked: SearchAsked) => Promise<SearchFound>;
