// The OpenAPI 3.1 document, put together from what the routes themselves use: the description of /v1 made of their zod
// schemas, the contracts' tables and writers, and the table of failures.

import manifest from "../../../package.json" with { type: "json" };
import type { DescribedDialect } from "../contracts/described-dialect.ts";
import { withAnswers } from "./answer-examples.ts";
import type { JsonSchema } from "./components.ts";
import type { PathOperation, V1Description } from "./description.ts";
import { KEYED, problemExamples } from "./failure-responses.ts";
import { HEADER_COMPONENTS, PARAMETER_COMPONENTS } from "./headers.ts";
import { OPEN_FAILURES, openPaths } from "./open-paths.ts";
import type { FailureTag } from "./operation.ts";
import { parameterWithPublished, withPublished } from "./published-names.ts";
import { SECURITY_SCHEMES } from "./security.ts";
import { shareResponses } from "./share-responses.ts";
import { tagsOf } from "./tags.ts";

const DESCRIPTION = `Three published partner contracts, spoken exactly, and one modern JSON API around them.

**Keys.** Send yours as a bearer token, as the password of HTTP Basic, or in the header \`key\`. Each call names the scope it needs.
**Money** is decimal text with its currency; **dates** are YYYY-MM-DD; **instants** are ISO 8601 in UTC.
**Queries.** /v1 takes exactly the parameters that a call lists, each once: any other name is QUERY_UNKNOWN. The contracts ignore what they do not know.
**Enumerations.** The contracts publish three members: Weekly 1, Cash 10, Active 1. Every other name and number is this deployment's own table, which GET /v1/settings tells with any key.
**Repeats.** A write with an Idempotency-Key acts once however often it is sent. Without one a 503 says whether the write may have happened, whether it can be sent again, and where to look.
**Versions.** A plan's or contact's ETag is its version; a change says with If-Match which version it is meant for.
**Failures** of /v1 are RFC 9457 problems whose \`code\` is stable. The contracts fail in their own forms.`;

type Paths = Record<string, Record<string, PathOperation>>;

const PROBLEM: JsonSchema = {
  type: "object",
  description: "An RFC 9457 problem.",
  required: ["type", "title", "status", "detail", "code", "requestId"],
  properties: {
    type: { const: "about:blank" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string" },
    code: { type: "string", description: "Stable: branch on it." },
    requestId: { type: "string" },
    errors: {
      type: "array",
      items: {
        type: "object",
        required: ["pointer", "detail"],
        properties: {
          pointer: { type: "string", description: "A JSON Pointer into the body, or a parameter's name." },
          detail: { type: "string" },
        },
      },
    },
  },
};

/** The operations of /v1, each a copy: their responses are shared afterwards. */
const v1Of = ({ operations }: V1Description) =>
  Object.entries(operations).map(([call, operation]) => ({
    call,
    operation: {
      ...operation,
      parameters: operation.parameters.map(parameterWithPublished),
      responses: { ...operation.responses },
    },
  }));

const v1Schemas = ({ schemas }: V1Description) =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, withPublished(schema)]));

/** The document of every deployment: of enumerations it has the published members alone. */
export function openApiDocument(dialects: readonly DescribedDialect[], v1: V1Description) {
  const paths: Paths = {};
  const put = (method: string, path: string, operation: PathOperation) => {
    paths[path] = { ...paths[path], [method.toLowerCase()]: withAnswers(operation, v1.answers) };
  };
  const contracts = dialects.map((dialect) => dialect.document());
  for (const { method, path, operation } of contracts.flatMap(({ operations }) => operations)) {
    put(method, path, operation);
  }
  for (const { call, operation } of v1Of(v1)) {
    const [method = "", path = ""] = call.split(" ");
    put(method, path, operation);
  }
  for (const [path, operation] of Object.entries(openPaths())) put("GET", path, operation);
  return {
    openapi: "3.1.1",
    info: {
      title: "receivables-edge",
      version: manifest.version,
      description: DESCRIPTION,
      license: { name: manifest.license, identifier: `LicenseRef-${manifest.license}` },
    },
    servers: [{ url: "/" }],
    tags: tagsOf(Object.values(paths).flatMap((item) => Object.values(item))),
    paths,
    components: {
      responses: shareResponses(paths),
      securitySchemes: SECURITY_SCHEMES,
      parameters: PARAMETER_COMPONENTS,
      headers: HEADER_COMPONENTS,
      schemas: Object.assign(
        { Problem: PROBLEM, ...v1Schemas(v1) },
        ...contracts.map((contract) => contract.schemas),
      ) as Readonly<Record<string, JsonSchema>>,
      examples: problemExamples([...new Set<FailureTag>([...KEYED, ...OPEN_FAILURES, ...v1.failures])]),
    },
  };
}
