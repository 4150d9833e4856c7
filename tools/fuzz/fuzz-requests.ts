// Requests for the fuzzer, of every call in the service's own OpenAPI document; a new route is fuzzed as it is described.
import fc from "fast-check";
import { bodyOf, type Media } from "./fuzz-bodies.ts";
import { caseBody } from "./fuzz-bytes.ts";
import { often, optional } from "./fuzz-chance.ts";
import { credentials, extraHeaders, HEADERS } from "./fuzz-headers.ts";
import { hostileText, type Schema, valueFor } from "./fuzz-values.ts";

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
type Operation = {
  readonly parameters?: readonly (Parameter & { readonly $ref?: string })[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, Media>> };
};
export type ApiDocument = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: unknown;
};

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"];
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
      body: bodyOf(operation.requestBody?.content ?? {}, resolve),
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

function at(document: ApiDocument, reference: string): Schema {
  let found: unknown = document;
  for (const part of reference.slice(2).split("/")) found = (found as Record<string, unknown>)[part];
  if (typeof found !== "object" || found === null) throw new Error(`the document has no ${reference}`);
  return found as Schema;
}
