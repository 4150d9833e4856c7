// Asks before anything is written: what it does, where, and with which key it would be done again.
import type { Call } from "./calls.ts";
import { button, el } from "./element.ts";
import type { DraftRequest } from "./request.ts";

const header = ({ headers }: DraftRequest, wanted: string): string | null =>
  headers.find(([name]) => name === wanted)?.[1] ?? null;

function warnings(call: Call, request: DraftRequest): readonly string[] {
  const version = header(request, "If-Match");
  return [
    ...(version === "*" ? ["If-Match is *: it overwrites whatever version is newest."] : []),
    ...(call.previews ? [] : ["This call has no preview."]),
    ...(header(request, "Idempotency-Key") === null
      ? ["Without an Idempotency-Key it may act again when it is sent again."]
      : []),
  ];
}

/** True when it is to be sent. Escape and Cancel, where the focus is, say no. */
export function confirmWrite(call: Call, request: DraftRequest): Promise<boolean> {
  const dialog = el(
    "dialog",
    { "aria-labelledby": "confirm-title", "aria-describedby": "confirm-effect" },
    el("h2", { id: "confirm-title" }, "This writes to the service"),
    el(
      "div",
      { id: "confirm-effect" },
      el("p", {}, el("strong", {}, call.operation.summary), ` at ${location.origin}.`),
      el(
        "p",
        { class: "target" },
        el("span", { class: `method ${call.method}` }, call.method),
        " ",
        request.url,
      ),
      el(
        "ul",
        {},
        warnings(call, request).map((warning) => el("li", {}, warning)),
      ),
    ),
  );
  const cancel = button("Cancel", { class: "quiet", autofocus: true }, () => dialog.close("no"));
  const go = button("Write", { class: "danger" }, () => dialog.close("write"));
  dialog.append(el("div", { class: "row end" }, cancel, go));
  document.body.append(dialog);
  dialog.showModal();
  cancel.focus();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "write");
    });
  });
}
