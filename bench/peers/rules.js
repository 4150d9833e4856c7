// What both peers check and answer, so that they differ only in the framework and in the way to the database.
import { createHash } from "node:crypto";
import { HEADERS } from "./calls.js";

const KEY_HASH = createHash("sha256").update(HEADERS.key).digest("hex");

/** Whether the request carries the key. */
export const isKnown = (key) =>
  typeof key === "string" && createHash("sha256").update(key).digest("hex") === KEY_HASH;

export const normalise = (crn) => crn.replace(/[\s-]/g, "").toUpperCase();

export const REFERENCE_SCHEMA = {
  type: "object",
  required: ["AccountID", "ContactID", "CRNNumber"],
  properties: {
    AccountID: { type: "integer", minimum: 1 },
    ContactID: { type: "integer", minimum: 1 },
    CRNNumber: { type: "string", minLength: 1, maxLength: 50 },
    BenefitGroupID: { type: ["integer", "null"] },
    StatusID: { type: ["integer", "null"] },
  },
};

export const PLAN_SCHEMA = {
  type: "object",
  required: ["paymentPlanID", "startDate", "paymentAmount", "installments", "recurrence"],
  properties: {
    paymentPlanID: { type: "integer", minimum: 1 },
    startDate: { type: "string", minLength: 10 },
    paymentAmount: { type: "number", exclusiveMinimum: 0 },
    installments: { type: "integer", minimum: 1, maximum: 600 },
    recurrence: { type: "integer" },
    paymentMethod: { type: "integer" },
    recordState: { type: "integer" },
  },
};

/** The columns that a ContactExtraSave sets, by the names of its query. */
const EXTRA = {
  ContactExtraDelay2Pay: "delay2pay",
  ContactExtraFlaggedReason: "flagged_reason",
  ContactExtraAccountReference: "account_reference",
  ContactExtraOnStopReason: "on_stop_reason",
};

/** The wanted change, or null where nothing can be made of the query. */
export function extraChange(query) {
  const id = Number(query.ContactId);
  if (query.Action !== "ContactExtraSave" || !Number.isInteger(id)) return null;
  const columns = Object.entries(EXTRA).filter(([name]) => query[name] !== undefined);
  return { id, set: Object.fromEntries(columns.map(([name, column]) => [column, query[name]])) };
}

export const extraAnswer = (contact) =>
  contact === undefined
    ? { Code: 2, Result: "No matching contact" }
    : { Code: 0, Result: `Contact ${contact.id} ${contact.name} has updated successfully` };
