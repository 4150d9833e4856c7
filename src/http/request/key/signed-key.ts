// Keys that are kept nowhere: each is what its holder may do, signed by the deployment, and checked without a trip.
// `rek_SIGNER.MEMBERS.SIGNATURE`: the signer's id, the members as JSON, an Ed25519 signature; the latter two in base64url.
import { type ApiKey, isOver, sha256 } from "./api-key.ts";
import { type Signer, signedMembers } from "./signed-keys-setting.ts";

const FORM = /^rek_([a-z0-9]{1,16})\.([\w-]{20,4000})\.([\w-]{86})$/;

/** What is signed: nothing else that a signer signs can be read as a key. */
export const signedText = (signer: string, members: string): string =>
  `receivables-edge key 1\n${signer}.${members}`;

type PublicKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

const MOST_KNOWN = 1_000;

const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) =>
    character.charCodeAt(0),
  );

/** The members of a signed key; null where they are none. */
function membersOf(text: string): (ApiKey & { readonly id: string }) | null {
  try {
    return signedMembers(JSON.parse(new TextDecoder().decode(bytesOf(text))), "key");
  } catch {
    return null;
  }
}

/**
 * Finds what a signed key says, where one of the signers signed it, its time has not ended and it is not revoked. The
 * signature is looked at before anything of what it signs. `nowMs` is the clock, in milliseconds since 1970.
 */
export function signedKeyFinder(
  signers: readonly Signer[],
  revoked: readonly string[],
): (presented: string, nowMs: number) => Promise<ApiKey | null> {
  const byId = new Map(signers.map((signer) => [signer.id, signer]));
  const refused = new Set(revoked);
  const imported = new Map<string, PublicKey>();
  /** By their digests: what was found good once is so until its time ends. */
  const known = new Map<string, ApiKey & { readonly id: string }>();

  const isSigned = async ({ id, key }: Signer, members: string, signature: string): Promise<boolean> => {
    const algorithm = { name: "Ed25519" };
    const publicKey =
      imported.get(id) ?? (await crypto.subtle.importKey("raw", bytesOf(key), algorithm, false, ["verify"]));
    imported.set(id, publicKey);
    const text = new TextEncoder().encode(signedText(id, members));
    return crypto.subtle.verify(algorithm, publicKey, bytesOf(signature), text);
  };

  const verified = async (presented: string) => {
    const [, signerId = "", members = "", signature = ""] = FORM.exec(presented) ?? [];
    const signer = byId.get(signerId);
    if (signer === undefined) return null;
    const digest = await sha256(presented);
    const before = known.get(digest);
    if (before !== undefined) return before;
    const key = (await isSigned(signer, members, signature)) ? membersOf(members) : null;
    if (key === null) return null;
    const [oldest] = known.keys();
    if (known.size >= MOST_KNOWN && oldest !== undefined) known.delete(oldest);
    known.set(digest, key);
    return key;
  };

  return async (presented, nowMs) => {
    const key = await verified(presented);
    return key === null || refused.has(key.id) || isOver(key, nowMs) ? null : key;
  };
}
