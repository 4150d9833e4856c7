// What the document says of calls, as the app is handed it: made in this process, or read where it was made before.
import type { AnswerExamples } from "./answer-examples.ts";
import type { JsonSchema } from "./components.ts";
import type { FailureTag } from "./operation.ts";

/** An operation of the document, with its responses by status. */
export type PathOperation = {
  readonly operationId: string;
  readonly tags: readonly string[];
  responses: Record<string, unknown>;
};

/** JSON. Where an enumeration of the contracts belongs, a schema has its name as `enumTable`. */
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
