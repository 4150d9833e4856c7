// How texts are sealed: a function that the core is handed, since it has no cryptography of its own.

/** Text to a digest in text: SHA-256 in hexadecimal, wherever it is computed. */
export type Digest = (text: string) => Promise<string>;
