// What is shown before a call is chosen: what the service is, and where to begin.
import type { Call } from "./calls.ts";
import { deploymentView } from "./deployment-view.ts";
import type { Document } from "./document.ts";
import { el } from "./element.ts";
import { hashOf } from "./place.ts";
import { prose } from "./prose.ts";

export function startView({ info }: Document, calls: readonly Call[]): readonly HTMLElement[] {
  const first = calls.filter(({ operation }) => operation["x-start"] === true);
  return [
    el(
      "div",
      { class: "text start" },
      el("h1", { id: "heading", tabindex: "-1" }, info.title),
      prose(info.description),
      el("h2", {}, "Start here"),
      el(
        "ul",
        { class: "starts" },
        first.map((call) =>
          el(
            "li",
            {},
            el(
              "a",
              { href: hashOf(call.id) },
              el("strong", {}, call.operation.summary),
              el("span", {}, el("span", { class: `method ${call.method}` }, call.method), " ", call.path),
            ),
          ),
        ),
      ),
      deploymentView(calls),
    ),
  ];
}
