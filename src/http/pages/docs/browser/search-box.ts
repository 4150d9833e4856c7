// The search: a box that `/` leads to, the number of what was found, and the list below it.
import type { CallList } from "./call-list.ts";
import { hitList } from "./call-list.ts";
import { byId } from "./element.ts";
import { type Indexed, searchIn } from "./search-index.ts";

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName);

/** `onFirst` gets the address of the best hit when Enter is pressed. */
export function searchBox(index: () => readonly Indexed[], list: CallList, openMenu: () => void): void {
  const box = byId("search") as HTMLInputElement;
  const shown = byId("list");
  const found = byId("found");
  shown.replaceChildren(list.element);

  const links = () => [...shown.querySelectorAll<HTMLAnchorElement>("a")];
  box.addEventListener("input", () => {
    const asked = box.value.trim();
    if (asked === "") {
      found.textContent = "";
      shown.replaceChildren(list.element);
      return;
    }
    const hits = searchIn(index(), asked);
    found.textContent = hits.length === 1 ? "1 call" : `${hits.length} calls`;
    shown.replaceChildren(hitList(hits, asked));
    shown.scrollTop = 0;
    openMenu();
  });
  box.addEventListener("keydown", (event) => {
    const [first] = links();
    if (event.key === "Enter" && box.value.trim() !== "" && first !== undefined) location.hash = first.hash;
    else if (event.key === "ArrowDown" && first !== undefined) first.focus();
    else return;
    event.preventDefault();
  });
  shown.addEventListener("keydown", (event) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const all = links();
    const at = all.findIndex((link) => link.matches(":focus"));
    if (step === 0 || at < 0) return;
    event.preventDefault();
    const next = all[at + step];
    if (next !== undefined) next.focus();
    else if (step < 0) box.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    event.preventDefault();
    openMenu();
    box.focus();
    box.select();
  });
}
