// The help page of one Web API call: resource, parameters, and a sample in every media type, in the manner of the
// original pages and from the tables and writers that the service itself uses.

import { type ContractCall, parametersOf } from "../../contracts/web-api/contract-call.ts";
import type { ContractParameter } from "../../contracts/web-api/contract-parameter.ts";
import { OF_THE_CONTRACT, OTHER_MEMBERS } from "../../contracts/web-api/published-members.ts";
import { answerSample, requestSample } from "../../contracts/web-api/samples/call-samples.ts";
import type { DeployedContract } from "../../contracts/web-api/web-api-contract.ts";
import { gzipJson } from "../../webapi/body/encode-text.ts";
import type { Format } from "../../webapi/contract.ts";
import { supportedTypes } from "../../webapi/negotiate/negotiate.ts";
import { tableOf } from "../../webapi/values/enum-table.ts";
import type { Member, Shape } from "../../webapi/values/shape.ts";
import { breakable, type Html, html, prose, sample, table } from "./html.ts";
import { indentJson, indentXml } from "./pretty-sample.ts";

const TYPES = {
  int32: "integer",
  "int32?": "integer",
  string: "string",
  decimal: "decimal number",
  "decimal?": "decimal number",
  dateTime: "date",
  "dateTime?": "date",
  bool: "boolean",
} as const;

const TITLES = ["Name", "Description", "Type", "Additional information"];
const NONE = "None.";

function typeCell(member: Member): string | Html {
  if (member.kind === "object") return html`<a href="#${member.shape.name}">${member.shape.name}</a>`;
  if (member.kind === "enum") return html`<a href="#${member.table}">${member.table}</a>`;
  return member.kind === "computed" ? "string" : TYPES[member.kind];
}

function memberRow(
  { meanings }: DeployedContract,
  member: Member,
  required: readonly string[],
): readonly (string | Html)[] {
  const information =
    member.kind === "computed" ? "JSON answers only." : required.includes(member.name) ? "Required" : NONE;
  return [member.name, meanings[member.name] ?? "", typeCell(member), information];
}

const memberTable = (contract: DeployedContract, shape: Shape, required: readonly string[]): Html =>
  table(
    TITLES,
    shape.members.map((member) => memberRow(contract, member, required)),
  );

/** The types that a resource leads to: nested DTOs, then enumerations with their numbers. */
function furtherTypes(contract: DeployedContract, shapes: readonly Shape[]): readonly Html[] {
  const nested = new Map<string, Shape>();
  const tables = new Set<string>();
  const visit = (shape: Shape): void => {
    for (const member of shape.members) {
      if (member.kind === "enum") tables.add(member.table);
      if (member.kind !== "object" || nested.has(member.shape.name)) continue;
      nested.set(member.shape.name, member.shape);
      visit(member.shape);
    }
  };
  for (const shape of shapes) visit(shape);
  return [
    ...[...nested.values()].map(
      (shape) => html`<h3 id="${shape.name}">${shape.name}</h3>${memberTable(contract, shape, [])}`,
    ),
    ...[...tables].map((name) => {
      const rows = Object.entries(tableOf(contract.enums, name)).map(([word, number]) => [
        word,
        String(number),
        OF_THE_CONTRACT,
      ]);
      return html`<h3 id="${name}">${name}</h3>${table(["Name", "Value", "Source"], rows)}<p>${OTHER_MEMBERS}</p>`;
    }),
  ];
}

const parameterTable = (parameters: readonly ContractParameter[]): Html =>
  parameters.length === 0
    ? html`<p>${NONE}</p>`
    : table(
        TITLES,
        parameters.map(({ name, description, type, words, information }) => {
          const choice = words === undefined ? NONE : words.join(" or ");
          return [name, prose(description), type, information ?? choice];
        }),
      );

/** A sample of each format. The compressed one is shown in base64, as its bytes are no text. */
async function samples(
  formats: readonly Format[],
  textOf: (format: Format) => string,
): Promise<readonly Html[]> {
  return Promise.all(
    formats.map(async (format) => {
      const types = supportedTypes[format];
      const text = textOf(format);
      if (format === "json") return sample(types, indentJson(text));
      if (format === "xml") return sample(types, indentXml(text));
      if (format === "form") return sample(types, text);
      const bytes = String.fromCharCode(...(await gzipJson(text)));
      return html`${sample(types, btoa(bytes))}<p class="soft small">In base64: gzip of a UTF-8 byte order mark and the compact JSON.</p>`;
    }),
  );
}

export async function callPage(contract: DeployedContract, call: ContractCall): Promise<Html> {
  const { answer, body, description, method, path } = call;
  const parameters = parametersOf(call);
  const uri = parameters.filter((parameter) => parameter.in !== "header");
  const headers = parameters.filter((parameter) => parameter.in === "header");
  const written = contract.formats.filter((format) => format !== "form");
  const answers = await samples(written, (format) =>
    answerSample(contract, call, format as Exclude<Format, "form">),
  );
  const requests = await samples(
    body === undefined ? [] : contract.formats,
    (format) => requestSample(contract, call, format) ?? "",
  );
  const shapes =
    body === undefined || body.shape === answer.shape ? [answer.shape] : [body.shape, answer.shape];
  const listOf = answer.list === undefined ? "" : "Collection of ";
  return html`<p><a href="/help">Help Page Home</a></p>
<h1><span class="${method}">${method}</span> ${breakable(path.slice(1))}</h1>
<p>${prose(description)}</p>
<h2>Request Information</h2>
<h3>URI Parameters</h3>${parameterTable(uri)}
<h3>Headers</h3>
<p>A key with the scope <code>${call.scope}</code>: <code>Authorization: Bearer</code>, the password of HTTP Basic, or the header <code>key</code>.</p>
${headers.length === 0 ? "" : parameterTable(headers)}
<h3>Body Parameters</h3>
${body === undefined ? html`<p>${NONE}</p>` : html`<p>${body.shape.name}</p>${memberTable(contract, body.shape, body.required)}`}
${body === undefined ? "" : html`<h2>Request Formats</h2>${requests}`}
<h2>Response Information</h2>
<h3>Resource Description</h3>
<p>${listOf}${answer.shape.name}, with status ${String(answer.status)}</p>${memberTable(contract, answer.shape, [])}
<p>Headers: ${answer.headers.map((name) => html`<code>${name}</code> `)}</p>
<h2>Response Formats</h2>${answers}
${furtherTypes(contract, shapes).length === 0 ? "" : html`<h2>Types</h2>${furtherTypes(contract, shapes)}`}`;
}
