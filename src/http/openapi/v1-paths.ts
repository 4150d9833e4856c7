// The calls of /v1 as OpenAPI operations.
import type * as z from "zod";
import type { EnumTables } from "../wire/enum-tables.ts";
import { queryParameters, schemaRef } from "./components.ts";
import { failureResponses, failuresOf } from "./failure-responses.ts";
import { headerRefs, parameterRef } from "./headers.ts";
import { type Answer, type Operation, START } from "./operation.ts";
import { securityFor } from "./security.ts";

const NDJSON = "application/x-ndjson";
const JSON_TYPE = "application/json";

const PATH_PARAMETERS: Readonly<Record<string, { description: string; schema: object }>> = {
  hash: { description: "The hash of a rehearsal.", schema: { type: "string", pattern: "^[0-9a-f]{64}$" } },
  number: { description: "A payment's number in the ledger.", schema: { type: "integer", minimum: 1 } },
  ordinal: { description: "An instalment's number, from 1.", schema: { type: "integer", minimum: 1 } },
  id: { description: "An id, 1 to 2147483647.", schema: { $ref: "#/components/schemas/Id" } },
};

function pathParameters(path: string, example: Operation["example"]) {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => ({
    name,
    in: "path",
    required: true,
    ...PATH_PARAMETERS[name],
    ...(example?.path?.[name] === undefined ? {} : { example: example.path[name] }),
  }));
}

function parameters(operation: Operation, path: string, enums: EnumTables) {
  const { example, query, ifMatch, recovered } = operation;
  const queried = query === undefined ? [] : queryParameters(query, enums);
  return [
    ...pathParameters(path, example),
    ...queried.map((parameter) => {
      const value = example?.query?.[parameter.name];
      if (value === undefined) return parameter;
      return { ...parameter, example: parameter.schema.type === "integer" ? Number(value) : value };
    }),
    ...(ifMatch === "required" ? [parameterRef("IfMatch")] : []),
    ...(ifMatch === "optional" ? [parameterRef("IfMatchOptional")] : []),
    ...(recovered === undefined ? [] : [parameterRef("IdempotencyKey")]),
    parameterRef("RequestId"),
  ];
}

function requestBody({ body, bodyLines, bodyOptional, example }: Operation) {
  if (body === undefined) return {};
  const sample = example?.body === undefined ? {} : { example: example.body };
  const content =
    bodyLines === undefined ? { [JSON_TYPE]: { schema: schemaRef(body), ...sample } } : lines(body);
  return { requestBody: { required: bodyOptional === undefined, content } };
}

/** OpenAPI 3.1 has no word for lines: the schema of one line stands beside it. */
const lines = (schema: Answer["schema"]) => ({
  [NDJSON]: {
    schema: { type: "string", description: "One JSON object a line.", "x-line-schema": schemaRef(schema) },
  },
});

function success(
  { description, schema, headers = [], lines: isLines }: Answer,
  others: readonly z.ZodType[],
) {
  const [first, ...rest] = [...new Set([schema, ...others])].map(schemaRef);
  return {
    description,
    headers: headerRefs(headers),
    content:
      isLines === undefined
        ? { [JSON_TYPE]: { schema: rest.length === 0 ? first : { anyOf: [first, ...rest] } } }
        : lines(schema),
  };
}

/** A write that takes an Idempotency-Key may be replayed; where its answer was lost, that is a 200 with what it wrote. */
function successes({ answers, recovered }: Operation) {
  if (recovered === undefined) {
    return Object.fromEntries(
      Object.entries(answers).map(([status, answer]) => [status, success(answer, [])]),
    );
  }
  const found: Answer = { description: "What the first request wrote, as it is now.", schema: recovered };
  return Object.fromEntries(
    Object.entries({ 200: found, ...answers }).map(([status, answer]) => {
      const headers = [
        ...new Set([...(answer.headers ?? []), "ETag" as const, "Idempotency-Replayed" as const]),
      ];
      return [status, success({ ...answer, headers }, status === "200" ? [recovered] : [])];
    }),
  );
}

/** One operation, as it stands under its path and method. */
export function v1Operation(operation: Operation, path: string, enums: EnumTables) {
  const { id, tag, summary, description, start, scope } = operation;
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    ...(start === undefined ? {} : START),
    security: securityFor(scope),
    parameters: parameters(operation, path, enums),
    ...requestBody(operation),
    responses: { ...successes(operation), ...failureResponses(failuresOf(operation, path)) },
  };
}
