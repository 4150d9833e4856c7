// One change of anything, as histories and the feed tell it: who, when, what was there before and after.
import type { ContactDraft, ContactExtra } from "../contacts/contact.ts";
import type { PlanEvent } from "../plans/history/plan-event.ts";
import type { PaymentReference } from "../references/payment-reference.ts";
import type { Currency } from "../values/currency.ts";
import { namesOf } from "../values/names-of.ts";
import type { Actor, Instant } from "../values/stamp.ts";
import type { ErasedTexts } from "./erase-change.ts";

const SUBJECTS = ["plan", "contact", "reference", "client"] as const;
export type Subject = (typeof SUBJECTS)[number];

/** What `PUT /v1/contacts/{id}` sets. */
export type ContactFacts = Omit<ContactDraft, "id">;

/** `erased` where texts of the event were; of the erasure itself (`erased`) it names all that it took. */
export type ContactChange = { readonly erased?: ErasedTexts } & (
  | { readonly kind: "created"; readonly before: null; readonly after: ContactFacts }
  | { readonly kind: "updated" | "erased"; readonly before: ContactFacts; readonly after: ContactFacts }
  | { readonly kind: "extra-saved"; readonly before: ContactExtra; readonly after: ContactExtra }
);

/** Which contact a client is. */
export type ClientFacts = { readonly contactId: number | null };

export type ClientChange = {
  readonly kind: "linked";
  readonly before: ClientFacts | null;
  readonly after: ClientFacts;
};

/** The facts of a reference: all but what an event tells by itself, and its CRN, which no event keeps. */
export type ReferenceFacts = Omit<PaymentReference, "id" | "version" | "created" | "crn" | "normalisedCrn">;

export type ReferenceChange = { readonly erased?: ErasedTexts } & (
  | { readonly kind: "created"; readonly before: null; readonly after: ReferenceFacts }
  | {
      readonly kind: "deactivated" | "erased";
      readonly before: ReferenceFacts;
      readonly after: ReferenceFacts;
    }
  /** Somebody saw the whole CRN, and why; nothing of the reference is another than before. */
  | {
      readonly kind: "unmasked";
      readonly before: ReferenceFacts;
      readonly after: ReferenceFacts;
      readonly reason: string;
    }
);

/** The kinds of events of a contact, and of a reference. A plan's are those of its commands (`COMMAND_KINDS`). */
export const CONTACT_EVENT_KINDS = namesOf<ContactChange["kind"]>({
  created: true,
  updated: true,
  "extra-saved": true,
  erased: true,
});
export const CLIENT_EVENT_KINDS = namesOf<ClientChange["kind"]>({ linked: true });
export const REFERENCE_EVENT_KINDS = namesOf<ReferenceChange["kind"]>({
  created: true,
  deactivated: true,
  unmasked: true,
  erased: true,
});

/**
 * `seq` orders the events of everything; `version` those of one subject, from 1 without a gap. The CRN of a reference
 * and the currency of a plan never change: they are the subject's own, read beside the event.
 */
export type RecordedEvent = {
  readonly seq: number;
  readonly subjectId: number;
  readonly version: number;
  readonly at: Instant;
  readonly actor: Actor;
} & (
  | { readonly subject: "contact"; readonly change: ContactChange }
  | {
      readonly subject: "reference";
      readonly change: ReferenceChange;
      readonly crn: PaymentReference["crn"];
      readonly normalisedCrn: PaymentReference["normalisedCrn"];
    }
  | { readonly subject: "client"; readonly change: ClientChange }
  | { readonly subject: "plan"; readonly change: PlanEvent; readonly currency: Currency }
);

/** The facts of a reference as they are now. */
export function factsOf(reference: PaymentReference): ReferenceFacts {
  const { accountId, contactId, benefitGroupId, statusId, createId, createSessionId, inactivated } =
    reference;
  return { accountId, contactId, benefitGroupId, statusId, createId, createSessionId, inactivated };
}
