// The parameters of a call, grouped by where they are sent, in the same form as the members of a body.
import type { Deref, Parameter } from "./document.ts";
import { el } from "./element.ts";
import { inline } from "./prose.ts";
import { limitsOf, typeOf } from "./schema-text.ts";

const PLACES = [
  ["path", "In the path"],
  ["query", "In the query"],
  ["header", "As headers"],
] as const;

function parameterItem({ name, required, description, schema = {} }: Parameter, deref: Deref): HTMLLIElement {
  const limits = limitsOf(schema, deref);
  return el(
    "li",
    { "data-parameter": name },
    el("span", { class: "name" }, name),
    " ",
    el("span", { class: "type" }, typeOf(schema, deref)),
    required === true ? el("span", { class: "must" }, " required") : null,
    limits.length === 0 ? null : el("span", { class: "limits" }, ` ${limits.join(", ")}`),
    description === undefined ? null : el("div", { class: "about" }, inline(description)),
    schema.description === undefined ? null : el("div", { class: "about" }, inline(schema.description)),
  );
}

export const parameterView = (parameters: readonly Parameter[], deref: Deref): readonly HTMLElement[] =>
  PLACES.flatMap(([place, title]) => {
    const those = parameters.filter((parameter) => parameter.in === place);
    if (those.length === 0) return [];
    return [
      el("h3", {}, title),
      el(
        "ul",
        { class: "schema" },
        those.map((parameter) => parameterItem(parameter, deref)),
      ),
    ];
  });
