// The payment plans contract and its sibling calls: camelCase JSON, XML, forms, and gzipped JSON.

import { PUBLISHED } from "../../settings/enum-tables.ts";
import { BODY_LIMITS, SERVERS, type WebApiContract } from "../web-api/web-api-contract.ts";
import { createPlan } from "./calls/create-plan.ts";
import { listInstallments } from "./calls/list-installments.ts";
import { readPlan } from "./calls/read-plan.ts";
import { putPlan, updatePlanAndRecalculate } from "./calls/update-plan.ts";
import { COMMAND_MEMBERS } from "./payment-plan-dto.ts";

export const procura: WebApiContract = {
  name: "procura",
  title: "PaymentPlan",
  tag: "Contract: payment plans",
  prefix: "/billings",
  casing: "camel",
  formats: ["json", "xml", "form", "compressed"],
  optionalId: false,
  limits: BODY_LIMITS,
  enums: ({ ENUMERATIONS }) => ENUMERATIONS,
  published: PUBLISHED,
  printed: "2024-12-04T08:13:04.2616174+00:00",
  meanings: {
    PaymentPlanID: "The plan.",
    ClientID: "Whose plan it is; 0 means as stored.",
    BUID: "The business unit; 0 means as stored.",
    StartDate: "The calendar date as written counts; time and offset are echoed.",
    PaymentAmount: "Of one instalment.",
    Installments: "Of the whole plan, not of what is left.",
    Created: SERVERS,
    LastUpdated: SERVERS,
  },
  commandMembers: COMMAND_MEMBERS,
  calls: [updatePlanAndRecalculate, createPlan, readPlan, putPlan, listInstallments],
};
