// The payment references contract, described beside its action.
import type { Contract } from "../../webapi/contract.ts";
import { actionResultVm, contactPaymentReferenceModel } from "../../webapi/dtos.ts";
import { type ContractCall, IDEMPOTENCY_KEY } from "../contract-call.ts";
import { sampleDto } from "../sample-dto.ts";

const PRINTED = "2026-01-15T08:38:50.0837976+00:00";

export const describeReferenceContract = (contract: Contract): readonly ContractCall[] => [
  {
    contract,
    id: "SaveContactPaymentReferenceIfNotExists",
    tag: "Contract: payment references",
    method: "POST",
    path: "/api/ContactPaymentReferenceDebtor/SaveContactPaymentReferenceIfNotExists",
    summary: "Register a CRN for a contact, once",
    description:
      "However often and in whatever spelling it is sent. The answer is the contract's `{\"Response\":null}`; what came of it travels in the headers, and in full where `Prefer: return=representation` asks for it. Nothing that is stored is overwritten; the audit members are the server's. It has no preview: `validateOnly=true` is refused.",
    published: true,
    scope: "references:write",
    parameters: [
      {
        name: "Prefer",
        in: "header",
        type: "string",
        description:
          "Asks for the stored reference in `Response`; its CRN is masked unless the key has the scope references:unmask.",
        words: ["return=representation"],
      },
      IDEMPOTENCY_KEY,
    ],
    body: {
      shape: contactPaymentReferenceModel,
      sample: sampleDto(contactPaymentReferenceModel, PRINTED, contract.enums),
      required: ["AccountID", "ContactID", "CRNNumber"],
    },
    answer: {
      status: 200,
      shape: actionResultVm,
      sample: sampleDto(actionResultVm, PRINTED, contract.enums),
      headers: [
        "Reference-Outcome",
        "Reference-Differing",
        "Reference-Near-Duplicates",
        "Location",
        "Preference-Applied",
      ],
    },
    failures: [],
  },
];
