// The settings API_KEY_SIGNERS and REVOKED_KEYS: whose signed keys are taken, and which of them are not. Strict, as API_KEYS.
import { listOf, objectOf, textLike } from "../../settings/setting-readers.ts";
import type { ApiKey } from "./api-key.ts";
import { keyMembers, OPTIONAL } from "./api-keys-setting.ts";

/** A public Ed25519 key: its 32 bytes in base64url, and the id by which signed keys name it. */
export type Signer = { readonly id: string; readonly key: string };

export const apiKeySigners = listOf(
  objectOf<Signer>({
    id: textLike(/^[a-z0-9]{1,16}$/, "1 to 16 of a-z and 0-9 are expected"),
    key: textLike(/^[\w-]{43}$/, "not an Ed25519 key in base64url"),
  }),
);

const keyId = textLike(/^[\w-]{8,64}$/, "not the id of a signed key");

export const revokedKeys = listOf(keyId);

/** What a signed key says. A member that is not known is refused: it may be one that narrows the key. */
export const signedMembers = objectOf<ApiKey & { readonly id: string }>(
  { ...keyMembers, id: keyId },
  OPTIONAL,
);
