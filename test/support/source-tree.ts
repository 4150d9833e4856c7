// The source files as syntax trees, for tests that look at every place of a kind.
import { globSync, readFileSync } from "node:fs";
import { parseAst } from "vitest/node";

export type Node = {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [member: string]: unknown;
};

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as { type?: unknown }).type === "string";

export const treeOf = (code: string): Node => parseAst(code, { lang: "ts" }) as unknown as Node;

/** Every node below and with this one, each before those in it. */
export function* nodesOf(node: Node): Generator<Node> {
  yield node;
  for (const [member, value] of Object.entries(node)) {
    if (member === "parent") continue;
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* nodesOf(child);
  }
}

/** The files of `src`, from the root of the repository. */
export const sourceFiles = (): readonly string[] =>
  globSync("src/**/*.ts", { cwd: new URL("../..", import.meta.url) }).toSorted();

export const sourceOf = (file: string): string =>
  readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
