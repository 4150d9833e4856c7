// What every call of the app declares of itself, for tests that walk over all of them.
import type { Declared } from "../../src/http/call/declared.ts";
import { contractCalls } from "../../src/http/contracts/dialect.ts";
import { DIALECTS } from "../../src/http/contracts/dialects.ts";
import { defaultEnumTables } from "../../src/http/settings/enum-tables.ts";
import { declaredOf } from "../../src/http/v1/call/mount-call.ts";
import { V1_CALLS } from "../../src/http/v1/calls.ts";

export const DECLARED_CALLS: readonly Declared[] = [
  ...V1_CALLS.map((call) => declaredOf(call, defaultEnumTables)),
  ...contractCalls(DIALECTS),
];

/** A pattern of the router with its parameters in braces, as the document has them. */
export const templateOf = (pattern: string): string =>
  pattern.replace(/\/:id\?$/, "").replace(/:(\w+)(\{.*?\}(?=\/|$))?/g, "{$1}");

/** Each as `GET /v1/contacts/{id}`, with what it declares. */
export const callsByName = (): readonly (readonly [string, Declared])[] =>
  DECLARED_CALLS.flatMap((call) =>
    call.methods.map((method) => [`${method} ${templateOf(call.pattern)}`, call] as const),
  );
