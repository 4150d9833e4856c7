// The calls down the side, by tag; while something is searched for, what was found instead.
import { type Call, callsByTag } from "./calls.ts";
import { el } from "./element.ts";
import { hashOf } from "./place.ts";
import { type Entry, type Hit, snippetOf } from "./search-index.ts";

const label = ({ method, operation }: Call): readonly HTMLElement[] => [
  el("span", { class: `method ${method}` }, method),
  el("span", {}, operation.summary),
];

export type CallList = {
  readonly element: HTMLElement;
  readonly mark: (call: Call | null) => void;
};

/** Scrolls the list alone. `scrollIntoView` would also let the next Tab begin there. */
function bringIntoList(link: HTMLElement): void {
  const list = link.closest(".list");
  if (list === null) return;
  const [shown, wanted] = [list.getBoundingClientRect(), link.getBoundingClientRect()];
  if (wanted.top < shown.top || wanted.bottom > shown.bottom) list.scrollTop += wanted.top - shown.top - 80;
}

export function callList(calls: readonly Call[]): CallList {
  const links = new Map(
    calls.map((call) => [call, el("a", { href: hashOf(call.id) }, label(call))] as const),
  );
  const element = el(
    "div",
    {},
    callsByTag(calls).map(([tag, those]) =>
      el(
        "section",
        {},
        el("h2", {}, tag),
        el(
          "ul",
          {},
          those.map((call) => el("li", {}, links.get(call) ?? null)),
        ),
      ),
    ),
  );
  return {
    element,
    mark: (current) => {
      for (const [call, link] of links) {
        if (call !== current) link.removeAttribute("aria-current");
        else {
          link.setAttribute("aria-current", "page");
          bringIntoList(link);
        }
      }
    },
  };
}

const MAX_PIECES = 3;

function pieceItem({ call }: Hit, { kind, name, text }: Entry, asked: string): HTMLLIElement {
  return el(
    "li",
    {},
    el(
      "a",
      { href: hashOf(call.id, kind, name), class: "piece" },
      el("span", { class: "kind" }, kind),
      el("span", {}, name === "" ? null : el("code", {}, name), " ", snippetOf(text, asked)),
    ),
  );
}

/** The calls that were found, each with the best of the places where the words are. */
export function hitList(hits: readonly Hit[], asked: string): HTMLElement {
  return el(
    "ul",
    { class: "hits" },
    hits.map((hit) =>
      el(
        "li",
        {},
        el("a", { href: hashOf(hit.call.id) }, label(hit.call)),
        hit.found.length === 0
          ? null
          : el(
              "ul",
              {},
              hit.found.slice(0, MAX_PIECES).map((entry) => pieceItem(hit, entry, asked)),
            ),
      ),
    ),
  );
}
