// The key that everybody knows opens a service on loopback alone.
import type { HashedKey } from "./api-key.ts";

/** SHA-256 of the key that `npm run dev` and `npm run demo` print. */
export const DEVELOPMENT_KEY_HASH = "6b51466cd889c3c64c9c23191b038a3912e2727a92d4a21305ca3085a57c2d72";
/** Of the second tenant's, which `npm run dev` prints as well. */
const SECOND_KEY_HASH = "cd06cff52697540365bfb5ffe54be7923bd3d425813118da362754ca8c0f2d1c";

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i;

/** Whether a host name or an address is this machine's own, and nobody else's way in. */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

export const opensToEverybody = (keys: readonly HashedKey[] | undefined): boolean =>
  keys?.some(({ hash }) => [DEVELOPMENT_KEY_HASH, SECOND_KEY_HASH].includes(hash.toLowerCase())) === true;

export const DEVELOPMENT_KEY_REFUSED = "API_KEYS: the development key opens a service on loopback alone";
