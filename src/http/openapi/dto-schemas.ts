// JSON Schema of the contracts' DTOs, from their own tables: one as JSON has them, one as XML has them, and of those that
// are sent one as a form has them.
import { MAX_INT32 } from "../../domain/values/ids.ts";
import { OTHER_MEMBERS } from "../contracts/web-api/published-members.ts";
import type { DeployedContract } from "../contracts/web-api/web-api-contract.ts";
import type { Casing, Member, Shape } from "../webapi/values/shape.ts";
import type { JsonSchema } from "./components.ts";

type Kind = "json" | "xml" | "form";
const INT32 = { minimum: -MAX_INT32 - 1, maximum: MAX_INT32 };
const DATE = "ISO 8601 with Z, an offset or neither, up to seven decimals; echoed as it was sent.";

/** The name of a DTO's schema. */
const dtoName = (shape: Shape, kind: Kind): string =>
  kind === "json" ? shape.name : `${shape.name}.${kind}`;

export const dtoRef = (shape: Shape, kind: Kind) => ({
  $ref: `#/components/schemas/${dtoName(shape, kind)}`,
});

/** The published member, and where the others are; 0 is none, though a plan answers it whose stored name has left the table. */
function enumSchema({ published }: DeployedContract, of: string, kind: Kind): JsonSchema {
  const member = published[of];
  const type = kind === "json" ? "integer" : "string";
  if (member === undefined) return { type, description: OTHER_MEMBERS };
  const shown = kind === "json" ? `${member.number} ${member.name}` : member.name;
  return { type, description: `${shown} is the contract's. ${OTHER_MEMBERS}` };
}

function memberSchema(contract: DeployedContract, member: Member, kind: Kind): JsonSchema {
  switch (member.kind) {
    case "int32":
      return { type: "integer", ...INT32 };
    case "int32?":
      return { type: ["integer", "null"], ...INT32 };
    case "decimal":
      return { type: "number", description: "Exact: its scale is kept, 5.10 stays 5.10." };
    case "decimal?":
      return { type: ["number", "null"] };
    case "dateTime":
      return { type: "string", description: DATE };
    case "dateTime?":
      return { type: ["string", "null"], description: DATE };
    case "bool":
      return { type: "boolean" };
    case "string":
      return { type: ["string", "null"] };
    case "enum":
      return enumSchema(contract, member.table, kind);
    case "object":
      return { anyOf: [dtoRef(member.shape, kind), { type: "null" }] };
    case "computed":
      return { type: "string", readOnly: true, description: "Only in JSON answers; ignored when sent." };
  }
}

const NUMBERS: ReadonlySet<Member["kind"]> = new Set(["int32", "int32?", "decimal", "decimal?"]);

type Entry = { readonly name: string; readonly member: Member };

/** A form is flat: a nested member's name follows its owner's after a point, and what .NET cannot make is left out. */
const formEntries = (shape: Shape, prefix = ""): readonly Entry[] =>
  shape.members.flatMap((member): readonly Entry[] => {
    if (member.kind === "computed") return [];
    const name = `${prefix}${member.name}`;
    if (member.kind !== "object") return [{ name, member }];
    return member.typed ? [] : formEntries(member.shape, `${name}.`);
  });

function entriesOf({ casing }: DeployedContract, shape: Shape, kind: Kind): readonly Entry[] {
  switch (kind) {
    case "json":
      return shape.ordered[casing];
    case "xml":
      return shape.xmlMembers.map((member) => ({ name: member.name, member }));
    case "form":
      return formEntries(shape);
  }
}

function schemaOf(contract: DeployedContract, shape: Shape, kind: Kind): JsonSchema {
  const entries = entriesOf(contract, shape, kind);
  const properties = entries.map(({ name, member }) => [name, memberSchema(contract, member, kind)]);
  return {
    type: "object",
    ...(kind === "xml" ? { xml: { name: shape.name, namespace: shape.namespace } } : {}),
    properties: Object.fromEntries(properties),
  };
}

/** The shape's schemas of both kinds, and those of the shapes within it, by name. */
function dtoSchemas(contract: DeployedContract, shape: Shape): Readonly<Record<string, JsonSchema>> {
  const nested = shape.members.flatMap((member) =>
    member.kind === "object" ? Object.entries(dtoSchemas(contract, member.shape)) : [],
  );
  return {
    [dtoName(shape, "json")]: schemaOf(contract, shape, "json"),
    [dtoName(shape, "xml")]: schemaOf(contract, shape, "xml"),
    ...Object.fromEntries(nested),
  };
}

/** Web API's error in a casing; XML's is always Pascal. */
function errorSchema(casing: Casing): JsonSchema {
  const pascal = casing === "pascal";
  const [message, detail, state, code] = pascal
    ? ["Message", "MessageDetail", "ModelState", "Code"]
    : ["message", "messageDetail", "modelState", "code"];
  const text = { type: "string" };
  return {
    type: "object",
    required: [message],
    properties: {
      [message as string]: text,
      [detail as string]: text,
      [state as string]: {
        type: "object",
        description: "Messages by member, as the body spelled it: `model.AccountID`.",
        additionalProperties: { type: "array", items: text },
      },
      [code as string]: { ...text, description: "The stable code of the failure." },
    },
  };
}

/** The names of a form's fields that hold numbers. */
export const numbersOfForm = (shape: Shape): ReadonlySet<string> =>
  new Set(formEntries(shape).flatMap(({ name, member }) => (NUMBERS.has(member.kind) ? [name] : [])));

const formSchema = (contract: DeployedContract, shape: Shape): readonly (readonly [string, JsonSchema])[] =>
  contract.formats.includes("form") ? [[dtoName(shape, "form"), schemaOf(contract, shape, "form")]] : [];

/** The schemas of everything that a contract's calls take and give, its errors included. */
export function contractSchemas(contract: DeployedContract): Readonly<Record<string, JsonSchema>> {
  const sent = contract.calls.flatMap(({ body }) => (body === undefined ? [] : [body.shape]));
  const shapes = contract.calls.flatMap(({ body, answer }) =>
    body === undefined ? [answer.shape] : [body.shape, answer.shape],
  );
  return {
    ...Object.fromEntries(shapes.flatMap((shape) => Object.entries(dtoSchemas(contract, shape)))),
    ...Object.fromEntries(sent.flatMap((shape) => formSchema(contract, shape))),
    [`WebApiError.${contract.casing}`]: errorSchema(contract.casing),
    "WebApiError.xml": { ...errorSchema("pascal"), xml: { name: "Error" } },
  };
}
