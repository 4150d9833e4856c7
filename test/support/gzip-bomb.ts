// A small gzip body that unfolds to any size, made without ever unfolding it.
import { constants, deflateRawSync } from "node:zlib";

const MIB = 1024 * 1024;
const HEADER = Buffer.from([31, 139, 8, 0, 0, 0, 0, 0, 0, 3]);

/** Each block of the stream is one MiB of spaces; a full flush makes it stand for itself, so it can be repeated. */
export function gzipBomb(mebibytes: number): Uint8Array<ArrayBuffer> {
  const block = deflateRawSync(Buffer.alloc(MIB, " "), { finishFlush: constants.Z_FULL_FLUSH });
  return new Uint8Array(Buffer.concat([HEADER, ...Array.from({ length: mebibytes }, () => block)]));
}
