// Elements made in one expression. Text goes into the page as text only, never as markup.

export type Child = Node | string | null;
type Attributes = Readonly<Record<string, string | boolean | null | undefined>>;

/** `el("a", { href: "#x", class: "call" }, "text")`. An attribute that is true is there, one that is false or null is not. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly (Child | readonly Child[])[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (typeof value === "string") element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null));
  return element;
}

/** The page's own element with this id. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no #${id}`);
  return found;
}

export const button = (
  label: string,
  attributes: Attributes,
  onClick: (event: MouseEvent) => void,
): HTMLButtonElement => {
  const made = el("button", { type: "button", ...attributes }, label);
  made.addEventListener("click", onClick);
  return made;
};

/** A block of code that can be scrolled with the keyboard. */
export const codeBlock = (text: string, label: string): HTMLPreElement =>
  el("pre", { tabindex: "0", role: "region", "aria-label": label }, el("code", {}, text));

/** Copies what the code says at the time of the click, and says so for a moment. */
export function copyButton(textOf: () => string): HTMLButtonElement {
  const made = button("Copy", { class: "quiet" }, () => {
    void navigator.clipboard?.writeText(textOf()).then(() => {
      made.textContent = "Copied";
      setTimeout(() => {
        made.textContent = "Copy";
      }, 1_500);
    });
  });
  return made;
}
