// The fields of the form: one for each parameter, the body, and the media types.
import { type Call, IF_MATCH, PREVIEW } from "./calls.ts";
import type { Deref, Parameter } from "./document.ts";
import { el } from "./element.ts";
import type { FormState } from "./form-state.ts";

type Control = HTMLInputElement | HTMLSelectElement;

const labelled = (id: string, label: string, must: boolean, control: HTMLElement, hint: string | null) =>
  el(
    "div",
    { class: "field" },
    el("label", { for: id }, label, must ? el("span", { class: "must" }, " required") : null),
    control,
    hint === null ? null : el("p", { class: "hint" }, hint),
  );

function choice(id: string, words: readonly string[], value: string, empty: string): HTMLSelectElement {
  const select = el(
    "select",
    { id },
    [empty, ...words].map((word, at) => el("option", { value: at === 0 ? "" : word }, word)),
  );
  select.value = value;
  return select;
}

function controlOf({ schema = {}, required }: Parameter, id: string, value: string, deref: Deref): Control {
  const { enum: words, type } = deref(schema);
  const known = words ?? (type === "boolean" ? ["true", "false"] : null);
  if (known !== null) return choice(id, known.map(String), value, required === true ? "choose" : "left out");
  return el("input", { id, value, autocomplete: "off", spellcheck: "false", required: required === true });
}

/** A field for a parameter; what is typed goes into the state. */
function parameterField(parameter: Parameter, state: FormState, deref: Deref): HTMLElement {
  const { name, required } = parameter;
  const id = `p-${name}`;
  const control = controlOf(parameter, id, state.values().parameters[name] ?? "", deref);
  if (name === IF_MATCH) control.toggleAttribute("required", false);
  control.addEventListener("input", () => state.setParameter(name, control.value));
  return labelled(id, name, required === true, control, parameter.in === "path" ? null : parameter.in);
}

/** The parameters that a call cannot do without come first; the others stand behind a summary. */
export function parameterFields(call: Call, state: FormState, deref: Deref): readonly HTMLElement[] {
  const asked = call.parameters.filter(({ name }) => !(call.previews && name === PREVIEW));
  const isMain = (parameter: Parameter) =>
    parameter.required === true || (state.values().parameters[parameter.name] ?? "") !== "";
  const grid = (parameters: readonly Parameter[]) =>
    el(
      "div",
      { class: "fields" },
      parameters.map((parameter) => parameterField(parameter, state, deref)),
    );
  const [main, others] = [asked.filter(isMain), asked.filter((parameter) => !isMain(parameter))];
  return [
    ...(main.length === 0 ? [] : [grid(main)]),
    ...(others.length === 0
      ? []
      : [
          el(
            "details",
            { class: "others" },
            el("summary", {}, main.length === 0 ? "Parameters" : "More parameters"),
            grid(others),
          ),
        ]),
  ];
}

/** The body's media type and its text; the media type of the answer, where there are several. */
export function bodyFields(call: Call, state: FormState, deref: Deref): readonly HTMLElement[] {
  const types = Object.keys(call.content);
  const answers = [
    ...new Set(call.responses.flatMap(({ response }) => Object.keys(deref(response).content ?? {}))),
  ].filter((type) => type !== "application/problem+json");
  const text = el("textarea", { id: "body", spellcheck: "false", rows: "12" });
  text.value = state.values().body?.text ?? "";
  text.addEventListener("input", () => state.setBody(text.value));
  const type = choice("type", types.slice(1), "", types[0] ?? "");
  type.addEventListener("input", () => {
    state.setType(type.value === "" ? (types[0] ?? "") : type.value);
    text.value = state.values().body?.text ?? "";
  });
  const accept = choice("accept", answers, "", types.length === 0 ? "any" : "as the request");
  accept.addEventListener("input", () => state.setAccept(accept.value));
  const media = [
    ...(types.length < 2 ? [] : [labelled("type", "Content-Type", false, type, null)]),
    ...(answers.length < 2 ? [] : [labelled("accept", "Accept", false, accept, null)]),
  ];
  return [
    ...(types.length === 0 ? [] : [labelled("body", "Body", false, text, null)]),
    ...(media.length === 0 ? [] : [el("div", { class: "fields" }, media)]),
  ];
}
