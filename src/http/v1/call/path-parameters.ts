// What stands in the braces of a path of /v1: how it is matched, read, typed and documented.

import type { Subject } from "../../../domain/events/recorded-event.ts";
import { MAX_ID } from "../../../domain/values/ids.ts";

/** Digits of a 32-bit number; whether it names something is the call's to say. */
const DIGITS = { pattern: "[0-9]{1,10}", read: Number } as const;

export const PATH_PARAMETERS = {
  id: {
    ...DIGITS,
    description: `An id, 1 to ${MAX_ID}.`,
    schema: { $ref: "#/components/schemas/Id" },
  },
  number: {
    ...DIGITS,
    description: "A payment's number in the ledger.",
    schema: { type: "integer", minimum: 1 },
  },
  ordinal: {
    ...DIGITS,
    description: "An instalment's number, from 1.",
    schema: { type: "integer", minimum: 1 },
  },
  hash: {
    pattern: "[0-9a-f]{64}",
    read: String,
    description: "The hash of a rehearsal.",
    schema: { type: "string", pattern: "^[0-9a-f]{64}$" },
  },
} as const;

export type PathParameter = keyof typeof PATH_PARAMETERS;

type NamesIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? (Name & PathParameter) | NamesIn<Rest>
  : never;

/** The values of a call's path by name. */
export type PathOf<Call extends string> = {
  readonly [Name in NamesIn<Call>]: ReturnType<(typeof PATH_PARAMETERS)[Name]["read"]>;
};

const COLLECTIONS: Readonly<Record<string, Subject>> = {
  "payment-plans": "plan",
  contacts: "contact",
  clients: "client",
  "payment-references": "reference",
};

/** What the id in a path of /v1 names; undefined where there is none. */
export const subjectOf = (path: string): Subject | undefined =>
  COLLECTIONS[/^\/v1\/([a-z-]+)\/\{id\}/.exec(path)?.[1] ?? ""];

/** The names in braces, in order. */
export const namesIn = (path: string): readonly PathParameter[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as PathParameter);

/** `/v1/contacts/{id}` as Hono writes it. */
export const patternOf = (path: string): string =>
  path.replace(/\{(\w+)\}/g, (_, name: PathParameter) => `:${name}{${PATH_PARAMETERS[name].pattern}}`);
