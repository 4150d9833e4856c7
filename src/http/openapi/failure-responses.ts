// The answers that a call of /v1 can fail with, one response for each status, from the table of failures.

import type { Failure } from "../failures/failure.ts";
import { answerOf } from "../failures/failure-answers.ts";
import { problemBody } from "../failures/problem.ts";
import type { AnyCall } from "../v1/call/declaration.ts";
import { bodyOf } from "../v1/call/mount-call.ts";
import { failureSample, samplesOf } from "./failure-samples.ts";
import { headerRefs, type ResponseHeader } from "./headers.ts";
import type { FailureTag } from "./operation.ts";

const SAMPLE_REQUEST = "0f8fad5b-d9cb-469f-a165-70867728950e";

/** What can happen to every request that needs a key. */
export const KEYED: readonly FailureTag[] = [
  "UNAUTHENTICATED",
  "SCOPE_MISSING",
  "TENANT_UNKNOWN",
  "TENANT_BLOCKED",
  "OUT_OF_REACH",
  "CROSS_SITE_WRITE",
  "URL_TOO_LONG",
  "RATE_LIMITED",
  "INTERNAL_ERROR",
  "DATA_TOO_LARGE",
  "NOT_CONFIGURED",
  "DATABASE_UNAVAILABLE",
];
/** What reading a JSON body can fail with; also of a call that takes no members, when it is sent some. */
const BODY: readonly FailureTag[] = [
  "MEDIA_TYPE_UNSUPPORTED",
  "BODY_TOO_LARGE",
  "BODY_MALFORMED",
  "FIELDS_INVALID",
];
const LINES: readonly FailureTag[] = ["MEDIA_TYPE_UNSUPPORTED", "FIELDS_INVALID"];
/** What can be wrong with the Idempotency-Key of a write. */
export const IDEMPOTENT: readonly FailureTag[] = [
  "IDEMPOTENCY_KEY_INVALID",
  "IDEMPOTENCY_KEY_REUSED",
  "IDEMPOTENCY_ANSWER_LOST",
];

/** Every failure of a call of /v1: what follows from what it takes, and its own. */
export function failuresOf(call: AnyCall): readonly FailureTag[] {
  const { scope, lines, query, ifMatch, write, failures = [] } = call.facts;
  return [
    ...new Set([
      ...KEYED.filter((tag) => tag !== "SCOPE_MISSING" || scope !== "any key"),
      ...(["NOT_ACCEPTABLE", "QUERY_UNKNOWN"] as const),
      ...(call.call.includes("{") ? (["ROUTE_NOT_FOUND"] as const) : []),
      ...(lines !== undefined ? LINES : bodyOf(call) === null ? [] : BODY),
      ...(query === undefined ? [] : (["FIELDS_INVALID"] as const)),
      ...(ifMatch === "required" ? (["IF_MATCH_MISSING"] as const) : []),
      ...(ifMatch === undefined ? [] : (["VERSION_STALE"] as const)),
      ...(write === undefined ? [] : IDEMPOTENT),
      ...failures,
    ]),
  ];
}

const exampleOf = (failure: Failure) => {
  const value = problemBody(failure, SAMPLE_REQUEST);
  return { summary: value.title, value };
};

/** `#/components/examples`: every failure as a problem. */
export const problemExamples = (tags: readonly FailureTag[]) =>
  Object.fromEntries(
    [false, true].flatMap((keyed) =>
      tags.flatMap((tag) => samplesOf(tag, keyed)).map(([name, failure]) => [name, exampleOf(failure)]),
    ),
  );

/** The tags by the status of their answers. */
export const byStatus = (tags: readonly FailureTag[]) =>
  Map.groupBy(tags, (tag) => answerOf(failureSample(tag)).status);

/** The headers that the failures add, each name once. */
export function failureHeaders(tags: readonly FailureTag[]) {
  const names = tags.flatMap((tag) => Object.keys(answerOf(failureSample(tag)).headers ?? {}));
  return headerRefs([...new Set(names)] as ResponseHeader[]);
}

/** "A field is not valid: AMOUNT_TOO_LARGE, COUNT_OUT_OF_RANGE" */
function describe(tags: readonly FailureTag[]): string {
  const byTitle = Map.groupBy(tags, (tag) => answerOf(failureSample(tag)).title);
  return [...byTitle].map(([title, codes]) => `${title}: ${codes.join(", ")}`).join(". ");
}

/** Responses by status, each naming the codes it can carry. */
export function failureResponses(tags: readonly FailureTag[]) {
  const keyed = tags.includes("IDEMPOTENCY_KEY_INVALID");
  return Object.fromEntries(
    [...byStatus(tags)].map(([status, those]) => [
      status,
      {
        description: describe(those),
        headers: failureHeaders(those),
        content: {
          "application/problem+json": {
            schema: {
              allOf: [{ $ref: "#/components/schemas/Problem" }],
              properties: { status: { const: status }, code: { enum: those } },
            },
            examples: Object.fromEntries(
              those
                .flatMap((tag) => samplesOf(tag, keyed))
                .map(([name]) => [name, { $ref: `#/components/examples/${name}` }]),
            ),
          },
        },
      },
    ]),
  );
}
