// Sends a request to the service that the page came from, and to no other.
import { BYTE_ORDER_MARK, type DraftRequest, isPacked } from "./request.ts";

export type Received = {
  readonly status: number;
  readonly statusText: string;
  readonly type: string;
  readonly text: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly tookMs: number;
};

const through = (bytes: BlobPart, stream: CompressionStream | DecompressionStream): Response =>
  new Response(new Blob([bytes]).stream().pipeThrough(stream));

const packed = (text: string): Promise<ArrayBuffer> =>
  through(BYTE_ORDER_MARK + text.trim(), new CompressionStream("gzip")).arrayBuffer();

const unpacked = async (bytes: ArrayBuffer): Promise<string> =>
  (await through(bytes, new DecompressionStream("gzip")).text()).replace(BYTE_ORDER_MARK, "");

/** Throws where no answer came, and where the address is not of this service: then nothing was sent. */
export async function send(
  { method, url, headers, body, keyed }: DraftRequest,
  key: string,
): Promise<Received> {
  const target = new URL(url, location.origin);
  if (target.origin !== location.origin) throw new Error("the key is for this service alone");
  const sent = new Headers(headers.map(([name, value]): [string, string] => [name, value]));
  if (keyed && key !== "") sent.set("key", key);
  const payload = body === null ? null : isPacked(body.type) ? await packed(body.text) : body.text;
  const startedAt = performance.now();
  const response = await fetch(target, {
    method,
    headers: sent,
    body: payload,
    cache: "no-store",
    credentials: "omit",
    redirect: "error",
  });
  const type = response.headers.get("content-type") ?? "";
  const text = isPacked(type) ? await unpacked(await response.arrayBuffer()) : await response.text();
  return {
    status: response.status,
    statusText: response.statusText,
    type: isPacked(type) ? "application/json" : type,
    text,
    headers: [...response.headers],
    tookMs: Math.round(performance.now() - startedAt),
  };
}
