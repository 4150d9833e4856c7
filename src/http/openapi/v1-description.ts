// What the document says of /v1, alike for every deployment: made of the schemas that the routes read and answer with.
// The Worker has it as a static asset (scripts/build-assets.ts): it is as much code as a tenth of the service.
import { V1_CALLS } from "../v1/calls.ts";
import recorded from "./answer-examples.json" with { type: "json" };
import type { AnswerExamples, Examples } from "./answer-examples.ts";
import { type JsonSchema, namedSchemas } from "./components.ts";
import { failuresOf } from "./failure-responses.ts";
import type { FailureTag } from "./operation.ts";
import { v1Operation } from "./v1-paths.ts";

/** An operation of the document, with its responses by status. */
export type PathOperation = { readonly operationId: string; responses: Record<string, unknown> };

/** JSON. Where a deployment's enumeration table belongs, a schema has its name as `enumTable`. */
export type V1Description = {
  /** By method and path, as in `POST /v1/payment-plans`. */
  readonly operations: Readonly<
    Record<string, PathOperation & { readonly parameters: readonly JsonSchema[] }>
  >;
  /** By their names in `#/components/schemas`. */
  readonly schemas: Readonly<Record<string, JsonSchema>>;
  /** What its calls can fail with. */
  readonly failures: readonly FailureTag[];
  /** What every call was answered with, also the contracts'. */
  readonly answers: AnswerExamples;
};

const EXAMPLES: Examples = recorded;

export function describeV1(): V1Description {
  const operations = V1_CALLS.map((call) => [call.call, v1Operation(call, EXAMPLES.rehearsal)] as const);
  return {
    operations: Object.fromEntries(operations),
    schemas: namedSchemas(),
    failures: [...new Set(V1_CALLS.flatMap(failuresOf))],
    answers: EXAMPLES.answers,
  };
}
