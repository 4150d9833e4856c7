// Writes a failure in the form of the dialect that was spoken to, which the path tells.
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { AppEnv } from "../request/context.ts";
import { type ActionResult, webApiError, webApiInvalid } from "../webapi/action-result.ts";
import type { Contract } from "../webapi/contract.ts";
import { writeResult } from "../webapi/write-result.ts";
import type { CommandMember } from "./answer.ts";
import { BEARER_OR_BASIC } from "./edge-answers.ts";
import type { Failure } from "./failure.ts";
import { answerOf } from "./failure-answers.ts";
import { problem } from "./problem.ts";

/** Where a field of a plan command stands in PaymentPlanDTO. */
const DTO_MEMBERS: Readonly<Record<CommandMember, string>> = {
  clientId: "ClientID",
  businessUnitId: "BUID",
  start: "StartDate",
  amount: "PaymentAmount",
  count: "Installments",
  recurrence: "Recurrence",
};

/** The original's own words for a caller without a key. */
const DENIED = "Authorization has been denied for this request.";

/** The contracts' clients may send the key as a Basic password (12-contact-extras.md, "Credentials"). */
const contractHeaders = (failure: Failure): Record<string, string> => ({
  ...answerOf(failure).headers,
  ...(failure.tag === "UNAUTHENTICATED" ? { "WWW-Authenticate": BEARER_OR_BASIC } : {}),
});

/**
 * A failure as a Web API answer: a wrong field or parameter is 400 with ModelState, everything else has the table's status and a
 * member `Code` with the stable code beside the message.
 */
export function webApiFailure(failure: Failure): ActionResult {
  if (failure.tag === "QUERY_UNKNOWN") {
    return webApiInvalid(Object.fromEntries(failure.fields.map((field) => [field.pointer, [field.detail]])));
  }
  const { status, detail, member } = answerOf(failure);
  const headers = contractHeaders(failure);
  if (member !== undefined) return webApiInvalid({ [`model.${DTO_MEMBERS[member]}`]: [detail] });
  const message = failure.tag === "UNAUTHENTICATED" ? DENIED : detail;
  return webApiError(status, message, { more: { Code: failure.tag }, headers });
}

/** The envelope of services.ashx around a failure of ours: Code 2, and a status only where the contract has no word. */
function servicesFailure(context: Context<AppEnv>, failure: Failure): Response {
  const { status, detail } = answerOf(failure);
  return context.json({ Code: 2, Result: detail }, status as ContentfulStatusCode, contractHeaders(failure));
}

export type Contracts = { readonly references: Contract; readonly plans: Contract };

/** Answers a failure outside a route's own code: no key, no scope, no database, no route, a bug. */
export function failureWriter(contracts: Contracts) {
  return async (context: Context<AppEnv>, failure: Failure): Promise<Response> => {
    const { path } = context.req;
    for (const contract of [contracts.references, contracts.plans]) {
      if (path === contract.prefix || path.startsWith(`${contract.prefix}/`)) {
        return writeResult(contract, context.req.raw, webApiFailure(failure));
      }
    }
    if (path === "/v01" || path.startsWith("/v01/")) return servicesFailure(context, failure);
    return problem(context, failure);
  };
}

export type FailureWriter = ReturnType<typeof failureWriter>;
