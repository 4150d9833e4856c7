// What the probe actions of the encode cases return, named as in their paths.

import { actionResultVm, contactPaymentReferenceModel } from "../../src/http/contracts/debtrak/dtos.ts";
import { type PaymentPlanDto, paymentPlanDto } from "../../src/http/contracts/procura/dtos.ts";
import {
  type ActionResult,
  webApiError,
  webApiInvalid,
  webApiResult,
} from "../../src/http/webapi/action-result.ts";

import { webApiEmpty } from "./empty-result.ts";

const referenceInstant = "2026-01-15T08:38:50.0837976+00:00";
const planInstant = "2024-12-04T08:13:04.2616174+00:00";

export const fullReference = {
  ContactPaymentReferencesID: 1,
  AccountID: 1,
  ContactID: 1,
  CRNNumber: "sample string 1",
  BenefitGroupID: 1,
  StatusID: 1,
  CreateID: 1,
  CreateSessionID: 1,
  CreateTS: referenceInstant,
  ModifyID: 1,
  ModifySessionID: 1,
  ModifyTS: referenceInstant,
  InactiveID: 1,
  InactiveSessionID: 1,
  InactiveTS: referenceInstant,
};

const emptyReference = {
  ContactPaymentReferencesID: null,
  AccountID: null,
  ContactID: null,
  CRNNumber: null,
  BenefitGroupID: null,
  StatusID: null,
  CreateID: null,
  CreateSessionID: null,
  CreateTS: null,
  ModifyID: null,
  ModifySessionID: null,
  ModifyTS: null,
  InactiveID: null,
  InactiveSessionID: null,
  InactiveTS: null,
};

export const fullPlan: PaymentPlanDto = {
  PaymentPlanID: 1,
  ClientID: 2,
  BUID: 3,
  StartDate: planInstant,
  PaymentAmount: "5",
  Installments: 6,
  Recurrence: "Weekly",
  PaymentMethod: "Cash",
  RecordState: "Active",
  Created: { DateUtc: planInstant, UserName: "sample string 2" },
  LastUpdated: { DateUtc: planInstant, UserName: "sample string 2" },
};

const emptyPlan: PaymentPlanDto = {
  PaymentPlanID: 0,
  ClientID: 0,
  BUID: 0,
  StartDate: "0001-01-01T00:00:00",
  PaymentAmount: "0",
  Installments: 0,
  Recurrence: null,
  PaymentMethod: null,
  RecordState: null,
  Created: null,
  LastUpdated: null,
};

const maxPlan: PaymentPlanDto = {
  ...fullPlan,
  PaymentPlanID: -2147483648,
  ClientID: 2147483647,
  StartDate: "9999-12-31T23:59:59.9999999",
  PaymentAmount: "79228162514264337593543950335",
};

const plan510: PaymentPlanDto = {
  ...fullPlan,
  StartDate: "2024-12-04T00:00:00",
  PaymentAmount: "5.10",
  Recurrence: "Fortnightly",
  Created: { DateUtc: "2024-12-04T13:05:09Z", UserName: `O'Brien <x> & "y"` },
  LastUpdated: null,
};

const plan = (value: PaymentPlanDto | null): ActionResult => webApiResult(200, paymentPlanDto, value);

export const probes: Readonly<Record<string, () => ActionResult>> = {
  "art-null": () => webApiResult(200, actionResultVm, { Response: null }),
  "null-art": () => webApiResult(200, actionResultVm, null),
  "cpr-full": () => webApiResult(200, contactPaymentReferenceModel, fullReference),
  "cpr-nulls": () => webApiResult(200, contactPaymentReferenceModel, emptyReference),
  "plan-full": () => plan(fullPlan),
  "plan-nulls": () => plan(emptyPlan),
  "plan-max": () => plan(maxPlan),
  "plan-510": () => plan(plan510),
  "null-plan": () => plan(null),
  "ok-empty": () => webApiEmpty(200),
  "no-content": () => webApiEmpty(204),
  "bad-request-empty": () => webApiEmpty(400),
  "bad-request-msg": () => webApiError(400, 'No plan <1> & "2".'),
  "modelstate-msg": () =>
    webApiInvalid({
      "model.AccountID": ["The AccountID field is required.", 'Second <error> & "more".'],
      "model.CRNNumber": ["Bad."],
    }),
  "modelstate-exc": () => webApiInvalid({ "model.AccountID": ["An error has occurred."] }),
  "not-found-empty": () => webApiEmpty(404),
  "not-found-msg": () => webApiError(404, "Not found."),
  conflict: () => webApiEmpty(409),
  unauthorized: () => webApiEmpty(401),
  "unauthorized-msg": () => webApiError(401, "Authorization has been denied for this request."),
  "internal-empty": () => webApiEmpty(500),
  "internal-exc": () => webApiError(500, "An error has occurred."),
  throw: () => {
    throw new Error("secret text");
  },
};
