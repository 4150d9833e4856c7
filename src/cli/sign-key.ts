// Makes signed API keys; the service only checks them, and never has the key that signs.
import { createPrivateKey, type KeyObject, randomBytes, sign } from "node:crypto";
import type { ApiKey } from "../http/request/key/api-key.ts";
import { signedText } from "../http/request/key/signed-key.ts";

export type SigningKey = { readonly id: string; readonly key: KeyObject };

/** Reads `ID:PKCS8` with the key in base64; null where the text is none. */
export function signingKeyOf(text: string): SigningKey | null {
  const [, id = "", der = ""] = /^([a-z0-9]{1,16}):([\w+/=-]+)$/.exec(text.trim()) ?? [];
  try {
    const key = createPrivateKey({ key: Buffer.from(der, "base64"), format: "der", type: "pkcs8" });
    return key.asymmetricKeyType === "ed25519" ? { id, key } : null;
  } catch {
    return null;
  }
}

/** The key's text, and the id by which it can be revoked: 96 random bits. */
export function signedKey({ id: signer, key }: SigningKey, members: ApiKey): { key: string; id: string } {
  const id = randomBytes(12).toString("base64url");
  const text = Buffer.from(JSON.stringify({ ...members, id })).toString("base64url");
  const signature = sign(null, Buffer.from(signedText(signer, text)), key).toString("base64url");
  return { key: `rek_${signer}.${text}.${signature}`, id };
}
