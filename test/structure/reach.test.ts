// Nothing lies in src that nobody needs: neither a file, nor a value, nor what is for tests alone.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ROOT } from "../support/processes.ts";
import { ENTRY_POINTS } from "./entry-points.ts";
import { type MadeTree, madeTree } from "./made-tree.ts";
import { unreached, unwanted } from "./reach.ts";
import { sourceGraph } from "./source-graph.ts";

const FOLDERS = ["src", "package", "scripts", "tools", "bench", "test"];

describe("src", () => {
  const graph = sourceGraph(ROOT, FOLDERS);

  it("is there, with all its entry points", () => {
    expect([...graph.keys()].filter((path) => path.startsWith("src/")).length).toBeGreaterThan(300);
    for (const entry of ENTRY_POINTS) expect(existsSync(join(ROOT, entry)), entry).toBe(true);
  });

  it("has no file that no entry point reaches, and needs none outside itself", () => {
    expect(unreached(graph)).toEqual([]);
  });

  it("exports no value that nobody imports or that tests alone use", () => {
    expect(unwanted(graph)).toEqual([]);
  });
});

describe("the rules tell of", () => {
  let tree: MadeTree;
  beforeEach(() => {
    tree = madeTree();
    tree.write({
      "src/http/worker.ts": 'import { a } from "../domain/a.ts";\nexport default a;',
      "src/domain/a.ts": 'import type { B } from "./b.ts";\nexport const a = (): B => 1;',
      "src/domain/b.ts": "export type B = number;",
    });
  });
  afterEach(() => tree.remove());

  it("nothing in a tree that keeps them", () => {
    const graph = sourceGraph(tree.path, FOLDERS);
    expect([...unreached(graph), ...unwanted(graph)]).toEqual([]);
  });

  it("a file that only a test imports", () => {
    tree.write({
      "src/domain/c.ts": "export const c = 1;\nexport const d = c;",
      "test/c.test.ts": 'import { c, d } from "../src/domain/c.ts";\nc === d;',
    });
    const graph = sourceGraph(tree.path, FOLDERS);
    expect(unreached(graph)).toEqual(["src/domain/c.ts"]);
    expect(unwanted(graph)).toEqual(["src/domain/c.ts: d is for tests alone"]);
  });

  it("a file that only a file like it imports", () => {
    tree.write({
      "src/domain/c.ts": 'import { d } from "./d.ts";\nd();',
      "src/domain/d.ts": 'import "./c.ts";\nexport function d() {}',
    });
    expect(unreached(sourceGraph(tree.path, FOLDERS))).toEqual(["src/domain/c.ts", "src/domain/d.ts"]);
  });

  it("an import of what is for tests", () => {
    tree.write({ "src/domain/b.ts": 'import "../../test/x.ts";\nexport type B = number;', "test/x.ts": "" });
    expect(unreached(sourceGraph(tree.path, FOLDERS))).toEqual(["src/domain/b.ts imports test/x.ts"]);
  });

  it("a value that nobody imports, but of none that is loaded or taken whole", () => {
    tree.write({
      "src/domain/b.ts": "export type B = number;\nexport class C {}\nexport const d = new C();",
      "src/http/node.ts": 'import * as e from "../domain/e.ts";\ne.f; await import("../domain/g.ts");',
      "src/domain/e.ts": "export const f = 1;",
      "src/domain/g.ts": "export async function h() {}",
    });
    const graph = sourceGraph(tree.path, FOLDERS);
    expect(unreached(graph)).toEqual([]);
    expect(unwanted(graph)).toEqual([
      "src/domain/b.ts: nobody imports C",
      "src/domain/b.ts: nobody imports d",
    ]);
  });
});
