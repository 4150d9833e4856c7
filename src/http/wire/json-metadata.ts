// Json.NET's $id and $ref: a DTO may name itself and be pointed at later in the same body.

import type { Dto } from "./decoded.ts";
import { badJson, type JsonReader, type Token } from "./json-reader.ts";
import type { Shape } from "./shape.ts";

export interface Metadata {
  /** Reads `$id`, `$ref` and `$type` at an object's beginning; the current token is its first name, or its end. */
  readFirst(
    reader: JsonReader,
    shape: Shape,
  ):
    | { readonly kind: "object"; readonly id: string | null }
    | { readonly kind: "reference"; readonly value: Dto | null };
  remember(id: string, shape: Shape, value: Dto): void;
  /** Passes over a metadata member anywhere else; true if the current name was one. */
  skipKnown(reader: JsonReader): boolean;
}

const KNOWN: ReadonlySet<string> = new Set(["$id", "$ref", "$type", "$values"]);

const next = (reader: JsonReader): Token => {
  if (!reader.read()) throw badJson;
  return reader.token;
};

/** The references of one body. Source: cases *-json-meta-*. */
export const createMetadata = (): Metadata => {
  // Made on first use: hardly any body has references.
  let known: Map<string, { readonly shape: Shape; readonly value: Dto }> | null = null;
  return {
    readFirst(reader, shape) {
      let id: string | null = null;
      while (reader.token === "name" && reader.value.startsWith("$")) {
        const name = reader.value;
        if (!KNOWN.has(name) || name === "$values") break;
        const token = next(reader);
        const held = token === "null" ? null : reader.value;
        if (name === "$ref") {
          if (token !== "string" && token !== "null") throw badJson;
          const following = next(reader);
          if (held === null) continue;
          // A reference stands alone (P-json-meta-ref2); one to nothing known is null (P-json-meta-ref).
          if (following === "name") throw badJson;
          const target = known?.get(held);
          if (target !== undefined && target.shape !== shape) throw badJson;
          return { kind: "reference", value: target?.value ?? null };
        }
        if (token === "startObject" || token === "startArray") throw badJson;
        if (name === "$id") id = held;
        next(reader);
      }
      return { kind: "object", id };
    },
    remember(id, shape, value) {
      known ??= new Map();
      if (known.has(id)) throw badJson;
      known.set(id, { shape, value });
    },
    skipKnown(reader) {
      if (!reader.value.startsWith("$") || !KNOWN.has(reader.value)) return false;
      reader.skip();
      return true;
    },
  };
};
