// What the files of a tree take from one another and give to one another, read off their syntax, types included.
import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { type Node, nodesOf, treeOf } from "../support/source-tree.ts";

/** `names` are those that the file `to` gives them; null where all of it is taken, or nothing but its effect. */
export type Taken = { readonly from: string; readonly to: string; readonly names: readonly string[] | null };

export type SourceFile = {
  readonly path: string;
  readonly takes: readonly Taken[];
  /** The names of the values that it exports; types are left out. */
  readonly values: readonly string[];
  /** How often each name stands in it. */
  readonly names: ReadonlyMap<string, number>;
};

/** The files of the folders below `root`, by their paths from there. */
export function sourceGraph(root: string, folders: readonly string[]): ReadonlyMap<string, SourceFile> {
  const paths = folders.flatMap((folder) =>
    globSync(`${folder}/**/*.ts`, { cwd: root, exclude: ["**/node_modules/**"] }),
  );
  return new Map(paths.map((path) => [path, fileOf(path, readFileSync(join(root, path), "utf8"))]));
}

function fileOf(path: string, code: string): SourceFile {
  const nodes = [...nodesOf(treeOf(code))];
  const names = new Map<string, number>();
  for (const node of nodes) {
    if (node.type === "Identifier") names.set(nameOf(node), (names.get(nameOf(node)) ?? 0) + 1);
  }
  const takes = nodes.flatMap((node) => takenBy(path, node));
  return { path, takes, values: nodes.flatMap(valuesOf), names };
}

const nameOf = (node: Node): string => String(node.name);
const part = (node: Node, member: string): Node | undefined => node[member] as Node | undefined;
const parts = (node: Node, member: string): readonly Node[] =>
  (node[member] as readonly Node[] | undefined) ?? [];

function takenBy(from: string, node: Node): readonly Taken[] {
  const source = part(node, "source")?.value;
  if (typeof source !== "string" || !source.startsWith(".")) return [];
  const to = normalize(join(dirname(from), source));
  const given = parts(node, "specifiers").map((one) =>
    part(one, node.type === "ImportDeclaration" ? "imported" : "local"),
  );
  const whole = given.length === 0 || given.includes(undefined);
  return [
    { from, to, names: whole ? null : given.flatMap((one) => (one === undefined ? [] : [nameOf(one)])) },
  ];
}

function valuesOf(node: Node): readonly string[] {
  if (node.type !== "ExportNamedDeclaration" || node.exportKind === "type") return [];
  const declared = part(node, "declaration");
  if (declared === undefined || declared === null) return [];
  const named = declared.type === "VariableDeclaration" ? parts(declared, "declarations") : [declared];
  return named.flatMap((one) => {
    const id = part(one, "id");
    if (id === undefined || declared.type.startsWith("TS")) return [];
    return [...nodesOf(id)]
      .filter(({ type }) => type === "Identifier")
      .slice(0, 1)
      .map(nameOf);
  });
}
