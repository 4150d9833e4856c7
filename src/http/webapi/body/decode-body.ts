// Bytes to a DTO: picks the charset and the reader for the format.

import type { Contract, Format } from "../contract.ts";
import { decodeForm } from "../form/form-binder.ts";
import { decodeJson } from "../json/json-binder.ts";
import type { MediaType } from "../negotiate/media-type.ts";
import { namedCharset } from "../negotiate/negotiate.ts";
import type { Shape } from "../values/shape.ts";
import { decodeXml } from "../xml/xml-binder.ts";
import { decodeJsonText, decodeXmlText } from "./decode-text.ts";
import { type Decoded, unreadable } from "./decoded.ts";
import { inflate } from "./inflate.ts";

export interface DecodeInput {
  readonly contract: Contract;
  readonly format: Format;
  readonly shape: Shape;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly contentType: MediaType | null;
}

/**
 * Reads a body. Never throws for what a client sent: errors are in the result. "too large": a gzip body that inflates
 * beyond the contract's limit.
 */
export const decodeBody = async (input: DecodeInput): Promise<Decoded | "too large"> => {
  const { bytes, contentType, contract, format, shape } = input;
  const charset = namedCharset(contentType);
  switch (format) {
    case "json": {
      const text = decodeJsonText(bytes, charset);
      return text === null ? unreadable : decodeJson(contract, shape, text);
    }
    case "compressed": {
      // No bytes at all are no gzip either, but the original takes them for nothing (P-cj-empty).
      if (bytes.length === 0) return decodeJson(contract, shape, "");
      const plain = await inflate(bytes, contract.limits.inflated);
      if (plain === null || plain === "too large") return plain ?? unreadable;
      const text = decodeJsonText(plain, "utf-8");
      return text === null ? unreadable : decodeJson(contract, shape, text);
    }
    case "xml": {
      const text = decodeXmlText(bytes, charset);
      return text === null ? unreadable : decodeXml(contract, shape, text, charset);
    }
    case "form":
      return decodeForm(contract, shape, bytes);
  }
};
