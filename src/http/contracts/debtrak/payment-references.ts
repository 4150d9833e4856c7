// The payment references contract: save a CRN for a contact if it is not there (contract page, 11-payment-references.md).
import { isActive, type PaymentReference } from "../../../domain/references/payment-reference.ts";
import { saveReference } from "../../../domain/references/register-reference.ts";
import type {
  ReferenceFailure,
  ReferenceSettings,
  SaveVerdict,
} from "../../../domain/references/save-reference.ts";
import { referenceSentence } from "../../failures/member-sentences.ts";
import type { AppEnv } from "../../request/context.ts";
import { savingOnce } from "../../request/repeats/recall-reference.ts";
import { type CrnView, crnView } from "../../v1/references/crn-view.ts";
import {
  type ActionResult,
  type ModelState,
  webApiInvalid,
  webApiResult,
} from "../../webapi/action-result.ts";
import { MAX_LISTED_IDS } from "../../webapi/bounded.ts";
import {
  actionResultVm,
  contactPaymentReferenceModel,
  type StoredPaymentReference,
} from "../../webapi/dtos.ts";
import { type WebApiAction, webApiAction } from "../../webapi/mount.ts";
import { secured } from "../secured.ts";

const DTO_MEMBERS = {
  accountId: "AccountID",
  contactId: "ContactID",
  crn: "CRNNumber",
  benefitGroupId: "BenefitGroupID",
  statusId: "StatusID",
} as const;

/** The preference for the stored reference among others, as RFC 7240 writes it. */
const IN_FULL = /(?:^|,)\s*return\s*=\s*(?:representation|"representation")\s*(?:[;,]|$)/i;

export function paymentReferenceActions(settings: ReferenceSettings): readonly WebApiAction<AppEnv>[] {
  return [
    secured(
      "references:write",
      webApiAction({
        methods: ["POST"],
        path: "/api/ContactPaymentReferenceDebtor/SaveContactPaymentReferenceIfNotExists",
        body: contactPaymentReferenceModel,
        handle: async (context, { value }) => {
          const references = savingOnce(context, context.get("stores").references);
          const saved = await saveReference(
            { references, settings, stamp: context.get("stamp") },
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
          const shown = IN_FULL.test(wanted) ? crnView(context) : null;
          return savedResult(saved.value, shown);
        },
      }),
    ),
  ];
}

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
