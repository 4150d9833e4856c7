// What every call says of itself, whatever its dialect: everything that happens around a request is read off this.
import type { Subject } from "../../domain/events/recorded-event.ts";
import type { Scope } from "../request/key/api-key.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** How a call takes its query. */
export type QueryRule =
  /** /v1: these names, to the letter, each at most once. A call that takes no query has none. */
  | { readonly kind: "strict"; readonly names: () => readonly string[] }
  /**
   * The Web API contracts: unknown names are ignored, but the options of `CALL_OPTIONS` and what is nearly one count.
   * `previews`: the call can answer without writing; one that cannot refuses to be asked to.
   */
  | { readonly kind: "contract"; readonly previews: boolean }
  /** The query is the call's own affair. */
  | { readonly kind: "own" };

/**
 * What sending a write again comes to where it has no Idempotency-Key. `acts once`: by its nature; `because` says why.
 * `at a version`: safe where If-Match names versions, and by nature where it is left out and `absent` says why; else
 * `risk` says what comes of sending it again, and `look` where to see whether it happened. `acts again`: never safe.
 */
export type Repeat =
  | { readonly tag: "acts once"; readonly because: string }
  | { readonly tag: "at a version"; readonly absent?: string; readonly risk: string; readonly look: string }
  | { readonly tag: "acts again"; readonly risk: string; readonly look: string };

/** Of a call that writes; each takes an Idempotency-Key. */
export type Write = {
  readonly repeat: Repeat;
  /** How its validateOnly is spelled; a call without one always writes. */
  readonly preview?: "validateOnly" | "in any case";
  /** The path names the body by its hash, which no other body has. */
  readonly bodyInPath?: true;
};

/** What a call asks of a key: its scope, or nothing but that it is one. */
export type Asked = Scope | "any key";

export type Declared = {
  readonly methods: readonly Method[];
  /** A Hono pattern over the path that routing sees: contract paths in lower case, without the optional last part. */
  readonly pattern: string;
  /** What is asked of the key; null where no key is asked for. */
  readonly scope: Asked | null;
  readonly query: QueryRule;
  /** Absent: it only reads. */
  readonly write?: Write;
  /** What the `id` of its path names, where it names something that has versions. */
  readonly subject?: Subject;
  /** Its contract has the key in the query as well. */
  readonly keyInQuery?: true;
  /** Media types that its answers can have beside JSON, lower case. */
  readonly alsoWrites?: readonly string[];
};
