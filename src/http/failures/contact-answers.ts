// Answers to what the core refuses about contacts and payment references.
import type { ParentFailure } from "../../domain/contacts/parents/parent-chain.ts";
import { type AnswerTable, conflict } from "./answer.ts";

export type CustomerFailure =
  | ParentFailure
  | { readonly tag: "CONTACT_NOT_FOUND"; readonly id: number }
  | { readonly tag: "CONTACT_UNKNOWN"; readonly id: number }
  | { readonly tag: "CLIENT_NOT_FOUND"; readonly id: number }
  | { readonly tag: "CLIENT_IDS_FIXED" }
  | { readonly tag: "CRN_ERASED" }
  | { readonly tag: "REFERENCE_NOT_FOUND"; readonly id: number };

export const CUSTOMER_ANSWERS: AnswerTable<CustomerFailure> = {
  CONTACT_NOT_FOUND: ({ id }) => ({
    status: 404,
    title: "No such contact",
    detail: `There is no contact ${id}.`,
  }),
  CONTACT_UNKNOWN: ({ id }) => ({
    status: 422,
    title: "A field is not valid",
    detail: `There is no contact ${id}.`,
    pointer: "/contactId",
  }),
  CLIENT_NOT_FOUND: ({ id }) => ({
    status: 404,
    title: "No such client",
    detail: `Nothing says which contact the client ${id} is.`,
  }),
  CLIENT_IDS_FIXED: () =>
    conflict(
      "Clients are contacts here",
      "In this deployment the ids of clients are those of contacts (CLIENT_IDS), so none is linked.",
    ),
  REFERENCE_NOT_FOUND: ({ id }) => ({
    status: 404,
    title: "No such payment reference",
    detail: `There is no payment reference ${id}.`,
  }),
  CRN_ERASED: () => conflict("The CRN was erased", "The reference has no CRN any more."),
  PARENT_UNKNOWN: ({ parentId }) => ({
    status: 422,
    title: "A field is not valid",
    detail: `There is no contact ${parentId} to be the parent.`,
    pointer: "/parentId",
  }),
  PARENT_CYCLE: ({ parentId, through }) =>
    conflict(
      "The parent is below the contact",
      `Under the parent ${parentId} the contact would stand above itself, by way of ${through.join(", ")}.`,
    ),
  PARENT_CHAIN_TOO_LONG: ({ length, max }) =>
    conflict(
      "The chain of parents is too long",
      `From top to bottom it would have ${length} contacts; ${max} are the most.`,
    ),
};
