// The named zod schemas as JSON Schema, and any other one with references to them.
import * as z from "zod/mini";
import { NAMED } from "./operation.ts";

export type JsonSchema = { readonly [keyword: string]: unknown };

const uri = (id: string) => `#/components/schemas/${id}`;

/** How a schema reads in the document: what zod alone needs is left out. */
function tidy({ jsonSchema: schema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  // A number in a query is text that holds one: its pattern says no more than the type.
  if (schema.type === "integer") delete schema.pattern;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
}

const OPTIONS = { io: "input", unrepresentable: "any", override: tidy } as const;

function plain({ $schema, $id, ...schema }: z.core.JSONSchema.BaseSchema): JsonSchema {
  return schema;
}

/** `#/components/schemas`: everything that `named` was told of so far. */
export function namedSchemas(): Readonly<Record<string, JsonSchema>> {
  const { schemas } = z.toJSONSchema(NAMED, { ...OPTIONS, uri });
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, plain(schema)]));
}

export const schemaRef = (schema: z.ZodMiniType): { readonly $ref: string } => {
  const id = NAMED.get(schema)?.id;
  if (id === undefined) throw new Error("a body or an answer without a name");
  return { $ref: uri(id) };
};

/** The parameters of a query schema, each with its own schema. */
export function queryParameters(schema: z.ZodMiniObject) {
  const inline = z.toJSONSchema(schema, OPTIONS);
  const required = new Set(inline.required);
  return Object.entries(inline.properties ?? {}).map(([name, property]) => ({
    name,
    in: "query",
    required: required.has(name),
    schema: property as JsonSchema,
  }));
}
