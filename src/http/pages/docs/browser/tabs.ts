// A row of tabs over panels, with the keys that people expect: arrows, Home, End.
import { type Child, el } from "./element.ts";

export type Tab = { readonly id: string; readonly name: string; readonly panel: () => Child };

export type Tabs = {
  readonly element: HTMLElement;
  readonly choose: (id: string) => void;
  /** Makes the open panel anew. */
  readonly refresh: () => void;
};

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

/** Only the open panel is made. `onChoose` is told of every choice by hand. */
export function tabs(
  name: string,
  label: string,
  list: readonly Tab[],
  first: string,
  onChoose: (id: string) => void = () => {},
): Tabs {
  let chosen = first;
  const panel = el("div", { role: "tabpanel", id: `${name}-panel`, class: "panel" });
  const controls = list.map(({ id, name: title }) =>
    el("button", { type: "button", role: "tab", id: `${name}-${id}`, "aria-controls": panel.id }, title),
  );
  const show = () => {
    for (const [at, control] of controls.entries()) {
      const isOpen = list[at]?.id === chosen;
      control.setAttribute("aria-selected", String(isOpen));
      control.tabIndex = isOpen ? 0 : -1;
    }
    panel.setAttribute("aria-labelledby", `${name}-${chosen}`);
    const open = list.find(({ id }) => id === chosen)?.panel() ?? null;
    panel.replaceChildren(...(open === null ? [] : [open]));
  };
  const choose = (id: string) => {
    chosen = id;
    show();
    onChoose(id);
  };
  const row = el("div", { role: "tablist", "aria-label": label, class: "tabs" }, controls);
  for (const [at, control] of controls.entries()) {
    control.addEventListener("click", () => choose(list[at]?.id ?? first));
  }
  row.addEventListener("keydown", (event) => {
    const at = list.findIndex(({ id }) => id === chosen);
    const last = list.length - 1;
    const step = STEPS[event.key];
    const next =
      event.key === "Home" ? 0 : event.key === "End" ? last : step === undefined ? null : at + step;
    if (next === null) return;
    event.preventDefault();
    const to = (next + list.length) % list.length;
    choose(list[to]?.id ?? first);
    controls[to]?.focus();
  });
  show();
  return { element: el("div", { class: "tabbed" }, row, panel), choose, refresh: show };
}
