// The reference page: reads /openapi.json once and shows one call at a time.
import { callList } from "./call-list.ts";
import { callView } from "./call-view.ts";
import { callsOf } from "./calls.ts";
import { type Document, derefIn } from "./document.ts";
import { byId } from "./element.ts";
import { keepKeyOf } from "./key.ts";
import { placeOf } from "./place.ts";
import { reveal } from "./reveal.ts";
import { searchBox } from "./search-box.ts";
import { type Indexed, indexOf } from "./search-index.ts";
import { startView } from "./start-view.ts";

function setMenu(open: boolean): void {
  byId("nav").classList.toggle("closed", !open);
  byId("menu").setAttribute("aria-expanded", String(open));
}

async function start(): Promise<void> {
  const response = await fetch("/openapi.json");
  if (!response.ok) throw new Error(`status ${response.status}`);
  const document: Document = await response.json();
  const deref = derefIn(document);
  const calls = callsOf(document, deref);
  const list = callList(calls);
  let index: readonly Indexed[] | undefined;
  searchBox(
    () => {
      index ??= indexOf(calls, deref);
      return index;
    },
    list,
    () => setMenu(true),
  );
  keepKeyOf(byId("key") as HTMLInputElement);
  byId("menu").addEventListener("click", () => setMenu(byId("nav").classList.contains("closed")));

  const main = byId("main");
  let shown: string | undefined;
  const render = () => {
    const place = placeOf(location.hash);
    const call = calls.find(({ id }) => id === place.call) ?? null;
    // A form that is filled in stays so while only the piece that is looked for changes.
    if (shown !== place.call) {
      main.replaceChildren(...(call === null ? startView(document, calls) : callView(call, calls, deref)));
      window.document.title =
        call === null ? document.info.title : `${call.operation.summary} · ${document.info.title}`;
      list.mark(call);
      window.scrollTo(0, 0);
    }
    const isFirst = shown === undefined;
    shown = place.call;
    setMenu(false);
    for (const found of main.querySelectorAll(".found")) found.classList.remove("found");
    if (!reveal(main, place) && !isFirst) byId("heading").focus({ preventScroll: true });
  };
  window.addEventListener("hashchange", render);
  render();
}

start().catch((error: unknown) => {
  const reason = error instanceof Error ? error.message : String(error);
  byId("main").append(`The page could not be made of /openapi.json: ${reason}`);
});
