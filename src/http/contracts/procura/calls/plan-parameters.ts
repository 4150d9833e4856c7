// What the plan calls of the contract take beside the DTO, and what a change of terms can fail with.
import type { FailureTag } from "../../../openapi/operation.ts";
import type { ContractParameter } from "../../web-api/contract-parameter.ts";
import { CALL_OPTIONS } from "../../web-api/query/call-options.ts";

const GUARDED = "Name and word in any case; a name that is nearly this one, or another word, is 400.";

export const VALIDATE_ONLY: ContractParameter = {
  name: "validateOnly",
  in: "query",
  type: "boolean",
  description: `true answers the same and writes nothing; the key needs plans:read as well. ${GUARDED}`,
  words: CALL_OPTIONS.validateOnly,
};

export const ARREARS: ContractParameter = {
  name: "arrears",
  in: "query",
  type: "string",
  description: `What becomes of past-due unpaid instalments; the service's setting when left out. ${GUARDED}`,
  words: CALL_OPTIONS.arrears,
};

export const IF_MATCH: ContractParameter = {
  name: "If-Match",
  in: "header",
  type: "string",
  description: "Changes the plan only if this is its version: the ETag of an earlier answer.",
};

export const ID: ContractParameter = {
  name: "id",
  in: "path",
  type: "integer",
  description: "The PaymentPlanID.",
  information: "Required",
  example: "1",
};

export const TERMS_FAILURES: readonly FailureTag[] = [
  "AMOUNT_NOT_POSITIVE",
  "AMOUNT_TOO_PRECISE",
  "AMOUNT_TOO_LARGE",
  "COUNT_OUT_OF_RANGE",
  "DATE_OUT_OF_RANGE",
  "RECURRENCE_UNKNOWN",
];
