// The calls of /v1 as OpenAPI operations.
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

function parameters(operation: Operation, path: string) {
  const { example, query, ifMatch, keyed } = operation;
  const queried = query === undefined ? [] : queryParameters(query);
  return [
    ...pathParameters(path, example),
    ...queried.map((parameter) => {
      const value = example?.query?.[parameter.name];
      if (value === undefined) return parameter;
      return { ...parameter, example: parameter.schema.type === "integer" ? Number(value) : value };
    }),
    ...(ifMatch === "required" ? [parameterRef("IfMatch")] : []),
    ...(ifMatch === "optional" ? [parameterRef("IfMatchOptional")] : []),
    ...(keyed === undefined ? [] : [parameterRef("IdempotencyKey")]),
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

function success({ description, schema, headers = [], lines: isLines }: Answer, keyed: boolean) {
  return {
    description,
    headers: headerRefs(keyed ? [...headers, "Idempotency-Replayed"] : headers),
    content: isLines === undefined ? { [JSON_TYPE]: { schema: schemaRef(schema) } } : lines(schema),
  };
}

function successes({ answers, keyed }: Operation) {
  return Object.fromEntries(
    Object.entries(answers).map(([status, answer]) => [status, success(answer, keyed === true)]),
  );
}

/** One operation, as it stands under its path and method. */
export function v1Operation(operation: Operation, path: string) {
  const { id, tag, summary, description, start, scope } = operation;
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    ...(start === undefined ? {} : START),
    security: securityFor(scope),
    parameters: parameters(operation, path),
    ...requestBody(operation),
    responses: { ...successes(operation), ...failureResponses(failuresOf(operation, path)) },
  };
}
