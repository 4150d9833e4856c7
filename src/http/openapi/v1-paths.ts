// The calls of /v1 as OpenAPI operations.
import type * as z from "zod/mini";
import { defaultEnumTables } from "../settings/enum-tables.ts";
import { answerSchemas } from "../v1/answer-schemas.ts";
import type { AnyCall, Body, DeclaredAnswer, Facts } from "../v1/call/declaration.ts";
import { methodAndPath } from "../v1/call/mount-call.ts";
import { namesIn, PATH_PARAMETERS } from "../v1/call/path-parameters.ts";
import type { Examples } from "./answer-examples.ts";
import { queryParameters, schemaRef } from "./components.ts";
import { failureResponses, failuresOf } from "./failure-responses.ts";
import { headerRefs, parameterRef } from "./headers.ts";
import { named, START } from "./operation.ts";
import { securityFor } from "./security.ts";

type Rehearsal = Examples["rehearsal"];

const NDJSON = "application/x-ndjson";
const JSON_TYPE = "application/json";

/** A path part that only another call's answer tells has no example to call with, but one to show. */
const shownPart = (name: string, rehearsal: Rehearsal) =>
  name === "hash" ? { examples: { rehearsed: { value: rehearsal.hash } } } : {};

function pathParameters(path: string, example: Facts["example"], rehearsal: Rehearsal) {
  return namesIn(path).map((name) => ({
    name,
    in: "path",
    required: true,
    description: PATH_PARAMETERS[name].description,
    schema: PATH_PARAMETERS[name].schema,
    ...(example?.path?.[name] === undefined ? shownPart(name, rehearsal) : { example: example.path[name] }),
  }));
}

function parameters({ example, query, ifMatch, write }: Facts, path: string, rehearsal: Rehearsal) {
  const queried = query === undefined ? [] : queryParameters(query(defaultEnumTables));
  return [
    ...pathParameters(path, example, rehearsal),
    ...queried.map((parameter) => {
      const value = example?.query?.[parameter.name];
      if (value === undefined) return parameter;
      return { ...parameter, example: parameter.schema.type === "integer" ? Number(value) : value };
    }),
    ...(ifMatch === "required" ? [parameterRef("IfMatch")] : []),
    ...(ifMatch === "optional" ? [parameterRef("IfMatchOptional")] : []),
    ...(write === undefined ? [] : [parameterRef("IdempotencyKey")]),
    parameterRef("RequestId"),
  ];
}

function requestBody({ body, lines: sent, example }: Facts, rehearsal: Rehearsal) {
  if (sent !== undefined) {
    const { [NDJSON]: media } = lines(answerSchemas()[sent]);
    return { requestBody: { required: true, content: { [NDJSON]: { ...media, example: rehearsal.lines } } } };
  }
  if (body === undefined) return {};
  const sample = example?.body === undefined ? {} : { example: example.body };
  const schema = schemaRef(bodySchema(body));
  return {
    requestBody: { required: body.optional !== true, content: { [JSON_TYPE]: { schema, ...sample } } },
  };
}

const NAMED_BODIES = new WeakMap<Body, z.ZodMiniType>();

/** The schema of a body under its name in the document, with the names that stand for any deployment's. */
function bodySchema(body: Body): z.ZodMiniType {
  const known = NAMED_BODIES.get(body);
  if (known !== undefined) return known;
  const schema = named(body.name, body.schema(defaultEnumTables));
  NAMED_BODIES.set(body, schema);
  return schema;
}

/** OpenAPI 3.1 has no word for lines: the schema of one line stands beside it. */
const lines = (schema: z.ZodMiniType) => ({
  [NDJSON]: {
    schema: { type: "string", description: "One JSON object a line.", "x-line-schema": schemaRef(schema) },
  },
});

function success(
  { description, schema, headers = [], lines: isLines, also = {} }: DeclaredAnswer,
  keyed: boolean,
) {
  const of = answerSchemas()[schema];
  const others = Object.entries(also).map(([type, what]) => [
    type,
    { schema: { type: "string", description: what } },
  ]);
  return {
    description,
    headers: headerRefs(keyed ? [...headers, "Idempotency-Replayed"] : headers),
    content:
      isLines === undefined
        ? { [JSON_TYPE]: { schema: schemaRef(of) }, ...Object.fromEntries(others) }
        : lines(of),
  };
}

const successes = ({ answers, write }: Facts) =>
  Object.fromEntries(
    Object.entries(answers).map(([status, answer]) => [status, success(answer, write !== undefined)]),
  );

/** One operation, as it stands under its path and method. */
export function v1Operation(call: AnyCall, rehearsal: Rehearsal) {
  const { facts } = call;
  const { id, tag, summary, description, start, scope } = facts;
  const [, path] = methodAndPath(call);
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    ...(start === undefined ? {} : START),
    security: securityFor(scope),
    parameters: parameters(facts, path, rehearsal),
    ...requestBody(facts, rehearsal),
    responses: { ...successes(facts), ...failureResponses(failuresOf(call)) },
  };
}
