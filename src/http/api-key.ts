// Who calls: finds the key a request carries, in any of the ways partner clients send one, and looks its hash up.

export const SCOPES = [
  "plans:read",
  "plans:write",
  "references:read",
  "references:write",
  "references:unmask",
  "contacts:read",
  "contacts:write",
  "events:read",
] as const;
export type Scope = (typeof SCOPES)[number];

/** One entry of the API_KEYS secret. The key itself is nowhere kept: `hash` is its SHA-256 in lower-case hex. */
export type ApiKey = {
  readonly name: string;
  readonly hash: string;
  readonly scopes: readonly Scope[];
  /** ISO instant after which the key is refused. */
  readonly expires?: string | undefined;
};

/**
 * Node's own digest, where there is one: it answers at once, while WebCrypto goes to another thread and back. On Workers
 * WebCrypto does not, and loading Node's modules there is a tenth of a start.
 */
const nodeCrypto =
  globalThis.navigator?.userAgent === "Cloudflare-Workers"
    ? undefined
    : globalThis.process?.getBuiltinModule?.("node:crypto");

/** SHA-256 of the text's UTF-8 bytes, lower-case hex. */
export async function sha256(text: string): Promise<string> {
  if (nodeCrypto !== undefined) return nodeCrypto.hash("sha256", text, "hex");
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * The key of a request: `Authorization: Bearer`, the password of HTTP Basic, the `key` header, or, for
 * services.ashx alone, `key` in the query (12-contact-extras.md, "Credentials"). Null when there is none.
 */
export function presentedKey(request: Request, keyInQueryAllowed: boolean): string | null {
  const authorization = request.headers.get("authorization");
  if (authorization !== null) {
    const [scheme = "", credentials = ""] = authorization.trim().split(/\s+/, 2);
    if (scheme.toLowerCase() === "bearer" && credentials !== "") return credentials;
    if (scheme.toLowerCase() === "basic") return basicPassword(credentials);
    return null;
  }
  const header = request.headers.get("key");
  if (header !== null) return header.trim();
  if (!keyInQueryAllowed) return null;
  for (const [name, value] of new URL(request.url).searchParams) {
    if (name.toLowerCase() === "key") return value;
  }
  return null;
}

function basicPassword(credentials: string): string | null {
  try {
    const bytes = Uint8Array.from(atob(credentials), (character) => character.charCodeAt(0));
    const text = new TextDecoder().decode(bytes);
    const colon = text.indexOf(":");
    return colon < 0 ? null : text.slice(colon + 1);
  } catch {
    return null;
  }
}

/**
 * A look-up by hash: two keys of equal hash are the same key, so nothing is compared in secret. `nowMs` is the
 * clock, in milliseconds since 1970. No trip to the database.
 */
export function keyFinder(keys: readonly ApiKey[]): (key: string, nowMs: number) => Promise<ApiKey | null> {
  const byHash = new Map(keys.map((key) => [key.hash.toLowerCase(), key]));
  return async (presented, nowMs) => {
    const key = byHash.get(await sha256(presented));
    if (key === undefined) return null;
    return key.expires !== undefined && Date.parse(key.expires) <= nowMs ? null : key;
  };
}
