// Json.NET's $id and $ref: a DTO may name itself and be pointed at later in the same body.

import type { Dto } from "../body/decoded.ts";
import type { Shape } from "../values/shape.ts";
import { badJson } from "./json-cursor.ts";
import type { JsonReader } from "./json-reader.ts";
import type { Token } from "./json-token.ts";

type Beginning =
  | { readonly kind: "object"; readonly id: string | null }
  | { readonly kind: "reference"; readonly value: Dto | null };

const PLAIN: Beginning = { kind: "object", id: null };

const KNOWN: ReadonlySet<string> = new Set(["$id", "$ref", "$type", "$values"]);

const next = (reader: JsonReader): Token => {
  if (!reader.read()) throw badJson;
  return reader.token;
};

/** The references of one body. Source: cases *-json-meta-*. */
export class Metadata {
  // Made on first use: hardly any body has references.
  #known: Map<string, { readonly shape: Shape; readonly value: Dto }> | null = null;

  /** Reads `$id`, `$ref` and `$type` at an object's beginning; the current token is its first name, or its end. */
  readFirst(reader: JsonReader, shape: Shape): Beginning {
    if (reader.token !== "name" || !reader.value.startsWith("$")) return PLAIN;
    let id: string | null = null;
    while (reader.token === "name" && KNOWN.has(reader.value) && reader.value !== "$values") {
      const name = reader.value;
      const token = next(reader);
      const held = token === "null" ? null : reader.value;
      if (name === "$ref") {
        if (token !== "string" && token !== "null") throw badJson;
        const following = next(reader);
        if (held === null) continue;
        // A reference stands alone (P-json-meta-ref2); one to nothing known is null (P-json-meta-ref).
        if (following === "name") throw badJson;
        const target = this.#known?.get(held);
        if (target !== undefined && target.shape !== shape) throw badJson;
        return { kind: "reference", value: target?.value ?? null };
      }
      if (token === "startObject" || token === "startArray") throw badJson;
      if (name === "$id") id = held;
      next(reader);
    }
    return { kind: "object", id };
  }

  /** Gives a DTO the name that its body gave it. */
  remember(id: string, shape: Shape, value: Dto): void {
    this.#known ??= new Map();
    if (this.#known.has(id)) throw badJson;
    this.#known.set(id, { shape, value });
  }

  /** Passes over a metadata member anywhere else; true if the current name was one. */
  skipKnown(reader: JsonReader): boolean {
    if (!reader.value.startsWith("$") || !KNOWN.has(reader.value)) return false;
    reader.skip();
    return true;
  }
}
