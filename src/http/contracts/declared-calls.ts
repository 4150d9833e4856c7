// What the contracts' calls declare of themselves, for what happens around a request.
import type { Declared, Repeat } from "../call/declared.ts";
import { CONTACT_HISTORY, OVERWRITES } from "../v1/contacts/contact-facts.ts";
import { CHANGE } from "../v1/plans/plan-facts.ts";
import { REGISTERED_ONCE } from "../v1/references/reference-facts.ts";

const MAKE: Repeat = {
  tag: "acts again",
  risk: "it makes another plan",
  look: "GET /v1/payment-plans?clientId= lists the plans of a client.",
};
const PLANS = { query: { kind: "contract", previews: true } } as const;
const ID = ":id{[0-9]{1,10}}";

export const CONTRACT_CALLS: readonly Declared[] = [
  {
    methods: ["POST"],
    pattern: "/api/contactpaymentreferencedebtor/savecontactpaymentreferenceifnotexists/:id?",
    scope: "references:write",
    query: { kind: "contract", previews: false },
    write: { repeat: REGISTERED_ONCE },
  },
  {
    ...PLANS,
    methods: ["POST"],
    pattern: "/billings/paymentplan/updatepaymentplanandrecalculate",
    scope: "plans:write",
    write: { repeat: CHANGE, preview: "in any case" },
  },
  {
    ...PLANS,
    methods: ["POST"],
    pattern: "/billings/paymentplan",
    scope: "plans:write",
    write: { repeat: MAKE, preview: "in any case" },
  },
  { ...PLANS, methods: ["GET"], pattern: `/billings/paymentplan/${ID}`, scope: "plans:read" },
  {
    ...PLANS,
    methods: ["PUT"],
    pattern: `/billings/paymentplan/${ID}`,
    scope: "plans:write",
    write: { repeat: CHANGE, preview: "in any case" },
  },
  { ...PLANS, methods: ["GET"], pattern: "/billings/paymentinstallments", scope: "plans:read" },
  {
    methods: ["GET", "POST"],
    pattern: "/v01/services.ashx",
    scope: "contacts:write",
    query: { kind: "own" },
    write: { repeat: { tag: "acts again", risk: OVERWRITES, look: CONTACT_HISTORY } },
  },
];
