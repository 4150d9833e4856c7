// Try it: sends what is filled in. A preview is what it begins with where the call has one, and a write is asked about.
import { type Call, IF_MATCH, PREVIEW, readerOf } from "./calls.ts";
import { confirmWrite } from "./confirm-write.ts";
import type { Deref } from "./document.ts";
import { button, codeBlock, el } from "./element.ts";
import type { FormState } from "./form-state.ts";
import { currentKey } from "./key.ts";
import { pretty } from "./pretty.ts";
import { draftOf, isWrite } from "./request.ts";
import { type Received, send } from "./send.ts";
import { bodyFields, parameterFields } from "./try-fields.ts";

function answer(received: Received): readonly HTMLElement[] {
  const { status, statusText, text, type, headers, tookMs } = received;
  const kind = status < 400 ? "ok" : "failed";
  return [
    el(
      "p",
      { class: "row" },
      el("span", { class: `status ${kind}`, id: "status" }, `${status} ${statusText}`.trim()),
      el("span", { class: "hint" }, `${tookMs} ms`),
    ),
    text === ""
      ? el("p", { class: "hint" }, "The body is empty.")
      : codeBlock(pretty(text, type), "Body of the answer"),
    el(
      "details",
      {},
      el("summary", {}, `${headers.length} headers`),
      codeBlock(headers.map(([name, value]) => `${name}: ${value}`).join("\n"), "Headers of the answer"),
    ),
  ];
}

/** The two things that a call with a preview can do; the harmless one is chosen. */
function modeChoice(state: FormState, onChange: () => void): HTMLElement {
  const option = (id: string, value: string, label: string, hint: string) => {
    const radio = el("input", { type: "radio", name: "mode", id, checked: value !== "" });
    radio.addEventListener("change", () => {
      state.setParameter(PREVIEW, value);
      onChange();
    });
    return el(
      "label",
      { class: "mode", for: id },
      radio,
      el("span", {}, el("strong", {}, label), ` ${hint}`),
    );
  };
  return el(
    "fieldset",
    { class: "modes" },
    el("legend", {}, "What it does"),
    option(
      "mode-preview",
      "true",
      "Preview.",
      `${PREVIEW}=true is sent: the same answer, and nothing is written.`,
    ),
    option("mode-write", "", "Write.", "You are asked before it is sent."),
  );
}

/** Reads the newest version of what the call changes; null where it cannot be read. */
async function newestVersion(call: Call, calls: readonly Call[], state: FormState): Promise<string | null> {
  const reader = readerOf(call, calls);
  if (reader === null) return null;
  const { parameters } = state.values();
  const path = Object.fromEntries(
    reader.parameters.filter((one) => one.in === "path").map(({ name }) => [name, parameters[name] ?? ""]),
  );
  const received = await send(draftOf(reader, { parameters: path, body: null, accept: "" }), currentKey());
  return received.headers.find(([name]) => name === "etag")?.[1] ?? null;
}

export function tryForm(call: Call, calls: readonly Call[], state: FormState, deref: Deref): HTMLFormElement {
  const result = el("div", { class: "result", "aria-live": "polite" });
  const submit = el("button", { type: "submit", id: "send" });
  const versioned = call.parameters.some(({ name }) => name === IF_MATCH);
  const isRequired = call.parameters.some(({ name, required }) => name === IF_MATCH && required === true);
  const say = (text: string, kind = "hint") => result.replaceChildren(el("p", { class: kind }, text));

  const label = () => {
    const { parameters } = state.values();
    if (!call.writes) submit.textContent = "Send";
    else submit.textContent = call.previews && parameters[PREVIEW] === "true" ? "Preview" : "Write …";
    submit.classList.toggle("danger", isWrite(call, state.values()));
  };
  const readVersion = async (): Promise<boolean> => {
    say("Reading the version");
    const version = await newestVersion(call, calls, state);
    if (version === null) {
      say("The version could not be read: is the key missing, or not allowed to read?", "failed");
      return false;
    }
    state.setParameter(IF_MATCH, version);
    const field = form.querySelector<HTMLInputElement>(`#p-${IF_MATCH}`);
    if (field !== null) field.value = version;
    say(`The newest version is ${version}.`);
    return true;
  };
  const run = async () => {
    const values = state.values();
    const writes = isWrite(call, values);
    const lacksVersion = isRequired && (values.parameters[IF_MATCH] ?? "") === "";
    if (lacksVersion && writes) {
      say("A write needs to say which version it is meant for. Read it first.", "failed");
      return;
    }
    if (lacksVersion && !(await readVersion())) return;
    const request = draftOf(call, state.values());
    if (writes && !(await confirmWrite(call, request))) {
      say("Nothing was sent.");
      return;
    }
    say("Sending");
    result.replaceChildren(...answer(await send(request, currentKey())));
  };
  const guarded = async (work: () => Promise<unknown>) => {
    submit.disabled = true;
    try {
      await work();
    } catch (error) {
      say(`No answer: ${error instanceof Error ? error.message : String(error)}`, "failed");
    }
    submit.disabled = false;
  };

  const form = el(
    "form",
    { class: "try" },
    call.previews ? modeChoice(state, label) : null,
    call.writes && !call.previews
      ? el("p", { class: "notice" }, "This call writes and has no preview. You are asked before it is sent.")
      : null,
    parameterFields(call, state, deref),
    versioned && readerOf(call, calls) !== null
      ? button(
          "Read the newest version",
          { class: "quiet", id: "read-version" },
          () => void guarded(readVersion),
        )
      : null,
    bodyFields(call, state, deref),
    el("div", { class: "row" }, submit),
    result,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void guarded(run);
  });
  label();
  return form;
}
