// A Vite plugin that makes the source count its own work: a step for each function that is entered and each round of a
// loop. With what the built-in functions are charged for, that is a measure of time that no other process disturbs.
import { type Node, nodesOf, treeOf } from "./source-tree.ts";

declare global {
  var steps: { count: number } | undefined;
}

/** A step, as an expression. */
const STEP = "globalThis.steps.count++";

type Insertion = { readonly at: number; readonly text: string };

const LOOPS: ReadonlySet<string> = new Set([
  "ForStatement",
  "ForInStatement",
  "ForOfStatement",
  "WhileStatement",
  "DoWhileStatement",
]);
const FUNCTIONS: ReadonlySet<string> = new Set([
  "FunctionDeclaration",
  "FunctionExpression",
  "ArrowFunctionExpression",
]);

function stepInto(body: Node): readonly Insertion[] {
  switch (body.type) {
    case "BlockStatement":
    case "FunctionBody":
      return [{ at: body.start + 1, text: `${STEP};` }];
    case "EmptyStatement":
      return [{ at: body.start, text: `${STEP}` }];
    default:
      return body.type.endsWith("Statement")
        ? [
            { at: body.start, text: `{${STEP};` },
            { at: body.end, text: "}" },
          ]
        : [
            { at: body.start, text: `(${STEP},` },
            { at: body.end, text: ")" },
          ];
  }
}

/** The code with its steps counted. */
export function counted(code: string): string {
  const insertions: Insertion[] = [];
  for (const node of nodesOf(treeOf(code))) {
    const body = node.body as Node | null | undefined;
    if (!LOOPS.has(node.type) && !FUNCTIONS.has(node.type)) continue;
    if (body !== null && body !== undefined) insertions.push(...stepInto(body));
  }
  let out = "";
  let copied = 0;
  for (const { at, text } of insertions.toSorted((a, b) => a.at - b.at)) {
    out += code.slice(copied, at) + text;
    copied = at;
  }
  return `globalThis.steps ??= { count: 0 };${out}${code.slice(copied)}`;
}

export const countSteps = () => ({
  name: "count-steps",
  enforce: "pre" as const,
  transform: (code: string, id: string) =>
    /\/(?:src|test\/linear\/examples)\/.*\.ts$/.test(id) ? { code: counted(code), map: null } : null,
});
