// Failures as RFC 9457 problems: the form of /v1 and of everything that is no partner contract.
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { AppEnv } from "../request/context.ts";
import type { Failure, FieldError } from "./failure.ts";
import { answerOf } from "./failure-answers.ts";
import { listed } from "./field-errors.ts";

export type Problem = {
  readonly type: "about:blank";
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** Stable: clients may branch on it. */
  readonly code: Failure["tag"];
  readonly requestId: string;
  readonly errors?: readonly FieldError[];
};

/** Where a field of a plan command stands in the bodies of /v1. */
const POINTERS = {
  clientId: "/clientId",
  businessUnitId: "/businessUnitId",
  start: "/start",
  amount: "/amount",
  count: "/count",
  recurrence: "/recurrence",
} as const;

/** The body that a failure has on /v1. */
export function problemBody(failure: Failure, requestId: string): Problem {
  const { status, title, detail, member, ...answer } = answerOf(failure);
  const pointer = member === undefined ? answer.pointer : POINTERS[member];
  const errors =
    failure.tag === "FIELDS_INVALID" || failure.tag === "QUERY_UNKNOWN"
      ? listed(failure.fields)
      : pointer === undefined
        ? undefined
        : [{ pointer, detail }];
  return {
    type: "about:blank",
    title,
    status,
    detail,
    code: failure.tag,
    requestId,
    ...(errors === undefined ? {} : { errors }),
  };
}

export function problem(context: Context<AppEnv>, failure: Failure): Response {
  const { status, headers } = answerOf(failure);
  const body = problemBody(failure, context.get("requestId"));
  return context.body(JSON.stringify(body), status as ContentfulStatusCode, {
    ...headers,
    "Content-Type": "application/problem+json",
  });
}
