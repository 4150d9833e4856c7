// JSON Schema as TypeScript's types, for what the service's own schemas are made of and nothing else.
import type { JsonSchema } from "../../src/http/openapi/components.ts";

/** Comments of a declaration, wrapped; nothing for none. */
export function comment(text: string | undefined, indent: string): string {
  if (text === undefined) return "";
  return `${indent}/** ${text.replaceAll("*/", "*\\/")} */\n`;
}

const isSchema = (value: unknown): value is JsonSchema => typeof value === "object" && value !== null;

const union = (parts: readonly string[]): string => [...new Set(parts)].join(" | ");

/** In a list a union needs its brackets. */
const bracketed = (type: string): string =>
  type.includes(" | ") && !type.startsWith("{") ? `(${type})` : type;

/** The type of values that fit the schema; named ones by their names. Throws at a schema of a kind that is new to it. */
export function typeOf(schema: JsonSchema, indent = ""): string {
  const { $ref, anyOf, oneOf, enum: members, type } = schema;
  if (typeof $ref === "string") return $ref.slice($ref.lastIndexOf("/") + 1);
  if ("const" in schema) return JSON.stringify(schema.const);
  if (Array.isArray(members)) return union(members.map((member) => JSON.stringify(member)));
  const choices = anyOf ?? oneOf;
  if (Array.isArray(choices)) return union(choices.map((choice) => typeOf(choice, indent)));
  if (Array.isArray(type)) return union(type.map((one) => typeOf({ ...schema, type: one }, indent)));
  switch (type) {
    case "string":
    case "boolean":
    case "null":
      return type;
    case "integer":
    case "number":
      return "number";
    case "array":
      return `readonly ${bracketed(typeOf(schema.items as JsonSchema, indent))}[]`;
    case "object":
      return objectType(schema, indent);
    case undefined:
      if (Object.keys(schema).every((keyword) => keyword === "description")) return "unknown";
  }
  throw new Error(`a schema of a new kind: ${JSON.stringify(schema)}`);
}

function objectType(
  { properties, required, additionalProperties, propertyNames }: JsonSchema,
  indent: string,
): string {
  if (properties === undefined) {
    const names = isSchema(propertyNames) ? typeOf(propertyNames, indent) : "string";
    return `{ readonly [name in ${names}]: ${typeOf(additionalProperties as JsonSchema, indent)} }`;
  }
  const needed = new Set(Array.isArray(required) ? required : []);
  const members = Object.entries(properties as Readonly<Record<string, JsonSchema>>).map(([name, member]) =>
    memberText(name, typeOf(member, `${indent}  `), needed.has(name), indent, member.description),
  );
  return `{\n${members.join("")}${indent}}`;
}

const PLAIN_NAME = /^[A-Za-z_$][\w$]*$/;

const memberText = (
  name: string,
  type: string,
  isNeeded: boolean,
  indent: string,
  description: unknown,
): string => {
  const said = comment(typeof description === "string" ? description : undefined, `${indent}  `);
  const key = PLAIN_NAME.test(name) ? name : JSON.stringify(name);
  return `${said}${indent}  readonly ${key}${isNeeded ? "" : "?"}: ${type}${isNeeded ? "" : " | undefined"};\n`;
};
