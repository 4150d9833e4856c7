// A body as text, for whoever looks at it: unpacked, decoded, or nothing where it is no text.
import { readBody } from "../../http/webapi/body/read-body.ts";

const MOST = 8 * 1024 * 1024;

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

async function unpacked(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return await readBody(
      new Request("http://twin", { method: "POST", body: stream, duplex: "half" } as RequestInit),
      MOST,
    );
  } catch {
    return null;
  }
}

/** UTF-8, or UTF-16 by its mark; null for what is neither. */
function decoded(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  const name =
    first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  try {
    return new TextDecoder(name, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** The text of a body's bytes; null where there are none, too many or where it is none. */
export async function textOf(bytes: Uint8Array<ArrayBuffer>): Promise<string | null> {
  if (bytes.length === 0 || bytes.length > MOST) return null;
  const whole = isGzip(bytes) ? await unpacked(bytes) : bytes;
  return whole === null ? null : decoded(whole);
}

/** Of a request that nobody has read yet. */
export async function bodyOf(request: Request): Promise<string | null> {
  try {
    const bytes = await readBody(request, MOST);
    return bytes === null ? null : textOf(bytes);
  } catch {
    return null;
  }
}
