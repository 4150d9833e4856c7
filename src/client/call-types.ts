// What each call of /v1 takes and gives, as types: read off the declarations that the service itself is made of, so
// a client cannot differ from the service. Types only; nothing of this is there at run time.
import type * as z from "zod/mini";
import type { Failure } from "../http/failures/failure.ts";
import type { AnswerName, AnswerSchemas } from "../http/v1/answer-schemas.ts";
import type { Plain } from "../http/v1/call/plain.ts";
import type { V1Call } from "../http/v1/calls.ts";

/** Each call's facts by its name. */
type Calls = { readonly [C in V1Call as C["call"]]: C["facts"] };

/** A call by method and path, as in `GET /v1/payment-plans/{id}`. */
export type Call = keyof Calls & string;

/** The stable codes of problems. */
export type Code = Failure["tag"];

type PathNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PathNames<Rest>
  : never;

type WithPath<C extends Call> = [PathNames<C>] extends [never]
  ? unknown
  : { readonly path: { readonly [Name in PathNames<C>]: number | string } };

type WithQuery<O> = O extends { readonly query: (...given: never[]) => infer Q extends z.ZodMiniType }
  ? { readonly query?: { readonly [K in keyof z.input<Q>]?: Plain<z.input<Q>[K]> | number | boolean } }
  : unknown;

type WithBody<O> = O extends { readonly lines: AnswerName }
  ? { readonly body: string | ReadableStream<Uint8Array> }
  : O extends { readonly body: { readonly schema: (...given: never[]) => infer B extends z.ZodMiniType } }
    ? O["body"] extends { readonly optional: true }
      ? { readonly body?: Plain<z.input<B>> }
      : { readonly body: Plain<z.input<B>> }
    : unknown;

type WithVersion<O> = O extends { readonly ifMatch: "required" }
  ? { readonly ifMatch: string }
  : O extends { readonly ifMatch: "optional" }
    ? { readonly ifMatch?: string }
    : unknown;

type WithKey<O> = O extends { readonly write: object } ? { readonly idempotencyKey?: string } : unknown;

/** What any call may be given. */
type Common = { readonly signal?: AbortSignal; readonly requestId?: string };

/** `ifMatch` is an ETag as it was answered, or `*`. */
export type Options<C extends Call> = WithPath<C> &
  WithQuery<Calls[C]> &
  WithBody<Calls[C]> &
  WithVersion<Calls[C]> &
  WithKey<Calls[C]> &
  Common;

type Answers<C extends Call> = Calls[C]["answers"][keyof Calls[C]["answers"]];

type DataOf<A> = A extends { readonly schema: infer S extends AnswerName }
  ? A extends { readonly lines: true }
    ? AsyncGenerator<Plain<z.output<AnswerSchemas[S]>>, void, undefined>
    : Plain<z.output<AnswerSchemas[S]>>
  : never;

export type Answer<C extends Call> = {
  readonly status: number;
  /** The body; of answers in lines, a generator over them. */
  readonly data: DataOf<Answers<C>>;
  /** The version, to send back as `ifMatch`. */
  readonly etag: string | null;
  readonly location: string | null;
  readonly requestId: string | null;
  /** The Idempotency-Key was used before: this is what the first request was, or would have been, answered with. */
  readonly replayed: boolean;
};
