// One call: the text in the middle, its samples and its form beside it.
import { answerView } from "./answer-view.ts";
import type { Call } from "./calls.ts";
import { contentView } from "./content-view.ts";
import type { Deref } from "./document.ts";
import { button, el } from "./element.ts";
import { parameterView } from "./parameter-view.ts";
import { prose } from "./prose.ts";
import { sideView } from "./side-view.ts";

/** `/v1/payment-plans/` and so on, with places where a long path may break. */
const breakable = (path: string): readonly (string | HTMLElement)[] =>
  path.split(/(?<=\/)/).flatMap((part, at) => (at === 0 ? [part] : [el("wbr"), part]));

const facts = (call: Call): readonly string[] => [
  call.id,
  call.operation.security.length === 0 ? "No key needed" : `Scope ${call.scopes.join(", ")}`,
  ...(call.writes ? [call.previews ? "Writes, can be previewed" : "Writes"] : ["Only reads"]),
];

const bodySection = ({ content }: Call, deref: Deref): readonly HTMLElement[] =>
  Object.keys(content).length === 0 ? [] : [el("h2", {}, "Body"), ...contentView(content, deref)];

export function callView(call: Call, calls: readonly Call[], deref: Deref): readonly HTMLElement[] {
  const { operation, parameters, responses } = call;
  const side = el("div", { class: "side", id: "side" }, sideView(call, calls, deref));
  const toSide = button("Samples and try it", { class: "quiet to-side" }, () => {
    side.scrollIntoView();
    side.querySelector<HTMLElement>("[role=tab]")?.focus({ preventScroll: true });
  });
  const text = el(
    "div",
    { class: "text" },
    el("h1", { id: "heading", tabindex: "-1" }, operation.summary),
    el(
      "p",
      { class: "endpoint" },
      el("span", { class: `method ${call.method}` }, call.method),
      el("code", {}, ...breakable(call.path)),
    ),
    el(
      "p",
      { class: "facts" },
      facts(call).map((fact) => el("span", {}, fact)),
    ),
    prose(operation.description ?? ""),
    toSide,
    parameters.length === 0 ? null : el("h2", {}, "Parameters"),
    parameterView(parameters, deref),
    bodySection(call, deref),
    el("h2", {}, "Answers"),
    responses.map(({ status, response }) => answerView(status, response, deref)),
  );
  return [text, side];
}
