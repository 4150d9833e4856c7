// How long an Idempotency-Key may be.

/** Visible ASCII characters. */
export const MAX_KEY_LENGTH = 255;
