// A failure in the form of a Web API contract.
import type { CommandMember } from "../../failures/answer.ts";
import { BEARER_OR_BASIC } from "../../failures/edge-answers.ts";
import type { Failure } from "../../failures/failure.ts";
import { answerOf } from "../../failures/failure-answers.ts";
import { type ActionResult, webApiError, webApiInvalid } from "../../webapi/action-result.ts";

/** The original's own words for a caller without a key. */
const DENIED = "Authorization has been denied for this request.";

/** The contracts' clients may send the key as a Basic password (docs/contact-extras.md, "Credentials"). */
export const contractHeaders = (failure: Failure): Record<string, string> => ({
  ...answerOf(failure).headers,
  ...(failure.tag === "UNAUTHENTICATED" ? { "WWW-Authenticate": BEARER_OR_BASIC } : {}),
});

/**
 * A failure as a Web API answer: a wrong field or parameter is 400 with ModelState, everything else has the table's
 * status and a member `Code` with the stable code beside the message. `members`: what the contract's body calls the
 * fields of a plan command; without one a wrong field is answered like everything else.
 */
export function webApiFailure(
  failure: Failure,
  members: Readonly<Partial<Record<CommandMember, string>>> = {},
): ActionResult {
  if (failure.tag === "QUERY_UNKNOWN") {
    return webApiInvalid(Object.fromEntries(failure.fields.map((field) => [field.pointer, [field.detail]])));
  }
  const { status, detail, member } = answerOf(failure);
  const named = member === undefined ? undefined : members[member];
  if (named !== undefined) return webApiInvalid({ [`model.${named}`]: [detail] });
  const message = failure.tag === "UNAUTHENTICATED" ? DENIED : detail;
  return webApiError(status, message, { more: { Code: failure.tag }, headers: contractHeaders(failure) });
}
