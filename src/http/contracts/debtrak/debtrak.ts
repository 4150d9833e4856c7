// The payment references contract: PascalCase JSON, XML and forms.
import { BODY_LIMITS, type WebApiContract } from "../web-api/web-api-contract.ts";
import { saveReference } from "./save-reference.ts";

export const debtrak: WebApiContract = {
  name: "debtrak",
  title: "ContactPaymentReferenceDebtor",
  tag: "Contract: payment references",
  prefix: "/api",
  casing: "pascal",
  formats: ["json", "xml", "form"],
  optionalId: true,
  limits: BODY_LIMITS,
  enums: () => ({}),
  published: {},
  printed: "2026-01-15T08:38:50.0837976+00:00",
  commandMembers: {},
  calls: [saveReference],
};
