// The payment references contract's one call: save a CRN for a contact if it is not there (contract page,
// docs/references.md).
import { isActive, type PaymentReference } from "../../../domain/references/payment-reference.ts";
import { saveReference as register } from "../../../domain/references/register-reference.ts";
import type { ReferenceFailure, SaveVerdict } from "../../../domain/references/save-reference.ts";
import { referenceSentence } from "../../failures/member-sentences.ts";
import { savingOnce } from "../../request/repeats/recall-reference.ts";
import { type CrnView, crnView } from "../../v1/references/crn-view.ts";
import { REGISTERED_ONCE } from "../../v1/references/reference-facts.ts";
import {
  type ActionResult,
  type ModelState,
  webApiInvalid,
  webApiResult,
} from "../../webapi/action-result.ts";
import { MAX_LISTED_IDS } from "../../webapi/bounded.ts";
import { contractCall } from "../web-api/contract-call.ts";
import type { ContractParameter } from "../web-api/contract-parameter.ts";
import { actionResultVm, contactPaymentReferenceModel, type StoredPaymentReference } from "./dtos.ts";

const DTO_MEMBERS = {
  accountId: "AccountID",
  contactId: "ContactID",
  crn: "CRNNumber",
  benefitGroupId: "BenefitGroupID",
  statusId: "StatusID",
} as const;

const PREFER: ContractParameter = {
  name: "Prefer",
  in: "header",
  type: "string",
  description:
    "Asks for the stored reference in `Response`; its CRN is masked unless the key has the scope references:unmask.",
  words: ["return=representation"],
};

/** Whether the stored reference is preferred, perhaps among others, as RFC 7240 writes it. */
const prefersInFull = (header: string): boolean =>
  header
    .toLowerCase()
    .split(",")
    .some((preference) => {
      const [name = "", value = "", ...more] = (preference.split(";")[0] ?? "").split("=");
      const isMeant = /^(?:representation|"representation")$/.test(value.trim());
      return name.trim() === "return" && isMeant && more.length === 0;
    });

export const saveReference = contractCall({
  id: "SaveContactPaymentReferenceIfNotExists",
  method: "POST",
  path: "/api/ContactPaymentReferenceDebtor/SaveContactPaymentReferenceIfNotExists",
  summary: "Register a CRN for a contact, once",
  description:
    "However often and in whatever spelling it is sent. The answer is the contract's `{\"Response\":null}`; what came of it travels in the headers, and in full where `Prefer: return=representation` asks for it. Nothing that is stored is overwritten; the audit members are the server's. It has no preview: `validateOnly=true` is refused.",
  published: true,
  scope: "references:write",
  parameters: [PREFER],
  write: { repeat: REGISTERED_ONCE },
  body: {
    shape: contactPaymentReferenceModel,
    required: [],
    requiredByRule: ["AccountID", "ContactID", "CRNNumber"],
  },
  answer: {
    status: 200,
    shape: actionResultVm,
    headers: [
      "Reference-Outcome",
      "Reference-Differing",
      "Reference-Near-Duplicates",
      "Location",
      "Preference-Applied",
    ],
  },
  failures: [],
  handle: async ({ context, deps }, { value }) => {
    const { CRN_SCHEME: scheme, REFERENCE_IDENTITY: identity } = deps.settings;
    const saved = await register(
      {
        references: savingOnce(context, context.get("stores").references),
        settings: { scheme, identity },
        stamp: context.get("stamp"),
      },
      {
        accountId: value.AccountID,
        contactId: value.ContactID,
        crn: value.CRNNumber,
        benefitGroupId: value.BenefitGroupID,
        statusId: value.StatusID,
        createId: value.CreateID,
        createSessionId: value.CreateSessionID,
      },
    );
    if (!saved.ok) return webApiInvalid(modelState(saved.error));
    const wanted = context.req.header("prefer") ?? "";
    const shown = prefersInFull(wanted) ? crnView(context) : null;
    return savedResult(saved.value, shown);
  },
});

/**
 * The answer is the contract's `{"Response":null}`; what came of it travels in headers, and in full when preferred, with
 * as much of the CRN as the key may see.
 */
function savedResult(
  { reference, outcome, nearDuplicates }: SaveVerdict,
  shown: CrnView | null,
): ActionResult {
  const headers: Record<string, string> = {
    Location: `/v1/payment-references/${reference.id}`,
    "Reference-Outcome": outcome.tag,
  };
  if (outcome.tag === "existing-different") {
    headers["Reference-Differing"] = outcome.differing.map((member) => DTO_MEMBERS[member]).join(", ");
  }
  if (nearDuplicates.length > 0) {
    headers["Reference-Near-Duplicates"] = nearDuplicates.slice(0, MAX_LISTED_IDS).join(", ");
  }
  if (shown !== null) headers["Preference-Applied"] = "return=representation";
  const response = shown === null ? null : stored(reference, outcome.tag, shown);
  return webApiResult(200, actionResultVm, { Response: response }, headers);
}

function stored(reference: PaymentReference, outcome: string, crnOf: CrnView): StoredPaymentReference {
  return {
    ContactPaymentReferencesID: reference.id,
    AccountID: reference.accountId,
    ContactID: reference.contactId,
    CRNNumber: crnOf(reference),
    BenefitGroupID: reference.benefitGroupId,
    StatusID: reference.statusId,
    CreateID: reference.createId,
    CreateSessionID: reference.createSessionId,
    CreateTS: reference.created.at,
    ModifyID: null,
    ModifySessionID: null,
    ModifyTS: null,
    InactiveID: null,
    InactiveSessionID: null,
    InactiveTS: isActive(reference) ? null : (reference.inactivated?.at ?? null),
    Outcome: outcome,
  };
}

function modelState(failures: readonly ReferenceFailure[]): ModelState {
  return Object.fromEntries(
    failures.map((failure) => {
      const member = DTO_MEMBERS[failure.member];
      return [`model.${member}`, [referenceSentence(failure, member)]];
    }),
  );
}
