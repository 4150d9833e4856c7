// A schema as a list of members. An object in it opens in its place; "Open all" opens everything, however deep.
import { type Deref, nameOf, type Schema } from "./document.ts";
import { button, el } from "./element.ts";
import { inline } from "./prose.ts";
import { limitsOf, type ObjectShape, objectsIn, typeOf } from "./schema-text.ts";

type Around = {
  readonly deref: Deref;
  /** The names that are open above: one that comes again is named, not opened. */
  readonly above: readonly string[];
};

function memberList(
  { name, schema }: ObjectShape,
  { deref, above }: Around,
  label: string | null,
): HTMLElement {
  const inside = { deref, above: name === null ? above : [...above, name] };
  const items = Object.entries(schema.properties ?? {}).map(([member, raw]) =>
    memberItem(member, raw, schema.required?.includes(member) === true, inside),
  );
  const list = el("ul", { class: "schema" }, items);
  return label === null ? list : el("div", {}, el("p", { class: "choice" }, label), list);
}

/** Each choice of objects under its name, where there is more than one. */
const shapeLists = (shapes: readonly ObjectShape[], around: Around): readonly HTMLElement[] =>
  shapes.map((shape, at) =>
    memberList(shape, around, shapes.length > 1 ? (shape.name ?? `Choice ${at + 1}`) : null),
  );

function memberItem(name: string, raw: Schema, required: boolean, around: Around): HTMLLIElement {
  const { deref, above } = around;
  const { description } = deref(raw);
  const limits = limitsOf(raw, deref);
  const shapes = objectsIn(raw, deref).filter((shape) => shape.name === null || !above.includes(shape.name));
  return el(
    "li",
    { "data-member": name },
    el("span", { class: "name" }, name),
    " ",
    el("span", { class: "type" }, typeOf(raw, deref)),
    required ? el("span", { class: "must" }, " required") : null,
    limits.length === 0 ? null : el("span", { class: "limits" }, ` ${limits.join(", ")}`),
    description === undefined ? null : el("div", { class: "about" }, inline(description)),
    shapes.length === 0 ? null : nested(name, shapes, around),
  );
}

/** Made when it is first opened. */
function nested(member: string, shapes: readonly ObjectShape[], around: Around): HTMLDetailsElement {
  const names = [...new Set(shapes.map(({ name }) => name).filter((name) => name !== null))];
  const title = names.length === 0 ? `Members of ${member}` : `Members of ${member}: ${names.join(", ")}`;
  const details = el("details", { class: "nested" }, el("summary", {}, title));
  const fill = () => {
    if (details.open && details.children.length === 1) details.append(...shapeLists(shapes, around));
  };
  details.addEventListener("toggle", fill);
  details.addEventListener("open-now", () => {
    details.open = true;
    fill();
  });
  return details;
}

/** Opens what is nested right inside an element at once, without waiting for the browser to say that it opened. */
function openNested(within: Element): readonly Element[] {
  const closed = [...within.querySelectorAll("details.nested:not([open])")];
  for (const details of closed) details.dispatchEvent(new Event("open-now"));
  return closed;
}

function openAll(within: Element): void {
  for (const details of openNested(within)) openAll(details);
}

/**
 * The item of the member `totals.overdue`: the item `overdue` in the item `totals`, which is opened. Null where the schema
 * has no such member.
 */
export function openMember(
  within: Element,
  path: readonly string[],
  owner: Element | null = null,
): Element | null {
  const [name = "", ...rest] = path;
  for (const item of within.querySelectorAll(`[data-member="${CSS.escape(name)}"]`)) {
    if ((item.parentElement?.closest("[data-member]") ?? null) !== owner) continue;
    if (rest.length === 0) return item;
    openNested(item);
    const found = openMember(item, rest, item);
    if (found !== null) return found;
  }
  return null;
}

/** A whole schema: what it is, and its members. */
export function schemaView(raw: Schema, deref: Deref): HTMLElement {
  const line = raw["x-line-schema"];
  const shapes = objectsIn(raw, deref);
  const { description } = deref(line ?? raw);
  const lists = el("div", {}, shapeLists(shapes, { deref, above: [] }));
  const isDeep = lists.querySelector("details") !== null;
  const named = nameOf(line ?? raw);
  const type = typeOf(line ?? raw, deref);
  return el(
    "div",
    { class: "whole-schema" },
    el(
      "div",
      { class: "schema-head" },
      el("span", { class: "type" }, line === undefined ? type : `one a line: ${named ?? type}`),
      isDeep ? button("Open all", { class: "quiet" }, () => openAll(lists)) : null,
    ),
    description === undefined ? null : el("p", { class: "about" }, inline(description)),
    lists,
  );
}
