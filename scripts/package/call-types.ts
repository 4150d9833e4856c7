// The types of the client's calls without anything behind them, written from the service's own description of /v1.
import { CUSTOMER_ANSWERS } from "../../src/http/failures/contact-answers.ts";
import { EDGE_ANSWERS } from "../../src/http/failures/edge-answers.ts";
import { PLAN_ANSWERS } from "../../src/http/failures/plan-answers.ts";
import { REHEARSAL_ANSWERS } from "../../src/http/failures/rehearsal-answers.ts";
import type { JsonSchema } from "../../src/http/openapi/components.ts";
import type { V1Description } from "../../src/http/openapi/description.ts";
import { describeV1 } from "../../src/http/openapi/v1-description.ts";
import type { AnyCall } from "../../src/http/v1/call/declaration.ts";
import { namesIn } from "../../src/http/v1/call/path-parameters.ts";
import { V1_CALLS } from "../../src/http/v1/calls.ts";
import { comment, typeOf } from "./schema-types.ts";

const CODES = [EDGE_ANSWERS, PLAN_ANSWERS, CUSTOMER_ANSWERS, REHEARSAL_ANSWERS].flatMap(Object.keys);

const HEAD = `// What each call of /v1 takes and gives. Written by \`npm run build\` from the service's own declarations.

/** What any call may be given. */
type Common = { readonly signal?: AbortSignal; readonly requestId?: string };

/** A call by method and path, as in \`GET /v1/payment-plans/{id}\`. */
export type Call = keyof Calls;

/** \`ifMatch\` is an ETag as it was answered, or \`*\`. */
export type Options<C extends Call> = Calls[C]["options"] & Common;

export type Answer<C extends Call> = {
  readonly status: number;
  /** The body; of answers in lines, a generator over them. */
  readonly data: Calls[C]["data"];
  /** The version, to send back as \`ifMatch\`. */
  readonly etag: string | null;
  readonly location: string | null;
  readonly requestId: string | null;
  /** The Idempotency-Key was used before: this is what the first request was, or would have been, answered with. */
  readonly replayed: boolean;
};
`;

/** The content of the module: types alone, and no import. */
export function callTypes(): string {
  const described = describeV1();
  const schemas = Object.entries(described.schemas).map(
    ([name, schema]) =>
      `${comment(textOf(schema.description), "")}export type ${name} = ${typeOf(schema)};\n`,
  );
  const calls = V1_CALLS.map((call) => callType(call, described));
  const codes = CODES.toSorted().map((code) => `\n  | ${JSON.stringify(code)}`);
  return [
    HEAD,
    `/** The stable codes of problems. */\nexport type Code =${codes.join("")};\n`,
    `/** Each call's options and answer, by its name. */\nexport type Calls = {\n${calls.join("")}};\n`,
    ...schemas,
  ].join("\n");
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

type Content = Readonly<Record<string, { readonly schema: JsonSchema }>>;

type Operation = {
  readonly parameters: readonly JsonSchema[];
  readonly requestBody?: { readonly required: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
};

const JSON_TYPE = "application/json";
const NDJSON = "application/x-ndjson";

function callType({ call, facts }: AnyCall, { operations }: V1Description): string {
  const operation = operations[call] as unknown as Operation | undefined;
  if (operation === undefined) throw new Error(`${call} is not described`);
  const options = [
    ...pathOption(call),
    ...queryOption(operation),
    ...bodyOption(operation),
    ...(facts.ifMatch === undefined
      ? []
      : [`readonly ifMatch${facts.ifMatch === "required" ? "" : "?"}: string;`]),
    ...(facts.write === undefined ? [] : ["readonly idempotencyKey?: string;"]),
  ].map((option) => `      ${option}\n`);
  const given = options.length === 0 ? "unknown" : `{\n${options.join("")}    }`;
  const told = [...new Set(Object.entries(operation.responses).flatMap(dataOf))].join(" | ");
  const name = JSON.stringify(call);
  return `${comment(`${facts.summary}.`, "  ")}  readonly ${name}: {\n    readonly options: ${given};\n    readonly data: ${told};\n  };\n`;
}

function pathOption(call: string): readonly string[] {
  const members = namesIn(call).map((name) => `readonly ${name}: number | string`);
  return members.length === 0 ? [] : [`readonly path: { ${members.join("; ")} };`];
}

/** Text, as it stands in the URL; a number or a boolean is written as text. */
function queryOption({ parameters }: Operation): readonly string[] {
  const members = parameters
    .filter((parameter) => parameter.in === "query")
    .map(({ name, schema }) => {
      const described = schema as JsonSchema;
      const said = comment(textOf(described.description), "        ");
      const read = typeOf(described);
      const type = `${read === "number" ? "string" : read} | number | boolean`;
      return `${said}        readonly ${String(name)}?: ${type} | undefined;\n`;
    });
  return members.length === 0 ? [] : [`readonly query?: {\n${members.join("")}      };`];
}

function bodyOption({ requestBody }: Operation): readonly string[] {
  if (requestBody === undefined) return [];
  const { required, content } = requestBody;
  const json = content[JSON_TYPE];
  if (json === undefined) return ["readonly body: string | ReadableStream<Uint8Array>;"];
  return [`readonly body${required ? "" : "?"}: ${typeOf(json.schema)};`];
}

function dataOf([status, { content }]: readonly [string, { readonly content?: Content }]): readonly string[] {
  if (!status.startsWith("2")) return [];
  const lines = content?.[NDJSON]?.schema["x-line-schema"] as JsonSchema | undefined;
  if (lines !== undefined) return [`AsyncGenerator<${typeOf(lines)}, void, undefined>`];
  const schema = content?.[JSON_TYPE]?.schema;
  if (schema === undefined) throw new Error("an answer without a body");
  return [typeOf(schema)];
}
