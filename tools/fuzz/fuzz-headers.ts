// Header lines for the fuzzer: what callers send, and what nobody should.
import fc from "fast-check";
import { often, optional } from "./fuzz-chance.ts";
import { hostileText } from "./fuzz-values.ts";

/** Media types that are read here, and some that are not. */
export const TYPES = [
  ...["application/json", "text/json", "application/xml", "text/xml", "application/x-www-form-urlencoded"],
  ...[
    "application/x-compressed-json",
    "application/x-ndjson",
    "application/json; charset=utf-16",
    "text/plain",
  ],
  ...["application/problem+json", "application/json;charset=x", "multipart/form-data; boundary=x", "*/*", ""],
];

export type HeaderLine = readonly [string, string];

/** What may stand in a header at all: anything else no HTTP parser lets through. */
export const headerText = fc
  .oneof(hostileText, fc.string())
  .map((text) => text.replace(/[^\t\x20-\x7e\x80-\xff]/g, "?").trim());

const ifMatch = often(fc.constantFrom("*", "*", "*", '"1"', '"2"', '"1", "2", "3"', 'W/"1"'), headerText, 6);
const idempotencyKey = often(
  fc.nat(40).map((n) => `key-${n}`),
  headerText,
  6,
);
export const HEADERS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  "If-Match": ifMatch,
  "Idempotency-Key": idempotencyKey,
  Accept: often(fc.constantFrom(...TYPES, "application/xml;q=0.5, */*;q=0.1"), headerText, 6),
  Prefer: often(fc.constantFrom("return=representation", "return=minimal"), headerText, 3),
  "X-Request-Id": headerText,
  traceparent: headerText,
  "Read-After": ifMatch,
  "Cache-Control": fc.constantFrom("no-cache", "max-age=0"),
  "Content-Encoding": fc.constantFrom("gzip", "identity"),
};

export const credentials: fc.Arbitrary<readonly (readonly [string, string])[]> = often(
  fc.constant([["key", "test-key"]] as const),
  fc.oneof(
    fc.constantFrom([["key", "reader-key"]] as const, [["key", "clerk-key"]] as const, [] as const),
    headerText.map((text) => [["authorization", text]] as const),
    headerText.map((text) => [["authorization", `Basic ${btoa(text)}`]] as const),
    headerText.map((text) => [["key", text]] as const),
  ),
  25,
);

/** Some of the named headers. */
export const extraHeaders = (
  names: readonly string[],
): fc.Arbitrary<readonly (readonly [string, string])[]> =>
  fc
    .tuple(
      ...names.map((name) =>
        optional(
          (HEADERS[name] ?? headerText).map((value) => [name, value] as const),
          name === "If-Match" ? 0.9 : 0.15,
        ),
      ),
    )
    .map((pairs) => pairs.filter((pair) => pair !== null));
