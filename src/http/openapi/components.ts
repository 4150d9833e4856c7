// The named zod schemas as JSON Schema, and any other one with references to them.
import * as z from "zod/mini";
import { markedMembers } from "../contracts/published-enums.ts";
import type { EnumTables } from "../wire/enum-tables.ts";
import { NAMED } from "./operation.ts";

export type JsonSchema = { readonly [keyword: string]: unknown };

const uri = (id: string) => `#/components/schemas/${id}`;

/** How a schema reads in the document: what zod alone needs is left out, the deployer's names are filled in. */
function tidy(enums: EnumTables) {
  return ({ jsonSchema: schema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void => {
    // A number in a query is text that holds one: its pattern says no more than the type.
    if (schema.type === "integer") delete schema.pattern;
    if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
    if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
    const table = schema.enumTable as keyof EnumTables | undefined;
    if (table !== undefined) {
      delete schema.enumTable;
      schema.enum ??= Object.keys(enums[table]);
      const marks = markedMembers(table, schema.enum.map(String), enums[table], (name) => name);
      schema.description = schema.description === undefined ? marks : `${schema.description} ${marks}`;
    }
  };
}

const options = (enums: EnumTables) =>
  ({ io: "input", unrepresentable: "any", override: tidy(enums) }) as const;

function plain({ $schema, $id, ...schema }: z.core.JSONSchema.BaseSchema): JsonSchema {
  return schema;
}

/** `#/components/schemas`: everything that `named` was told of so far. */
export function namedSchemas(enums: EnumTables): Readonly<Record<string, JsonSchema>> {
  const { schemas } = z.toJSONSchema(NAMED, { ...options(enums), uri });
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, plain(schema)]));
}

export const schemaRef = (schema: z.ZodMiniType): { readonly $ref: string } => {
  const id = NAMED.get(schema)?.id;
  if (id === undefined) throw new Error("a body or an answer without a name");
  return { $ref: uri(id) };
};

/** The parameters of a query schema, each with its own schema. */
export function queryParameters(schema: z.ZodMiniObject, enums: EnumTables) {
  const inline = z.toJSONSchema(schema, options(enums));
  const required = new Set(inline.required);
  return Object.entries(inline.properties ?? {}).map(([name, property]) => {
    const { description, ...rest } = property as JsonSchema;
    return {
      name,
      in: "query",
      required: required.has(name),
      ...(description === undefined ? {} : { description }),
      schema: rest,
    };
  });
}
