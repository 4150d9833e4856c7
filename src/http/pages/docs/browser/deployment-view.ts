// What this deployment adds to the document, which is alike for all of them: read from it when it is asked for.
import type { Call } from "./calls.ts";
import { button, el } from "./element.ts";
import { currentKey } from "./key.ts";
import { draftOf } from "./request.ts";
import { send } from "./send.ts";

/** As `GET /v1/settings` answers it; what is not known here is left out. */
type Settings = {
  readonly enumerations: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly currency: { readonly default: string | null };
  readonly timeZone: string;
  readonly today: string;
  readonly arrears: string;
};

function facts({ enumerations, currency, timeZone, today, arrears }: Settings): HTMLElement {
  const members = (table: Readonly<Record<string, number>>) =>
    Object.entries(table)
      .map(([name, number]) => `${name} ${number}`)
      .join(", ");
  const rows = [
    ...Object.entries(enumerations).map(([name, table]) => [name, members(table)] as const),
    ["Currency", currency.default ?? "none by default"] as const,
    ["Today", `${today} in ${timeZone}`] as const,
    ["Arrears", arrears] as const,
  ];
  return el(
    "dl",
    { class: "deployment" },
    rows.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]),
  );
}

/** A button, and below it what the service says; null where the document has no such call. */
export function deploymentView(calls: readonly Call[]): HTMLElement | null {
  const call = calls.find(({ id }) => id === "readSettings");
  if (call === undefined) return null;
  const shown = el("div", { "aria-live": "polite" });
  const say = (text: string) => shown.replaceChildren(el("p", { class: "failed" }, text));
  const read = async () => {
    const request = draftOf(call, { parameters: {}, body: null, accept: "" });
    const { status, text } = await send(request, currentKey());
    if (status === 200) shown.replaceChildren(facts(JSON.parse(text) as Settings));
    else
      say(
        status === 401 ? "Any key may see it; type one into the field API key." : `The answer was ${status}.`,
      );
  };
  const show = button("Show its settings", { class: "quiet", id: "show-settings" }, () => {
    read().catch((error: unknown) =>
      say(`No answer: ${error instanceof Error ? error.message : String(error)}`),
    );
  });
  return el(
    "section",
    {},
    el("h2", {}, "This deployment"),
    el(
      "p",
      {},
      "The reference is alike for every deployment. Its own enumeration members, currency and zone are told by ",
      el("code", {}, `${call.method} ${call.path}`),
      ".",
    ),
    show,
    shown,
  );
}
