// What a call of /v1 takes and gives, as data: the document, the reference page, the tests and the client's types
// come from it. Each route group describes its own calls in a file beside it (src/http/v1/describe-*.ts).
import * as z from "zod/mini";
import type { Failure } from "../failures/failure.ts";
import type { Scope } from "../request/key/api-key.ts";
import type { ResponseHeader } from "./headers.ts";

export type FailureTag = Failure["tag"];

export type Answer = {
  readonly description: string;
  /** Of the body; of each line where the answer is lines. */
  readonly schema: z.ZodMiniType;
  /** One JSON object a line (application/x-ndjson). */
  readonly lines?: true;
  readonly headers?: readonly ResponseHeader[];
};

/** Values with which the call works on the demo data, as they are sent. */
export type Example = {
  readonly path?: Readonly<Record<string, number | string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
};

export type Operation = {
  readonly id: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** One of the few to begin with. */
  readonly start?: true;
  /** Null: no key is asked for. */
  readonly scope: Scope | null;
  /** The very schemas that the route reads with. */
  readonly query?: z.ZodMiniObject;
  readonly body?: z.ZodMiniType;
  /** The body may be left out. */
  readonly bodyOptional?: true;
  /** The body is lines; `body` is the schema of each. */
  readonly bodyLines?: true;
  readonly ifMatch?: "required" | "optional";
  /** A write: takes an Idempotency-Key. */
  readonly keyed?: true;
  readonly answers: { readonly [status: number]: Answer };
  /** What it can fail with beside what follows from its scope, query, body and headers. */
  readonly failures?: readonly FailureTag[];
  readonly example?: Example;
};

/** Marks an operation that the reference page begins with. */
export const START = { "x-start": true } as const;

/** By method and path, as in `POST /v1/payment-plans`; path parameters in braces. */
export type Operations = {
  readonly [call: `${"GET" | "POST" | "PUT" | "PATCH" | "DELETE"} /${string}`]: Operation;
};

/** Schemas that have a name in the document, whoever made them. */
export const NAMED = z.registry<{ readonly id: string }>();

/** Gives a schema its name in `#/components/schemas`. */
export function named<T extends z.ZodMiniType>(id: string, schema: T): T {
  NAMED.add(schema, { id });
  return schema;
}
