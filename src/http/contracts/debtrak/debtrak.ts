// The payment references contract: PascalCase JSON, XML and forms.
import { BODY_LIMITS, SERVERS, type WebApiContract } from "../web-api/web-api-contract.ts";
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
  meanings: {
    CRNNumber: "The payment reference; spaces, hyphens and case are no difference.",
    StatusID: "1 is active, and the default.",
    // Who acts for the partner is taken from the request; the rest of the audit is the server's.
    CreateTS: SERVERS,
    ModifyID: SERVERS,
    ModifySessionID: SERVERS,
    ModifyTS: SERVERS,
    InactiveID: SERVERS,
    InactiveSessionID: SERVERS,
    InactiveTS: SERVERS,
    Outcome: "created, existing, or existing-different.",
  },
  commandMembers: {},
  calls: [saveReference],
};
