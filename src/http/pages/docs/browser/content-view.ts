// A body's shapes: media types that read alike stand together, each group with its schema.
import type { Content, Deref, Media, Schema } from "./document.ts";
import { el } from "./element.ts";
import { inline } from "./prose.ts";
import { schemaView } from "./schema-view.ts";

type Group = { readonly types: readonly string[]; readonly schema: Schema };

const shapeOf = ({ schema = {} }: Media): string => schema.$ref ?? JSON.stringify(schema);

const groupsOf = (content: Content): readonly Group[] =>
  [...Map.groupBy(Object.entries(content), ([, media]) => shapeOf(media)).values()].map((entries) => ({
    types: entries.map(([type]) => type),
    schema: entries[0]?.[1].schema ?? {},
  }));

const types = (names: readonly string[]) => el("p", { class: "types" }, names.join(", "));

/** What there is no schema of, such as packed bytes, is described in words. */
function shapeView(schema: Schema, deref: Deref): HTMLElement {
  const { type, description = "", properties, $ref } = schema;
  const isBare = type === undefined && properties === undefined && $ref === undefined && !("anyOf" in schema);
  return isBare && schema.items === undefined
    ? el("p", { class: "about" }, inline(description))
    : schemaView(schema, deref);
}

/** The first group is open; the others open when they are asked for. */
export function contentView(content: Content, deref: Deref): readonly HTMLElement[] {
  const groups = groupsOf(content);
  return groups.map(({ types: names, schema }, at) =>
    groups.length === 1
      ? el("div", {}, types(names), shapeView(schema, deref))
      : el(
          "details",
          { class: "media", open: at === 0 },
          el("summary", {}, names.join(", ")),
          shapeView(schema, deref),
        ),
  );
}
