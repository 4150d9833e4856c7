// The payment plans contract and its sibling calls, described beside their actions.
import type { FailureTag } from "../../openapi/operation.ts";
import type { Contract } from "../../webapi/contract.ts";
import { paymentInstallmentDto, paymentPlanDto } from "../../webapi/dtos.ts";
import { CALL_OPTIONS } from "../call-options.ts";
import { type ContractCall, type ContractParameter, IDEMPOTENCY_KEY } from "../contract-call.ts";
import { sampleDto } from "../sample-dto.ts";
import { REQUIRED_MEMBERS } from "./payment-plan-dto.ts";

const PRINTED = "2024-12-04T08:13:04.2616174+00:00";
const TAG = "Contract: payment plans";

const GUARDED = "Name and word in any case; a name that is nearly this one, or another word, is 400.";

const VALIDATE_ONLY: ContractParameter = {
  name: "validateOnly",
  in: "query",
  type: "boolean",
  description: `true answers the same and writes nothing; the key needs plans:read as well. ${GUARDED}`,
  words: CALL_OPTIONS.validateOnly,
};
const ARREARS: ContractParameter = {
  name: "arrears",
  in: "query",
  type: "string",
  description: `What becomes of past-due unpaid instalments; the service's setting when left out. ${GUARDED}`,
  words: CALL_OPTIONS.arrears,
};
const IF_MATCH: ContractParameter = {
  name: "If-Match",
  in: "header",
  type: "string",
  description: "Changes the plan only if this is its version: the ETag of an earlier answer.",
};
const ID: ContractParameter = {
  name: "id",
  in: "path",
  type: "integer",
  description: "The PaymentPlanID.",
  information: "Required",
  example: "1",
};

const query = (
  name: string,
  type: string,
  description: string,
  rest: Partial<ContractParameter> = {},
): ContractParameter => ({ name, in: "query", type, description, ...rest });

const INSTALLMENT_PARAMETERS: readonly ContractParameter[] = [
  query("PaymentPlanIDs", "string", "Up to 1000 plan ids with commas between.", { example: "1" }),
  query("ClientID", "integer", "Whose instalments; it or PaymentPlanIDs must be given."),
  query("FromDate", "date", "Due on or after this day."),
  query("ToDate", "date", "Due on or before this day."),
  query("Paid", "boolean", "Whether the instalment holds what it asks for.", { words: ["true", "false"] }),
  query("InPaymentBatch", "boolean", "Whether it is in a payment batch.", { words: ["true", "false"] }),
  query("Page", "integer", "From 1, the default.", { example: "1" }),
  query("PageSize", "integer", "1 to 1000; 100 when left out."),
];

const TERMS: readonly FailureTag[] = [
  "AMOUNT_NOT_POSITIVE",
  "AMOUNT_TOO_PRECISE",
  "AMOUNT_TOO_LARGE",
  "COUNT_OUT_OF_RANGE",
  "DATE_OUT_OF_RANGE",
  "RECURRENCE_UNKNOWN",
];
const CHANGE: readonly FailureTag[] = [
  ...TERMS,
  "PLAN_NOT_FOUND",
  "VERSION_STALE",
  "VERSION_CONFLICT",
  "PLAN_OWNER_DIFFERS",
  "CLOSE_AND_CHANGE",
  "INSTALMENTS_BELOW_LOCKED",
  "START_NOT_AFTER_LOCKED",
];
const RECALCULATE =
  "Locked instalments (paid, part-paid, in a payment batch) and every date up to the last of them stay; every other instalment takes the new amount. StartDate and PaymentAmount are echoed as sent; the audit members are the server's. The answer is the plan, its version the ETag.";

export function describePlanContract(contract: Contract): readonly ContractCall[] {
  const sample = sampleDto(paymentPlanDto, PRINTED, contract.enums);
  const plan = { status: 200, shape: paymentPlanDto, sample, headers: ["ETag", "Link"] } as const;
  const bodyWith = (required: readonly string[]) => ({ shape: paymentPlanDto, sample, required });
  const common = { contract, tag: TAG };
  return [
    {
      ...common,
      id: "UpdatePaymentPlanAndRecalculate",
      method: "POST",
      path: "/Billings/PaymentPlan/UpdatePaymentPlanAndRecalculate",
      summary: "Change a plan's terms and rebuild its instalments",
      description: RECALCULATE,
      published: true,
      scope: "plans:write",
      parameters: [VALIDATE_ONLY, ARREARS, IF_MATCH, IDEMPOTENCY_KEY],
      body: bodyWith(["PaymentPlanID", ...REQUIRED_MEMBERS]),
      answer: plan,
      failures: CHANGE,
    },
    {
      ...common,
      id: "CreatePaymentPlanContract",
      method: "POST",
      path: "/Billings/PaymentPlan",
      summary: "Make a plan in the contract's dialect",
      description:
        "PaymentPlanID is the server's to give. With validateOnly=true: 200, and nothing is written.",
      published: false,
      scope: "plans:write",
      parameters: [VALIDATE_ONLY, IDEMPOTENCY_KEY],
      body: bodyWith(["ClientID", "BUID", ...REQUIRED_MEMBERS]),
      answer: { ...plan, status: 201, headers: ["ETag", "Link", "Location"] },
      failures: [...TERMS, "OWNER_MISSING", "OWNER_OUT_OF_REACH"],
    },
    {
      ...common,
      id: "GetPaymentPlanContract",
      method: "GET",
      path: "/Billings/PaymentPlan/{id}",
      summary: "Read a plan in the contract's dialect",
      description: "Its instalments are at the Link.",
      published: false,
      scope: "plans:read",
      parameters: [ID],
      answer: plan,
      failures: ["PLAN_NOT_FOUND"],
    },
    {
      ...common,
      id: "PutPaymentPlanContract",
      method: "PUT",
      path: "/Billings/PaymentPlan/{id}",
      summary: "The same as UpdatePaymentPlanAndRecalculate, by id",
      description: RECALCULATE,
      published: false,
      scope: "plans:write",
      parameters: [ID, VALIDATE_ONLY, ARREARS, IF_MATCH, IDEMPOTENCY_KEY],
      body: bodyWith(REQUIRED_MEMBERS),
      answer: plan,
      failures: CHANGE,
    },
    {
      ...common,
      id: "GetPaymentInstallments",
      method: "GET",
      path: "/Billings/PaymentInstallments",
      summary: "The instalments of named plans or of a client",
      description: 'Filtered, page by page. Link has rel="next" while there are more.',
      published: false,
      scope: "plans:read",
      parameters: INSTALLMENT_PARAMETERS,
      answer: {
        status: 200,
        shape: paymentInstallmentDto,
        list: true,
        sample: sampleDto(paymentInstallmentDto, PRINTED, contract.enums),
        headers: ["X-Total-Count", "Link"],
      },
      failures: [],
    },
  ];
}
