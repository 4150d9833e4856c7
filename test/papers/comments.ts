// The comments of a source file, each with its line.
import { nodesOf, treeOf } from "../support/source-tree.ts";

export type Comment = { readonly line: number; readonly text: string };

/** Of TypeScript; of any other file the lines that begin with `#`. */
export function commentsOf(path: string, code: string): readonly Comment[] {
  const pattern = path.endsWith(".ts") ? /\/\/[^\n]*|\/\*[\s\S]*?\*\//g : /^#[^\n]*/gm;
  const found = (path.endsWith(".ts") ? withoutLiterals(code) : code).matchAll(pattern);
  return joined(
    Array.from(found, ({ index, 0: text }) => ({
      line: code.slice(0, index).split("\n").length,
      text: text.replace(/^(?:\/\*\*?|\/\/|#)|\*\/$/g, "").replace(/\n\s*\*/g, ""),
    })),
  );
}

/** Lines of comment below one another are one comment: a sentence may go on in the next line. */
function joined(comments: readonly Comment[]): readonly Comment[] {
  const all: { line: number; last: number; text: string }[] = [];
  for (const { line, text } of comments) {
    const before = all.at(-1);
    if (before !== undefined && before.last === line - 1) {
      before.text += text;
      before.last = line;
    } else all.push({ line, last: line, text });
  }
  return all;
}

/** The code with blanks in place of texts and patterns, in which `//` is no comment. */
function withoutLiterals(code: string): string {
  const literals = [...nodesOf(treeOf(code))].filter(
    ({ type }) => type === "Literal" || type === "TemplateElement",
  );
  let at = 0;
  let rest = "";
  for (const { start, end } of literals.toSorted((a, b) => a.start - b.start)) {
    if (start < at) continue;
    rest += code.slice(at, start) + code.slice(start, end).replace(/[^\n]/g, " ");
    at = end;
  }
  return rest + code.slice(at);
}
