// The ways to send a key, and which scope a call asks of it.
import type { Asked } from "../call/declared.ts";

export const SECURITY_SCHEMES = {
  bearer: { type: "http", scheme: "bearer", description: "The key as a bearer token." },
  basic: { type: "http", scheme: "basic", description: "Any user name, the key as the password." },
  header: { type: "apiKey", in: "header", name: "key", description: "The key in the header `key`." },
  query: {
    type: "apiKey",
    in: "query",
    name: "key",
    description: "For /v01/services.ashx alone, as its contract has it.",
  },
} as const;

type Way = keyof typeof SECURITY_SCHEMES;

const WAYS: readonly Way[] = ["bearer", "basic", "header"];

/** Any one of the ways, with a key that has the scope, or with any. An empty list: no key is asked for. */
export function securityFor(asked: Asked | null, keyInQuery = false): readonly Record<string, string[]>[] {
  if (asked === null) return [];
  const ways = keyInQuery ? [...WAYS, "query" as const] : WAYS;
  return ways.map((way) => ({ [way]: asked === "any key" ? [] : [asked] }));
}
