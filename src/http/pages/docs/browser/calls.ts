// The calls of the document, each with what the page asks of it again and again.
import type { Content, Deref, Document, Operation, Parameter, Response } from "./document.ts";

export type Call = {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
  readonly tag: string;
  readonly parameters: readonly Parameter[];
  readonly content: Content;
  readonly responses: readonly { readonly status: string; readonly response: Response }[];
  /** Scopes that its key needs; none: no key is asked for. */
  readonly scopes: readonly string[];
  /** Every call that writes takes an Idempotency-Key, and no other does. */
  readonly writes: boolean;
  /** It can answer the same and write nothing. */
  readonly previews: boolean;
};

export const PREVIEW = "validateOnly";
export const IF_MATCH = "If-Match";

/** In the document's order. */
export function callsOf(document: Document, deref: Deref): readonly Call[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => {
      const parameters = (operation.parameters ?? []).map(deref);
      const takes = (name: string) => parameters.some((parameter) => parameter.name === name);
      const writes = takes("Idempotency-Key");
      return {
        id: operation.operationId,
        method: method.toUpperCase(),
        path,
        operation,
        tag: operation.tags[0] ?? "",
        parameters,
        content: operation.requestBody?.content ?? {},
        responses: Object.entries(operation.responses).map(([status, response]) => ({
          status,
          response: deref(response),
        })),
        scopes: [...new Set(operation.security.flatMap((way) => Object.values(way).flat()))],
        writes,
        previews: writes && takes(PREVIEW),
      };
    }),
  );
}

const rank = (tag: string): number => (tag.startsWith("Contract") ? 0 : tag === "Service" ? 2 : 1);

/** The calls by tag: the contracts first, the service's own affairs last. */
export const callsByTag = (calls: readonly Call[]): readonly (readonly [string, readonly Call[]])[] =>
  [...Map.groupBy(calls, ({ tag }) => tag)].sort(([a], [b]) => rank(a) - rank(b));

/** The call that reads what this one changes and tells its version: the nearest GET above it that gives an ETag. */
export function readerOf(call: Call, calls: readonly Call[]): Call | null {
  const above = calls.filter(
    ({ method, path, responses }) =>
      method === "GET" &&
      (call.path === path || call.path.startsWith(`${path}/`)) &&
      path.includes("{") &&
      responses.some(({ status, response }) => status === "200" && response.headers?.ETag !== undefined),
  );
  return above.sort((a, b) => b.path.length - a.path.length)[0] ?? null;
}
