// What each call of /v1 takes and gives, as types: read off the descriptions that the OpenAPI document is made of, so
// a client cannot differ from the service. Types only; nothing of this is there at run time.
import type * as z from "zod/mini";
import type { Failure } from "../http/failures/failure.ts";
import type { describeContacts } from "../http/v1/contacts/describe-contacts.ts";
import type { describeEvents } from "../http/v1/events/describe-events.ts";
import type { describePlans } from "../http/v1/plans/describe-plans.ts";
import type { describeReferences } from "../http/v1/references/describe-references.ts";
import type { describeRehearsals } from "../http/v1/rehearsals/describe-rehearsals.ts";
import type { describeSchedules } from "../http/v1/schedules/describe-schedules.ts";

type Calls = ReturnType<typeof describePlans> &
  ReturnType<typeof describeRehearsals> &
  ReturnType<typeof describeSchedules> &
  ReturnType<typeof describeContacts> &
  ReturnType<typeof describeReferences> &
  ReturnType<typeof describeEvents>;

/** A call by method and path, as in `GET /v1/payment-plans/{id}`. */
export type Call = keyof Calls & string;

/** The stable codes of problems. */
export type Code = Failure["tag"];

/** Values as JSON has them: the service's own brands of text are text. */
type Plain<T> = T extends string
  ? T extends { readonly __brand: unknown }
    ? string
    : T
  : T extends readonly (infer Item)[]
    ? readonly Plain<Item>[]
    : T extends object
      ? { readonly [K in keyof T]: Plain<T[K]> }
      : T;

type PathNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PathNames<Rest>
  : never;

type WithPath<C extends Call> = [PathNames<C>] extends [never]
  ? unknown
  : { readonly path: { readonly [Name in PathNames<C>]: number | string } };

type WithQuery<O> = O extends { readonly query: infer Q extends z.ZodMiniType }
  ? { readonly query?: { readonly [K in keyof z.input<Q>]?: Plain<z.input<Q>[K]> | number | boolean } }
  : unknown;

type WithBody<O> = O extends { readonly bodyLines: true }
  ? { readonly body: string | ReadableStream<Uint8Array> }
  : O extends { readonly bodyOptional: true; readonly body: infer B extends z.ZodMiniType }
    ? { readonly body?: Plain<z.input<B>> }
    : O extends { readonly body: infer B extends z.ZodMiniType }
      ? { readonly body: Plain<z.input<B>> }
      : unknown;

type WithVersion<O> = O extends { readonly ifMatch: "required" }
  ? { readonly ifMatch: string }
  : O extends { readonly ifMatch: "optional" }
    ? { readonly ifMatch?: string }
    : unknown;

type WithKey<O> = O extends { readonly keyed: true } ? { readonly idempotencyKey?: string } : unknown;

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

type DataOf<A> = A extends { readonly lines: true; readonly schema: infer S extends z.ZodMiniType }
  ? AsyncGenerator<Plain<z.output<S>>, void, undefined>
  : A extends { readonly schema: infer S extends z.ZodMiniType }
    ? Plain<z.output<S>>
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
