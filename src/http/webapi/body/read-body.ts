// Collects a request's body, but never more than its limit.

const LENGTH = /^\d+$/;

/** The length that the request says its body has; a server lets no other body through. Null when it says none. */
const declaredLength = (request: Request): number | null => {
  const header = request.headers.get("content-length");
  return header !== null && LENGTH.test(header) ? Number(header) : null;
};

/** Whether there is nothing to read. Its length is asked first: making the stream is dear on Node. */
export const hasNoBody = (request: Request): boolean => {
  const length = declaredLength(request);
  return length === null ? request.body === null : length === 0;
};

/**
 * The body's bytes; null when there are more than `limit`. A body that says its length is read at once, any other piece
 * by piece, and no further than the limit.
 */
export const readBody = async (request: Request, limit: number): Promise<Uint8Array<ArrayBuffer> | null> => {
  const length = declaredLength(request);
  if (length !== null) {
    if (length > limit) return null;
    const bytes = new Uint8Array(await request.arrayBuffer());
    return bytes.length > limit ? null : bytes;
  }
  return request.body === null ? new Uint8Array() : collect(request.body, limit);
};

/** All bytes of a stream; null when there are more than `limit`. Rejects when the stream fails. */
export const collect = async (
  stream: ReadableStream<Uint8Array>,
  limit: number,
): Promise<Uint8Array<ArrayBuffer> | null> => {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > limit) {
      // Not awaited: a sender that never stops must not keep the answer waiting.
      reader.cancel().catch(() => undefined);
      return null;
    }
    chunks.push(value);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
};
