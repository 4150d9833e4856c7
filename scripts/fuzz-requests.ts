// Requests for the fuzzer, of every call in the service's own OpenAPI document; a new route is fuzzed as it is described.
import fc from "fast-check";
import { bending, caseBody } from "./fuzz-bytes.ts";
import { hostileText, hostileValue, type Schema, valueFor } from "./fuzz-values.ts";

/** A request as it can be kept in a file and sent again. `body` is base64. */
export type FuzzRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string | null;
};

type Parameter = {
  readonly name: string;
  readonly in: string;
  readonly schema?: Schema;
  readonly example?: unknown;
};
type Media = { readonly schema?: Schema; readonly example?: unknown };
type Operation = {
  readonly parameters?: readonly (Parameter & { readonly $ref?: string })[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, Media>> };
};
export type ApiDocument = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: unknown;
};

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"];
const TYPES = [
  ...["application/json", "text/json", "application/xml", "text/xml", "application/x-www-form-urlencoded"],
  ...[
    "application/x-compressed-json",
    "application/x-ndjson",
    "application/json; charset=utf-16",
    "text/plain",
  ],
  ...["application/problem+json", "application/json;charset=x", "multipart/form-data; boundary=x", "*/*", ""],
];

const often = <T>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<T>, weight = 15): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: rare });

/** What may stand in a header at all: anything else no HTTP parser lets through. */
const headerText = fc
  .oneof(hostileText, fc.string())
  .map((text) => text.replace(/[^\t\x20-\x7e\x80-\xff]/g, "?").trim());

const ifMatch = often(fc.constantFrom("*", "*", "*", '"1"', '"2"', '"1", "2", "3"', 'W/"1"'), headerText, 6);
const idempotencyKey = often(
  fc.nat(40).map((n) => `key-${n}`),
  headerText,
  6,
);
const HEADERS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  "If-Match": ifMatch,
  "Idempotency-Key": idempotencyKey,
  Accept: often(fc.constantFrom(...TYPES, "application/xml;q=0.5, */*;q=0.1"), headerText, 6),
  Prefer: often(fc.constantFrom("return=representation", "return=minimal"), headerText, 3),
  "X-Request-Id": headerText,
  traceparent: headerText,
  "Cache-Control": fc.constantFrom("no-cache", "max-age=0"),
  "Content-Encoding": fc.constantFrom("gzip", "identity"),
};

const credentials: fc.Arbitrary<readonly (readonly [string, string])[]> = often(
  fc.constant([["key", "test-key"]] as const),
  fc.oneof(
    fc.constantFrom([["key", "reader-key"]] as const, [["key", "clerk-key"]] as const, [] as const),
    headerText.map((text) => [["authorization", text]] as const),
    headerText.map((text) => [["authorization", `Basic ${btoa(text)}`]] as const),
    headerText.map((text) => [["key", text]] as const),
  ),
  25,
);

const pathPart = often(
  fc.constantFrom("1", "1", "1", "1", "2", "3", "38759340", "9"),
  fc.oneof(
    fc.constantFrom(
      "0",
      "2147483648",
      "9999999999",
      "99999999999",
      "-1",
      "1.0",
      "01",
      "..",
      "%2e%2e",
      "%00",
      "%ff",
    ),
    hostileText.map((text) => encodeURIComponent(text.toWellFormed())),
  ),
);

const optional = <T>(arbitrary: fc.Arbitrary<T>, chance = 0.2): fc.Arbitrary<T | null> =>
  fc.oneof(
    { weight: Math.round(chance * 100), arbitrary },
    { weight: 100 - Math.round(chance * 100), arbitrary: fc.constant(null) },
  );

const escaped = (value: unknown): string => {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return encodeURIComponent(text.toWellFormed());
};

/** Requests of every operation of the document, as often of one as of another, and of none. */
export function requestsOf(document: ApiDocument): fc.Arbitrary<FuzzRequest> {
  const resolve = (schema: Schema): Schema =>
    typeof schema.$ref === "string" ? resolve(at(document, schema.$ref)) : schema;
  const described = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ofOperation(method, path, operation, resolve)),
  );
  const nowhere = fc.record({
    method: fc.constantFrom(...METHODS),
    path: fc.array(pathPart, { maxLength: 4 }).map((parts) => `/${parts.join("/")}`),
    headers: credentials,
    body: fc.constant(null),
  });
  return fc.oneof(
    { weight: 40, arbitrary: fc.oneof(...described) },
    { weight: 8, arbitrary: ofCases() },
    { weight: 1, arbitrary: nowhere },
  );
}

function ofCases(): fc.Arbitrary<FuzzRequest> {
  return fc
    .tuple(caseBody, credentials, extraHeaders(["Accept", "Prefer"]))
    .map(([{ path, type, body }, key, more]) => ({
      method: "POST",
      path,
      headers: [...key, ...(type === null ? [] : [["Content-Type", type] as const]), ...more],
      body: Buffer.from(body).toString("base64"),
    }));
}

const extraHeaders = (names: readonly string[]): fc.Arbitrary<readonly (readonly [string, string])[]> =>
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

function ofOperation(
  method: string,
  path: string,
  operation: Operation,
  resolve: (schema: Schema) => Schema,
) {
  const parameters = (operation.parameters ?? []).map(
    (one) => resolve(one as Schema) as unknown as Parameter,
  );
  const named = parameters.filter((one) => one.in === "header").map(({ name }) => name);
  const inQuery = parameters.filter((one) => one.in === "query");
  const services = path.endsWith("services.ashx");
  const pair = ({ name, schema = {}, example }: Parameter) => {
    const sound = valueFor(schema, resolve);
    const value = example === undefined ? sound : often(fc.constant(example), sound, 4);
    const known =
      name === "ContactId" ? often(fc.constantFrom("1", "38759340"), value.map(String), 8) : value;
    const always = services && (name === "Action" || name === "ContactId");
    return optional(
      known.map((one) => `${name}=${escaped(one)}`),
      always ? 0.97 : 0.1,
    );
  };
  const query = fc
    .tuple(
      fc.tuple(...inQuery.map(pair)),
      optional(
        hostileText.map((text) => escaped(text)),
        0.03,
      ),
    )
    .map(([pairs, more]) => [...pairs, more].filter((one) => one !== null).join("&"));
  const parts = path
    .split("/")
    .map((part) =>
      part === "{hash}" ? fc.constant("a".repeat(64)) : part.startsWith("{") ? pathPart : fc.constant(part),
    );
  return fc
    .record({
      method: often(fc.constant(method.toUpperCase()), fc.constantFrom(...METHODS), 30),
      path: fc.tuple(...parts).map((all) => all.join("/")),
      query,
      key: credentials,
      more: extraHeaders(named),
      rest: optional(extraHeaders(Object.keys(HEADERS)), 0.05),
      body: bodyArbitrary(operation, resolve),
    })
    .map(({ method, path, query, key, more, rest, body }): FuzzRequest => {
      const bare = method === "GET" || method === "HEAD";
      const type = body === null || bare ? [] : [["Content-Type", body.type] as const];
      return {
        method,
        path: query === "" ? path : `${path}?${query}`,
        headers: [...key, ...type, ...more, ...(rest ?? [])],
        body: body === null || bare ? null : Buffer.from(body.bytes).toString("base64"),
      };
    });
}

/** By schema where the type is JSON, else the example; a few bent; a few under another name. */
function bodyArbitrary({ requestBody }: Operation, resolve: (schema: Schema) => Schema) {
  const contents = Object.entries(requestBody?.content ?? {});
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

function at(document: ApiDocument, reference: string): Schema {
  let found: unknown = document;
  for (const part of reference.slice(2).split("/")) found = (found as Record<string, unknown>)[part];
  if (typeof found !== "object" || found === null) throw new Error(`the document has no ${reference}`);
  return found as Schema;
}
