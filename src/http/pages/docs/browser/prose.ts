// Descriptions as paragraphs. Bold and code are all the Markdown that they have.
import { type Child, el } from "./element.ts";

/** A line of text, with its bold words and its code. */
export const inline = (text: string): readonly Child[] =>
  text.split(/(\*\*[^*]+\*\*|`[^`]+`)/).map((part) => {
    if (part.startsWith("**")) return el("strong", {}, part.slice(2, -2));
    return part.startsWith("`") ? el("code", {}, part.slice(1, -1)) : part;
  });

export const prose = (text: string): readonly HTMLParagraphElement[] =>
  text
    .split(/\n+/)
    .filter((paragraph) => paragraph !== "")
    .map((paragraph) => el("p", {}, inline(paragraph)));
