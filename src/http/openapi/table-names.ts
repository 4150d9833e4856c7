// Fills a deployment's enumeration tables into the schemas that name them.

import { markedMembers } from "../contracts/web-api/published-members.ts";
import { type PlanEnumName, type PlanEnumTables, PUBLISHED } from "../settings/enum-tables.ts";
import type { JsonSchema } from "./components.ts";

type Named = {
  readonly enumTable?: PlanEnumName;
  readonly enum?: readonly string[];
  description?: string;
};

/** The schema, and those within it, with the names of the tables instead of the tables' own names. */
export function withNames(schema: JsonSchema, enums: PlanEnumTables): JsonSchema {
  const inner = Object.entries(schema).map(([keyword, value]) => [keyword, filled(value, enums)]);
  const { enumTable, ...own }: Named = Object.fromEntries(inner);
  if (enumTable === undefined) return own;
  const names = own.enum ?? Object.keys(enums[enumTable]);
  const marks = markedMembers(PUBLISHED[enumTable], names, enums[enumTable], (name) => name);
  const description = own.description === undefined ? marks : `${own.description} ${marks}`;
  return { ...own, enum: names, description };
}

function filled(value: unknown, enums: PlanEnumTables): unknown {
  if (Array.isArray(value)) return value.map((item) => filled(item, enums));
  return typeof value === "object" && value !== null ? withNames(value as JsonSchema, enums) : value;
}

/** The same of a parameter; what its schema says of it, it says itself. */
export function parameterWithNames(parameter: JsonSchema, enums: PlanEnumTables): JsonSchema {
  if (parameter.in !== "query") return parameter;
  const { schema, example, ...own } = parameter;
  const { description, ...named } = withNames(schema as JsonSchema, enums);
  return {
    ...own,
    ...(description === undefined ? {} : { description }),
    schema: named,
    ...(example === undefined ? {} : { example }),
  };
}
