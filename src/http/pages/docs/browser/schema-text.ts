// What a schema says in a line, and the objects in it.
import { type Deref, nameOf, type Schema } from "./document.ts";

const optionsOf = ({ anyOf, oneOf }: Schema): readonly Schema[] | undefined => anyOf ?? oneOf;
const wordOf = (value: unknown): string => JSON.stringify(value);

/** `string (date) | null`, `Money[]`, `"roll" | "keep"`. */
export function typeOf(raw: Schema, deref: Deref): string {
  const schema = deref(raw);
  const name = nameOf(raw);
  const options = optionsOf(schema);
  if (schema.const !== undefined) return wordOf(schema.const);
  if (schema.enum !== undefined) return schema.enum.map(wordOf).join(" | ");
  if (options !== undefined) {
    return name !== null && options.length > 3 ? name : options.map((one) => typeOf(one, deref)).join(" | ");
  }
  if (schema.type === "array") return arrayOf(typeOf(schema.items ?? {}, deref));
  if (name !== null && isObject(schema)) return name;
  const held = schema.additionalProperties;
  if (typeof held === "object") return `object of ${typeOf(held, deref)}`;
  const types = [schema.type ?? "any"].flat().join(" | ");
  return schema.format === undefined ? types : `${types} (${schema.format})`;
}

const isObject = ({ type, allOf }: Schema): boolean => type === "object" || allOf !== undefined;
const arrayOf = (item: string): string => (item.includes(" ") ? `(${item})[]` : `${item}[]`);

/** A shape with members, and the name it has in the document. */
export type ObjectShape = { readonly name: string | null; readonly schema: Schema };

/** The objects that a value of the schema can be or hold: one of each choice, the items of an array. */
export function objectsIn(raw: Schema, deref: Deref): readonly ObjectShape[] {
  const line = raw["x-line-schema"];
  if (line !== undefined) return objectsIn(line, deref);
  const schema = deref(raw);
  const parts = (schema.allOf ?? []).flatMap((part) => objectsIn(part, deref));
  if (schema.properties !== undefined) return [...parts, { name: nameOf(raw), schema }];
  const held = schema.additionalProperties;
  return [
    ...(schema.items === undefined ? [] : objectsIn(schema.items, deref)),
    ...(typeof held === "object" ? objectsIn(held, deref) : []),
    ...(optionsOf(schema) ?? []).flatMap((option) => objectsIn(option, deref)),
    ...parts,
  ];
}

const between = (least: number | undefined, most: number | undefined, unit: string): readonly string[] => {
  if (least === undefined && most === undefined) return [];
  if (most === undefined) return [`from ${least}${unit}`];
  return [least === undefined ? `up to ${most}${unit}` : `${least} to ${most}${unit}`];
};

/** The bounds that a value keeps to, as short phrases. */
export function limitsOf(raw: Schema, deref: Deref): readonly string[] {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, default: standard } = deref(raw);
  return [
    ...between(minimum, maximum, ""),
    ...between(minLength, maxLength, " characters"),
    ...between(minItems, maxItems, " items"),
    ...(standard === undefined ? [] : [`default ${String(standard)}`]),
  ];
}
