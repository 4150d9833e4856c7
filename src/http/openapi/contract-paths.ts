// The calls of the two Web API contracts as OpenAPI operations, with every media type that their contracts have.

import { type ContractCall, parametersOf } from "../contracts/web-api/contract-call.ts";
import type { ContractParameter } from "../contracts/web-api/contract-parameter.ts";
import { requestSample } from "../contracts/web-api/samples/call-samples.ts";
import type { DeployedContract } from "../contracts/web-api/web-api-contract.ts";
import { webApiFailure } from "../contracts/web-api/web-api-failure.ts";
import { type HttpError, webApiError, webApiInvalid } from "../webapi/action-result.ts";
import type { Format } from "../webapi/contract.ts";
import { writeErrorJson } from "../webapi/json/json-writer.ts";
import { supportedTypes } from "../webapi/negotiate/negotiate.ts";
import { writeErrorXml } from "../webapi/xml/xml-writer.ts";
import type { JsonSchema } from "./components.ts";
import { dtoRef, numbersOfForm } from "./dto-schemas.ts";
import { byStatus, failureHeaders, IDEMPOTENT, KEYED } from "./failure-responses.ts";
import { samplesOf } from "./failure-samples.ts";
import { headerRefs, parameterRef } from "./headers.ts";
import { START } from "./operation.ts";
import { securityFor } from "./security.ts";

const COMPRESSED: JsonSchema = {
  description: "gzip of a UTF-8 byte order mark and the compact JSON of application/json.",
};
const TYPES: Readonly<Record<string, JsonSchema>> = {
  integer: { type: "integer" },
  boolean: { type: "boolean" },
  date: { type: "string", format: "date" },
  string: { type: "string" },
};

const parameter = ({ name, in: where, type, description, words, example }: ContractParameter) => ({
  name,
  in: where,
  required: where === "path",
  description,
  schema: type === "string" && words !== undefined ? { type, enum: words } : TYPES[type],
  ...(example === undefined ? {} : { example: type === "integer" ? Number(example) : example }),
});

/** One entry for every media type of the formats. */
const perType = <T>(formats: readonly Format[], make: (format: Format, type: string) => T) =>
  Object.fromEntries(
    formats.flatMap((format) => supportedTypes[format].map((type) => [type, make(format, type)] as const)),
  );

function requestBody(contract: DeployedContract, call: ContractCall) {
  const { body } = call;
  if (body === undefined) return {};
  const json = JSON.parse(requestSample(contract, call, "json") ?? "null") as Readonly<
    Record<string, unknown>
  >;
  const names = body.shape.ordered[contract.casing];
  const required = names.filter(({ member }) => body.required.includes(member.name)).map(({ name }) => name);
  const content = perType(contract.formats, (format) => {
    switch (format) {
      case "json":
        return { schema: { ...dtoRef(body.shape, "json"), required }, example: json };
      case "xml":
        return { schema: dtoRef(body.shape, "xml"), example: requestSample(contract, call, "xml") };
      case "form":
        return { schema: dtoRef(body.shape, "form"), example: formExample(contract, call) };
      case "compressed":
        return { schema: COMPRESSED };
    }
  });
  return { requestBody: { required: true, content } };
}

/** The sample's fields, as their schema has them: a number in a form is text that holds one. */
function formExample(contract: DeployedContract, call: ContractCall) {
  const fields = new URLSearchParams(requestSample(contract, call, "form") ?? "");
  const numbers = call.body === undefined ? new Set<string>() : numbersOfForm(call.body.shape);
  return Object.fromEntries(
    [...fields].map(([name, text]) => [name, numbers.has(name) ? Number(text) : text]),
  );
}

const answerFormats = ({ formats }: DeployedContract) => formats.filter((format) => format !== "form");

const isKeyed = ({ write }: ContractCall): boolean => write !== undefined;

function success(contract: DeployedContract, call: ContractCall) {
  const { shape, list } = call.answer;
  const headers = [...call.answer.headers, ...(isKeyed(call) ? (["Idempotency-Replayed"] as const) : [])];
  const content = perType(answerFormats(contract), (format) => {
    if (format === "compressed") return { schema: COMPRESSED };
    const ref = dtoRef(shape, format === "xml" ? "xml" : "json");
    const schema = list === undefined ? ref : { type: "array", items: ref };
    return { schema };
  });
  return { description: "As the contract has it.", headers: headerRefs(headers), content };
}

/** The first media type of each format shows examples: all of them in JSON, one in XML; the others read the same. */
function errorContent(contract: DeployedContract, errors: Readonly<Record<string, HttpError>>) {
  const { casing } = contract;
  const named = Object.entries(errors);
  return perType(answerFormats(contract), (format, type) => {
    if (format === "compressed") return { schema: COMPRESSED };
    const kind = format === "xml" ? "xml" : casing;
    const schema = { $ref: `#/components/schemas/WebApiError.${kind}` };
    if (type !== supportedTypes[format][0]) return { schema };
    const shown = format === "xml" ? named.slice(0, 1) : named;
    const written = shown.map(([name, error]) => {
      const value: unknown =
        format === "xml" ? writeErrorXml(error) : JSON.parse(writeErrorJson(casing, error));
      return [name, { value }];
    });
    return { schema, examples: Object.fromEntries(written) };
  });
}

const errorOf = (result: ReturnType<typeof webApiError>): HttpError => {
  if (result.body?.kind !== "error") throw new Error("a failure without an error");
  return result.body.error;
};

/** What the binding of a body refuses before the action sees it (src/http/webapi/bind-body.ts). */
function bindingFailures(call: ContractCall): readonly (readonly [number, string, HttpError])[] {
  const member = call.body?.required[0] ?? parametersOf(call)[0]?.name ?? "model";
  const key = call.body === undefined ? member : `model.${member}`;
  const invalid = webApiInvalid({ [key]: [`The ${member} field is required.`] });
  const wrong = [400, "INVALID", errorOf(invalid)] as const;
  if (call.body === undefined) return [wrong];
  return [
    wrong,
    [413, "TOO_LARGE", errorOf(webApiError(413, "The request entity is too large."))],
    [
      415,
      "UNSUPPORTED",
      errorOf(
        webApiError(415, "The request entity's media type 'text/plain' is not supported for this resource."),
      ),
    ],
  ];
}

const TITLES: Readonly<Record<number, string>> = {
  400: "A member is missing or wrong; ModelState names each.",
  413: "The body is too large.",
  415: "No reader for the media type.",
};

function failures(contract: DeployedContract, call: ContractCall) {
  const tags = [...KEYED, ...(isKeyed(call) ? IDEMPOTENT : []), ...call.failures];
  const bySample = tags.flatMap((tag) =>
    samplesOf(tag, isKeyed(call)).map(([name, failure]) => {
      const result = webApiFailure(failure, contract.commandMembers);
      return [result.status, name, errorOf(result)] as const;
    }),
  );
  const grouped = Map.groupBy([...bindingFailures(call), ...bySample], ([status]) => status);
  const headers = new Map([...byStatus(tags)].map(([status, those]) => [status, failureHeaders(those)]));
  return Object.fromEntries(
    [...grouped].map(([status, all]) => [
      status,
      {
        description: TITLES[status] ?? all.map(([, tag]) => tag).join("; "),
        headers: headers.get(status) ?? headerRefs(),
        content: errorContent(contract, Object.fromEntries(all.map(([, tag, error]) => [tag, error]))),
      },
    ]),
  );
}

/** One operation, as it stands under its path and method. */
export function contractOperation(contract: DeployedContract, call: ContractCall) {
  const { id, summary, description, scope, answer } = call;
  return {
    operationId: id,
    tags: [contract.tag],
    summary,
    description,
    ...(call.published ? START : {}),
    security: securityFor(scope),
    parameters: [...parametersOf(call).map(parameter), parameterRef("RequestId")],
    ...requestBody(contract, call),
    responses: {
      [answer.status]: success(contract, call),
      ...(answer.previewStatus === undefined ? {} : { [answer.previewStatus]: success(contract, call) }),
      ...failures(contract, call),
    },
  };
}
