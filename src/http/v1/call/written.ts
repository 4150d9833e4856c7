// A body that is written already: a page cut by its bytes, or lines that stream.

/** `T`: what stands in it, for the types alone. */
export type Written<T> = {
  readonly written: string | ReadableStream<Uint8Array>;
  readonly type: string;
  readonly of?: T;
};

export const isWritten = (body: unknown): body is Written<unknown> =>
  typeof body === "object" && body !== null && "written" in body && "type" in body;
