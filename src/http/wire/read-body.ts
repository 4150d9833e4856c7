// Collects a request's body, but never more than its limit.

/** The body's bytes; null when there are more than `limit`, in which case reading stops there. */
export const readBody = (request: Request, limit: number): Promise<Uint8Array<ArrayBuffer> | null> => {
  const declared = Number(request.headers.get("content-length") ?? 0);
  if (declared > limit) return Promise.resolve(null);
  return request.body === null ? Promise.resolve(new Uint8Array()) : collect(request.body, limit);
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
