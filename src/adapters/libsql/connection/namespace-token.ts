// Tokens for the namespaces of a libSQL server: each opens one of them for a minute, signed here, kept nowhere.

/** What the server reads of a token. */
const LIFE_S = 60;
/** A token is used again for so long, so that a burst of requests does not sign one each. */
const USED_AGAIN_MS = 30_000;
const MOST_KEPT = 1_000;

const base64Url = (text: string): string =>
  btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const encoded = (value: unknown): string => base64Url(JSON.stringify(value));

const HEADER = encoded({ alg: "EdDSA", typ: "JWT" });

/** `key` is an Ed25519 key, PKCS #8 in base64 or base64url; `now` is the clock, in milliseconds since 1970. */
export function namespaceTokens(key: string, now: () => number): (namespace: string) => Promise<string> {
  const kept = new Map<string, { readonly until: number; readonly token: string }>();
  let imported: Promise<Awaited<ReturnType<typeof crypto.subtle.importKey>>> | undefined;

  const sign = async (text: string): Promise<string> => {
    const bytes = Uint8Array.from(atob(key.replaceAll("-", "+").replaceAll("_", "/")), (one) =>
      one.charCodeAt(0),
    );
    imported ??= crypto.subtle.importKey("pkcs8", bytes, { name: "Ed25519" }, false, ["sign"]);
    const signature = await crypto.subtle.sign("Ed25519", await imported, new TextEncoder().encode(text));
    return base64Url(String.fromCharCode(...new Uint8Array(signature)));
  };

  return async (namespace) => {
    const at = now();
    const before = kept.get(namespace);
    if (before !== undefined && before.until > at && before.until - at <= USED_AGAIN_MS) return before.token;
    const payload = encoded({ p: { rw: { ns: [namespace] } }, exp: Math.floor(at / 1_000) + LIFE_S });
    const token = `${HEADER}.${payload}.${await sign(`${HEADER}.${payload}`)}`;
    kept.delete(namespace);
    const [oldest] = kept.keys();
    if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    kept.set(namespace, { until: at + USED_AGAIN_MS, token });
    return token;
  };
}
