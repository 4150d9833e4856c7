// Bodies for the fuzzer, of what an operation says that it takes.
import fc from "fast-check";
import { bending } from "./fuzz-bytes.ts";
import { often } from "./fuzz-chance.ts";
import { TYPES } from "./fuzz-headers.ts";
import { hostileValue, type Schema, valueFor } from "./fuzz-values.ts";

export type Media = { readonly schema?: Schema; readonly example?: unknown };
export type Body = { readonly type: string; readonly bytes: Uint8Array };

/** By schema where the type is JSON, else the example; a few bent; a few under another name. */
export function bodyOf(
  content: Readonly<Record<string, Media>>,
  resolve: (schema: Schema) => Schema,
): fc.Arbitrary<Body | null> {
  const contents = Object.entries(content);
  if (contents.length === 0) return fc.constant(null);
  const bodies = contents.map(([type, { schema = {}, example }]) => {
    const sample = typeof example === "string" ? example : JSON.stringify(example ?? {});
    const json = /json$/.test(type) && type !== "application/x-compressed-json";
    const value = json
      ? fc.oneof(
          { weight: 3, arbitrary: valueFor(schema, resolve) },
          { weight: 2, arbitrary: altered(example) },
        )
      : fc.constant(null);
    const text = json ? value.map((one) => JSON.stringify(one) ?? "") : fc.constant(sample);
    const bytes = text.map((one): Uint8Array => new TextEncoder().encode(one));
    const written = fc.oneof(
      { weight: json ? 12 : 2, arbitrary: bytes },
      { weight: 3, arbitrary: bending(bytes) },
    );
    return fc.record({ type: often(fc.constant(type), fc.constantFrom(...TYPES), 30), bytes: written });
  });
  return fc.oneof(...bodies);
}

/** The example with some of its members changed. */
function altered(example: unknown): fc.Arbitrary<unknown> {
  if (typeof example !== "object" || example === null || Array.isArray(example)) return hostileValue;
  const names = Object.keys(example);
  if (names.length === 0) return fc.constant(example);
  const change = fc.tuple(
    fc.constantFrom(...names),
    fc.oneof(hostileValue, fc.integer({ min: 1, max: 40 }), fc.string()),
  );
  return fc
    .array(change, { maxLength: 2 })
    .map((changes) => ({ ...example, ...Object.fromEntries(changes) }));
}
