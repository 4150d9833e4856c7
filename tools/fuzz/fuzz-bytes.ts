// Bodies as bytes: the measured cases and the documented examples, bent a little.
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { bodyOf, decodeCases } from "../../test/wire/case-file.ts";
import { hostileText } from "./fuzz-values.ts";

type Bend = { readonly kind: number; readonly at: number; readonly length: number; readonly put: Uint8Array };

const fragment: fc.Arbitrary<Uint8Array> = fc.oneof(
  hostileText.map((text) => new TextEncoder().encode(text)),
  fc
    .constantFrom(
      '"',
      "{",
      "}",
      "[",
      ",",
      ":",
      "<",
      "</",
      "/>",
      "<!--",
      "<![CDATA[",
      "&#0;",
      "<!DOCTYPE a>",
      "=",
      "&",
    )
    .map((text) => new TextEncoder().encode(text)),
  fc.uint8Array({ maxLength: 4 }),
);

const bend: fc.Arbitrary<Bend> = fc.record({
  kind: fc.nat(4),
  at: fc.nat(4_000),
  length: fc.nat(20),
  put: fragment,
});

function bent(bytes: Uint8Array, { kind, at, length, put }: Bend): Uint8Array {
  const from = at % (bytes.length + 1);
  const to = Math.min(bytes.length, from + length);
  const [before, middle, after] = [bytes.subarray(0, from), bytes.subarray(from, to), bytes.subarray(to)];
  switch (kind) {
    case 0:
      return Buffer.concat([before, after]);
    case 1:
      return Buffer.concat([before, middle, middle, after]);
    case 2:
      return Buffer.concat([before, put, middle, after]);
    case 3:
      return Buffer.concat([before, put, after]);
    default:
      return before;
  }
}

/** The bytes, bent up to three times; as often left as they are. */
export const bending = (bytes: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Uint8Array> =>
  fc
    .tuple(bytes, fc.array(bend, { maxLength: 3 }))
    .map(([start, bends]) => bends.reduce((so, next) => bent(so, next), start));

/** Bodies of a moderate size: the big ones find nothing more, slowly. */
const SEEDS = decodeCases.filter((seed) => (bodyOf(seed)?.length ?? 0) < 4_000);

export type CaseBody = { readonly path: string; readonly type: string | null; readonly body: Uint8Array };

/** A measured request body, bent; some packed as gzip, which is a media type of the plans. */
export const caseBody: fc.Arbitrary<CaseBody> = fc
  .tuple(fc.constantFrom(...SEEDS), fc.array(bend, { maxLength: 3 }), fc.integer({ min: 0, max: 9 }))
  .map(([seed, bends, chance]) => {
    const body = bends.reduce((so, next) => bent(so, next), (bodyOf(seed) ?? new Uint8Array()) as Uint8Array);
    const { path, contentType } = seed.request;
    return chance === 0
      ? { path, type: "application/x-compressed-json", body: gzipSync(body, { level: 1 }) }
      : { path, type: contentType, body };
  });
