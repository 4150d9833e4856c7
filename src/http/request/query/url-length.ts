// How long a request's URL may be.

/** Longer than any call needs; what is longer is not read. */
export const MAX_URL_LENGTH = 8_192;
