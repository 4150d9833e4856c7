// The links of a paper, and which of them lead nowhere.
import { dirname, join, normalize } from "node:path/posix";
import { withoutFences } from "./speaks-of.ts";

/** `read` gives a file's text, `is` says whether a path is there; paths are from the root. */
export type Shelf = {
  readonly is: (path: string) => boolean;
  readonly read: (path: string) => string;
};

export function deadLinks(paper: string, shelf: Shelf): readonly string[] {
  const links = withoutFences(shelf.read(paper)).matchAll(/\[[^\]]*\]\(([^)\s]+)\)/g);
  return Array.from(links, ([, link = ""]) => link).filter((link) => {
    if (/^(?:https?|mailto):/.test(link)) return false;
    const [file = "", anchor] = link.split("#");
    const path = file === "" ? paper : normalize(join(dirname(paper), file));
    if (!shelf.is(path)) return true;
    return anchor !== undefined && !anchorsOf(shelf.read(path)).has(anchor);
  });
}

/** The anchors that a reader of Markdown makes of the headings. */
const anchorsOf = (markdown: string): ReadonlySet<string> =>
  new Set(
    Array.from(withoutFences(markdown).matchAll(/^#+ (.+)$/gm), ([, heading = ""]) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, "")
        .trim()
        .replace(/\s/g, "-"),
    ),
  );
