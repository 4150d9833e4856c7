// The settings API_KEY_SIGNERS and REVOKED_KEYS: whose signed keys are taken, and which of them are not. Strict, as API_KEYS.
import * as z from "zod/mini";
import { keyMembers } from "./api-keys-setting.ts";

/** A public Ed25519 key: its 32 bytes in base64url, and the id by which signed keys name it. */
export const apiKeySigners = z.array(
  z.strictObject({
    id: z.string().check(z.regex(/^[a-z0-9]{1,16}$/, "1 to 16 of a-z and 0-9 are expected")),
    key: z.string().check(z.regex(/^[\w-]{43}$/, "not an Ed25519 key in base64url")),
  }),
);
export type Signer = z.output<typeof apiKeySigners>[number];

const keyId = z.string().check(z.regex(/^[\w-]{8,64}$/, "not the id of a signed key"));

export const revokedKeys = z.array(keyId);

/** What a signed key says. A member that is not known is refused: it may be one that narrows the key. */
export const signedMembers = z.strictObject({ ...keyMembers, id: keyId });
