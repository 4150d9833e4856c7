// Inflates gzip with a limit that holds while it streams: a bomb never gets to unfold.

import { collect } from "./read-body.ts";

/** The plain bytes; "too large" beyond `limit`; null when the bytes are no gzip, are cut short or damaged. */
export const inflate = async (
  bytes: Uint8Array<ArrayBuffer>,
  limit: number,
): Promise<Uint8Array<ArrayBuffer> | "too large" | null> => {
  try {
    const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return (await collect(plain, limit)) ?? "too large";
  } catch {
    return null;
  }
};
