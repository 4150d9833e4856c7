// The contact extras contract: one call, everything in its query, always `{ "Code", "Result" }`.
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Failure } from "../../failures/failure.ts";
import { answerOf } from "../../failures/failure-answers.ts";
import type { AppEnv } from "../../request/context.ts";
import type { Dialect } from "../dialect.ts";
import { contractHeaders } from "../web-api/web-api-failure.ts";
import { contactExtraSave, mountContactExtras } from "./contact-extras.ts";

/** The envelope around a failure of ours: Code 2, and a status only where the contract has no word. */
function servicesFailure(context: Context<AppEnv>, failure: Failure): Response {
  const { status, detail } = answerOf(failure);
  return context.json({ Code: 2, Result: detail }, status as ContentfulStatusCode, contractHeaders(failure));
}

export const EXTRA_SAVE = "ContactExtraSave";

export const bigchange: Dialect = {
  prefix: "/v01",
  names: [EXTRA_SAVE],
  calls: [contactExtraSave],
  mount: mountContactExtras,
  fail: servicesFailure,
};
