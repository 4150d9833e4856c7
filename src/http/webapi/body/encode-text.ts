// Text to bytes: UTF-8 without a mark, UTF-16 little-endian with one, or gzip for x-compressed-json.

import type { Charset } from "../negotiate/negotiate.ts";

const utf8 = new TextEncoder();
const BYTE_ORDER_MARK = "\ufeff";

/**
 * An answer as a body. UTF-16 starts with its byte order mark, as measured (E-acs-utf16-*); UTF-8 is what a text becomes
 * by itself.
 */
export const encodeText = (text: string, charset: Charset): string | Uint8Array<ArrayBuffer> => {
  if (charset === "utf-8") return text;
  const marked = BYTE_ORDER_MARK + text;
  const bytes = new Uint8Array(marked.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < marked.length; at++) view.setUint16(at * 2, marked.charCodeAt(at), true);
  return bytes;
};

/** gzip of the UTF-8 mark and the compact JSON: proved from the contract page's own sample bytes. */
export const gzipJson = async (text: string): Promise<Uint8Array<ArrayBuffer>> => {
  const plain = new Blob([utf8.encode(BYTE_ORDER_MARK + text)]);
  const packed = plain.stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(packed).arrayBuffer());
};
