// Beside a call: the request as code, what it is answered with, and the form that sends it.
import { examplesOf, exampleText, shownMedia } from "./answer-view.ts";
import { type Call, IF_MATCH, PREVIEW } from "./calls.ts";
import type { Deref } from "./document.ts";
import { codeBlock, copyButton, el } from "./element.ts";
import { type FormState, formState, sampleValues } from "./form-state.ts";
import { draftOf, isWrite } from "./request.ts";
import { LANGUAGES } from "./samples/samples.ts";
import { tabs } from "./tabs.ts";
import { tryForm } from "./try-form.ts";

/** Kept from call to call, while the page is open. */
let language = "curl";

/** What a reader of the code has to know before running it. */
function sampleNotes(call: Call, state: FormState): readonly string[] {
  const values = state.values();
  const [sent, shown] = [values, sampleValues(call, values)].map(
    ({ parameters }) => parameters[IF_MATCH] ?? "",
  );
  return [
    ...(call.operation.security.length === 0 ? [] : ["The key is taken from the variable API_KEY."]),
    ...(isWrite(call, values) ? ["It writes."] : []),
    ...(call.previews && !isWrite(call, values) ? [`${PREVIEW}=true: a preview, nothing is written.`] : []),
    ...(sent === shown ? [] : [`If-Match ${shown} stands for the ETag that you read.`]),
  ];
}

function requestCard(call: Call, state: FormState): HTMLElement {
  const text = (id: string): string => {
    const { write } = LANGUAGES.find((one) => one.id === id) ?? LANGUAGES[0] ?? { write: () => "" };
    return write(draftOf(call, sampleValues(call, state.values())), location.origin);
  };
  const panel = (id: string, name: string) => () => codeBlock(text(id), `The request in ${name}`);
  const languages = tabs(
    "language",
    "Language",
    LANGUAGES.map(({ id, name }) => ({ id, name, panel: panel(id, name) })),
    language,
    (id) => {
      language = id;
    },
  );
  const notes = el("ul", { class: "hint notes" });
  const refresh = () => {
    languages.refresh();
    notes.replaceChildren(...sampleNotes(call, state).map((note) => el("li", {}, note)));
  };
  state.onChange(refresh);
  refresh();
  return el(
    "section",
    { class: "card request", "aria-label": "Request" },
    el(
      "div",
      { class: "card-head" },
      el("h2", {}, "Request"),
      copyButton(() => text(language)),
    ),
    languages.element,
    notes,
  );
}

function answerCard(call: Call, deref: Deref): HTMLElement | null {
  const shown = call.responses
    .filter(({ status }) => status.startsWith("2"))
    .flatMap(({ status, response }) => {
      const media = shownMedia(response.content ?? {});
      if (media === null) return [];
      const [type, held] = media;
      const [first] = examplesOf(held, deref);
      return first === undefined ? [] : [{ status, text: exampleText(first[1], type) }];
    });
  const [first] = shown;
  if (first === undefined) return null;
  const block = ({ status, text }: { readonly status: string; readonly text: string }) =>
    codeBlock(text, `The answer with status ${status}`);
  const many = shown.map((one) => ({ id: one.status, name: one.status, panel: () => block(one) }));
  return el(
    "section",
    { class: "card answer-example", "aria-label": "Answer" },
    el(
      "div",
      { class: "card-head" },
      el("h2", {}, "Answer"),
      shown.length > 1 ? null : el("span", { class: "status ok" }, first.status),
    ),
    shown.length > 1 ? tabs("answer", "Status", many, first.status).element : block(first),
  );
}

export function sideView(call: Call, calls: readonly Call[], deref: Deref): HTMLElement {
  const state = formState(call);
  const form = tryForm(call, calls, state, deref);
  const samples = el("div", {}, requestCard(call, state), answerCard(call, deref));
  return tabs(
    "side",
    "Samples or form",
    [
      { id: "samples", name: "Samples", panel: () => samples },
      {
        id: "try",
        name: "Try it",
        panel: () => el("section", { class: "card", "aria-label": "Try it" }, form),
      },
    ],
    "samples",
  ).element;
}
