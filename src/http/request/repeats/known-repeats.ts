// What sending a write again comes to where the same write is a call of several dialects.
import type { Repeat } from "../../call/declared.ts";

const PLAN_HISTORY = "GET /v1/payment-plans/{id}/history tells what happened to the plan.";
const CONTACT_HISTORY = "GET /v1/contacts/{id}/history tells what happened to the contact.";
const OVERWRITES = "it overwrites what others have changed since";

export const CHANGES_PLAN: Repeat = { tag: "at a version", risk: OVERWRITES, look: PLAN_HISTORY };

export const MAKES_PLAN: Repeat = {
  tag: "acts again",
  risk: "it makes another plan",
  look: "GET /v1/payment-plans?clientId= lists the plans of a client.",
};

export const RECORDS_PAYMENT: Repeat = {
  tag: "at a version",
  risk: "the payment is recorded twice",
  look: PLAN_HISTORY,
};

export const CHANGES_CREDIT: Repeat = { tag: "at a version", risk: OVERWRITES, look: CONTACT_HISTORY };

/** Without versions: the contact extras call has none. */
export const OVERWRITES_CREDIT: Repeat = { tag: "acts again", risk: OVERWRITES, look: CONTACT_HISTORY };

export const SAVES_CONTACT: Repeat = {
  tag: "at a version",
  absent: "without If-Match it makes a contact, and changes none that is there.",
  risk: OVERWRITES,
  look: CONTACT_HISTORY,
};

export const REGISTERS_REFERENCE: Repeat = {
  tag: "acts once",
  because: "a reference is registered once, however often it is sent.",
};
