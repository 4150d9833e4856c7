// Says of the schemas that take names of an enumeration which of them is published, and where the others are told.

import { OTHER_MEMBERS } from "../contracts/web-api/published-members.ts";
import { type PlanEnumName, PUBLISHED } from "../settings/enum-tables.ts";
import type { JsonSchema } from "./components.ts";

type Named = {
  readonly enumTable?: PlanEnumName;
  readonly enum?: readonly string[];
  description?: string;
};

/** Of names that /v1 has by itself, whatever numbers a deployment's table gives them. */
const OWN_NAMES =
  "The others are words of /v1; which number the contract calls have for each, GET /v1/settings tells.";

/** The schema, and those within it, with words about the table that it names. */
export function withPublished(schema: JsonSchema): JsonSchema {
  const inner = Object.entries(schema).map(([keyword, value]) => [keyword, filled(value)]);
  const { enumTable, ...own }: Named = Object.fromEntries(inner);
  if (enumTable === undefined) return own;
  const others = own.enum === undefined ? OTHER_MEMBERS : OWN_NAMES;
  const words = `${PUBLISHED[enumTable].name} is the contract's. ${others}`;
  return { ...own, description: own.description === undefined ? words : `${own.description} ${words}` };
}

function filled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(filled);
  return typeof value === "object" && value !== null ? withPublished(value as JsonSchema) : value;
}

/** The same of a parameter; what its schema says of it, it says itself. */
export function parameterWithPublished(parameter: JsonSchema): JsonSchema {
  if (parameter.in !== "query") return parameter;
  const { schema, example, ...own } = parameter;
  const { description, ...named } = withPublished(schema as JsonSchema);
  return {
    ...own,
    ...(description === undefined ? {} : { description }),
    schema: named,
    ...(example === undefined ? {} : { example }),
  };
}
