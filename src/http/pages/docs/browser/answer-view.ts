// What a call answers: successes open with their schema, failures closed with their codes.
import { contentView } from "./content-view.ts";
import type { Content, Deref, Media, Response } from "./document.ts";
import { codeBlock, el } from "./element.ts";
import { pretty } from "./pretty.ts";
import { inline } from "./prose.ts";

/** The examples of a media type by name; of a success there is one. */
export function examplesOf(media: Media, deref: Deref): readonly (readonly [string, unknown])[] {
  const named = Object.entries(media.examples ?? {}).map(
    ([name, example]) => [name, deref(example).value] as const,
  );
  return media.example === undefined ? named : [["example", media.example], ...named];
}

export const exampleText = (value: unknown, type: string): string =>
  pretty(typeof value === "string" ? value : JSON.stringify(value), type);

/** The media type that is shown: JSON where there is one. */
export const shownMedia = (content: Content): readonly [string, Media] | null => {
  const entries = Object.entries(content);
  return entries.find(([type]) => /json/.test(type)) ?? entries[0] ?? null;
};

/** Every answer has these. */
const ALWAYS = new Set(["X-Request-Id", "RateLimit", "RateLimit-Policy"]);

function headerList(response: Response, deref: Deref): HTMLElement | null {
  const own = Object.entries(response.headers ?? {}).filter(([name]) => !ALWAYS.has(name));
  if (own.length === 0) return null;
  return el(
    "ul",
    { class: "schema" },
    own.map(([name, header]) => {
      const { description } = deref(header);
      return el(
        "li",
        { "data-header": name },
        el("span", { class: "name" }, name),
        " ",
        el("span", { class: "type" }, "header"),
        description === undefined ? null : el("div", { class: "about" }, inline(description)),
      );
    }),
  );
}

const codeItem = (name: string, value: unknown, type: string): HTMLElement =>
  el(
    "details",
    { class: "code", "data-code": name },
    el("summary", {}, el("code", {}, name)),
    codeBlock(exampleText(value, type), `Example of ${name}`),
  );

export function answerView(status: string, response: Response, deref: Deref): HTMLElement {
  const isSuccess = status.startsWith("2");
  const media = shownMedia(response.content ?? {});
  const [type, held] = media ?? ["", {}];
  const examples = examplesOf(held, deref).filter(([name]) => name !== "example" && name !== "success");
  return el(
    "details",
    { class: "answer", open: isSuccess, "data-status": status },
    el(
      "summary",
      {},
      el("span", { class: `status ${isSuccess ? "ok" : "failed"}` }, status),
      " ",
      ...inline(response.description ?? ""),
    ),
    el(
      "div",
      {},
      headerList(response, deref),
      contentView(response.content ?? {}, deref),
      examples.map(([name, value]) => codeItem(name, value, type)),
    ),
  );
}
