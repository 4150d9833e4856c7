// The payment plans contract and its sibling calls: camelCase JSON, XML, forms, and gzipped JSON.
import { BODY_LIMITS, type WebApiContract } from "../web-api-contract.ts";
import { createPlan } from "./create-plan.ts";
import { PUBLISHED } from "./enum-tables.ts";
import { listInstallments } from "./list-installments.ts";
import { COMMAND_MEMBERS } from "./payment-plan-dto.ts";
import { readPlan } from "./read-plan.ts";
import { putPlan, updatePlanAndRecalculate } from "./update-plan.ts";

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
  commandMembers: COMMAND_MEMBERS,
  calls: [updatePlanAndRecalculate, createPlan, readPlan, putPlan, listInstallments],
};
