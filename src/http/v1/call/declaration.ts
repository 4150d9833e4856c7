// A call of /v1 as one value: what it takes, gives, may fail with, and does. The route, its checks, the document, the
// reference page, the client's types and the tests are all made of this; there is no second list of anything in it.
import type { Context } from "hono";
import type * as z from "zod/mini";
import type { Stores } from "../../../domain/ports/stores.ts";
import type { Result } from "../../../domain/values/result.ts";
import type { Stamp } from "../../../domain/values/stamp.ts";
import type { Asked, Method, Write } from "../../call/declared.ts";
import type { Failure } from "../../failures/failure.ts";
import type { ResponseHeader } from "../../openapi/headers.ts";
import type { FailureTag } from "../../openapi/operation.ts";
import type { AppEnv, Deps } from "../../request/context.ts";
import type { IfMatch } from "../../request/if-match.ts";
import type { PlanEnumTables } from "../../settings/enum-tables.ts";
import type { AnswerName, AnswerSchemas } from "../answer-schemas.ts";
import type { PathOf } from "./path-parameters.ts";
import type { Plain } from "./plain.ts";
import type { Written } from "./written.ts";

/** Method and path, parameters in braces. */
export type CallName = `${Method} /v1/${string}`;

/** A schema made at its first use; of a deployment's enumeration tables where it has names of them. */
export type SchemaFor<S> = (enums: PlanEnumTables) => S;

/** A JSON body, and its name in the document. Every member that its schema does not know is refused. */
export type Body = {
  readonly name: string;
  readonly schema: SchemaFor<z.ZodMiniType>;
  /** It may be left out: then it is read as an object without members. */
  readonly optional?: true;
};

export type DeclaredAnswer = {
  readonly description: string;
  /** Of the body; of each line where the answer is lines. */
  readonly schema: AnswerName;
  /** One JSON object a line (application/x-ndjson). */
  readonly lines?: true;
  /** Other media types that it can have, each with what it then is. */
  readonly also?: Readonly<Record<string, string>>;
  readonly headers?: readonly ResponseHeader[];
};

/** Values with which the call works on the demo data, as they are sent. */
export type Example = {
  readonly path?: Readonly<Record<string, number | string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
};

export type Facts = {
  /** The operation's id. */
  readonly id: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** One of the few to begin with. */
  readonly start?: true;
  readonly scope: Asked;
  readonly query?: SchemaFor<z.ZodMiniObject>;
  readonly body?: Body;
  /** The body is lines, each of this schema; the call reads them itself. */
  readonly lines?: AnswerName;
  readonly ifMatch?: "required" | "optional";
  readonly write?: Write;
  readonly answers: { readonly [status: number]: DeclaredAnswer };
  /** What it can fail with beside what follows from its scope, path, query, body and headers. */
  readonly failures?: readonly FailureTag[];
  readonly example?: Example;
  /** Why it may take more than one read trip and one write trip, where it does. */
  readonly moreTrips?: string;
};

type QueryOf<F> = F extends { readonly query: SchemaFor<infer Q extends z.ZodMiniObject> }
  ? z.output<Q>
  : Record<never, never>;

type BodyOf<F> = F extends { readonly body: { readonly schema: SchemaFor<infer B extends z.ZodMiniType> } }
  ? z.output<B>
  : undefined;

/** What a handler is given of the request: read, checked, typed. */
export type Input<C extends CallName, F extends Facts> = {
  readonly path: PathOf<C>;
  readonly query: QueryOf<F>;
  readonly body: BodyOf<F>;
  readonly ifMatch: F extends { readonly ifMatch: "required" } ? Exclude<IfMatch, "absent"> : IfMatch;
};

/** The request around it: who asks, when, and what there is to work on. */
export type CallRequest = {
  readonly deps: Deps;
  readonly context: Context<AppEnv>;
  readonly stores: Stores;
  readonly stamp: Stamp;
};

type HeadersOf<A extends DeclaredAnswer> = A extends { readonly headers: readonly (infer H)[] }
  ? { readonly headers: { readonly [Name in H & ResponseHeader]?: string } }
  : { readonly headers?: undefined };

type AnswerBody<A extends DeclaredAnswer> = Plain<z.output<AnswerSchemas[A["schema"]]>>;

/** A status that the call declares, with its body (as a value, or as it was written) and its headers. */
export type Reply<F extends Facts> = {
  [S in keyof F["answers"] & number]: {
    readonly status: S;
    readonly body: AnswerBody<F["answers"][S]> | Written<AnswerBody<F["answers"][S]>>;
  } & HeadersOf<F["answers"][S]>;
}[keyof F["answers"] & number];

export type Handle<C extends CallName, F extends Facts> = (
  input: Input<C, F>,
  request: CallRequest,
) => Promise<Result<Reply<F>, Failure>>;

export type Call<C extends CallName = CallName, F extends Facts = Facts> = {
  readonly call: C;
  readonly facts: F;
  readonly handle: Handle<C, F>;
};

/** Any call, as what walks over all of them sees it. */
export type AnyCall = {
  readonly call: CallName;
  readonly facts: Facts;
  readonly handle: (input: never, request: CallRequest) => Promise<Result<AnyReply, Failure>>;
};

export type AnyReply = {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
};

/** Declares a call; `handle` gets what the facts say that it takes, and can answer only what they say that it gives. */
export const declare = <const C extends CallName, const F extends Facts>(
  call: C,
  facts: F,
  handle: Handle<C, F>,
): Call<C, F> => ({ call, facts, handle });
