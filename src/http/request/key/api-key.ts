// Who calls: finds the key a request carries, in any of the ways partner clients send one, and looks its hash up.

import type { TenantName } from "../../settings/tenant-name.ts";
import { queryPairs } from "../query/query-pairs.ts";

export const SCOPES = [
  "plans:read",
  "plans:write",
  "references:read",
  "references:write",
  "references:unmask",
  "contacts:read",
  "contacts:write",
  "events:read",
  "usage:read",
] as const;
export type Scope = (typeof SCOPES)[number];

/** What a key lets its holder do, and with what. */
export type ApiKey = {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Whose data; absent where the deployment has one tenant. */
  readonly tenant?: TenantName | undefined;
  /** Of the tenant's plans only those of these business units, of its references those of these accounts. */
  readonly businessUnits?: readonly number[] | undefined;
  readonly accounts?: readonly number[] | undefined;
  /** ISO instant after which the key is refused. */
  readonly expires?: string | undefined;
};

/** One entry of the API_KEYS secret. The key itself is nowhere kept: `hash` is its SHA-256 in lower-case hex. */
export type HashedKey = ApiKey & { readonly hash: string };

/**
 * Node's own digest, where there is one: it answers at once, while WebCrypto goes to another thread and back. On Workers
 * WebCrypto does not, and loading Node's modules there is a tenth of a start.
 */
const nodeCrypto =
  globalThis.navigator?.userAgent === "Cloudflare-Workers"
    ? undefined
    : globalThis.process?.getBuiltinModule?.("node:crypto");

const DIGITS = "0123456789abcdef";

/** SHA-256 of the text's UTF-8 bytes, lower-case hex. */
export async function sha256(text: string): Promise<string> {
  if (nodeCrypto !== undefined) return nodeCrypto.hash("sha256", text, "hex");
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  let hex = "";
  for (const byte of new Uint8Array(digest)) hex += `${DIGITS[byte >> 4]}${DIGITS[byte & 15]}`;
  return hex;
}

/** A scheme and one token after it: a second word makes the header something that we do not know. */
const CREDENTIALS = /^([!-~]+)[ \t]+([!-~]+)$/;

/**
 * What of a request may be its key, the likeliest first: `Authorization: Bearer`; HTTP Basic's password, or its user
 * name or the whole of it, as `curl -u KEY:` and generated clients send it; the `key` header, which counts beside an
 * Authorization that holds no key; for services.ashx alone, `key` in the query (docs/contact-extras.md, "Credentials").
 * The caller takes the first that is known; what comes after it is not looked at.
 */
export function* presentedKeys(request: Request, keyInQueryAllowed: boolean): Generator<string> {
  const given = new Set([""]);
  for (const key of everyKey(request, keyInQueryAllowed)) {
    if (given.has(key)) continue;
    given.add(key);
    yield key;
  }
}

function* everyKey({ headers, url }: Request, keyInQueryAllowed: boolean): Generator<string> {
  const [, scheme = "", token = ""] = CREDENTIALS.exec(headers.get("authorization")?.trim() ?? "") ?? [];
  if (scheme.toLowerCase() === "bearer") yield token;
  if (scheme.toLowerCase() === "basic") yield* basicKeys(token);
  yield headers.get("key")?.trim() ?? "";
  if (keyInQueryAllowed) yield keyInQuery(url);
}

function keyInQuery(url: string): string {
  return queryPairs(url).find(([name]) => name.toLowerCase() === "key")?.[1] ?? "";
}

/** Of "name:password" the password, then the name; without a colon there is but one of them. */
function basicKeys(credentials: string): readonly string[] {
  try {
    const bytes = Uint8Array.from(atob(credentials), (character) => character.charCodeAt(0));
    const text = new TextDecoder().decode(bytes);
    const colon = text.indexOf(":");
    return colon < 0 ? [text] : [text.slice(colon + 1), text.slice(0, colon)];
  } catch {
    return [];
  }
}

/**
 * A look-up by hash: two keys of equal hash are the same key, so nothing is compared in secret. `nowMs` is the
 * clock, in milliseconds since 1970. No trip to the database.
 */
export function keyFinder(
  keys: readonly HashedKey[],
): (key: string, nowMs: number) => Promise<ApiKey | null> {
  const byHash = new Map(keys.map((key) => [key.hash.toLowerCase(), key]));
  return async (presented, nowMs) => {
    const key = byHash.get(await sha256(presented));
    return key === undefined || isOver(key, nowMs) ? null : key;
  };
}

/** Whether the key's time has ended. */
export const isOver = ({ expires }: ApiKey, nowMs: number): boolean =>
  expires !== undefined && Date.parse(expires) <= nowMs;
