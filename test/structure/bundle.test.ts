// The Worker loads nothing that Workers lack, and the client nothing of the service.
import { build } from "esbuild";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ROOT } from "../support/processes.ts";
import { bundleOf, waysOut } from "./bundle.ts";
import { type MadeTree, madeTree } from "./made-tree.ts";

const WORKER = "src/http/worker.ts";

/** The files of src among them. */
const ofSource = (inputs: object): readonly string[] =>
  Object.keys(inputs).filter((path) => path.startsWith("src/"));

it("the Worker reaches no module of Node's and nothing native", async () => {
  const inputs = await bundleOf(ROOT, WORKER);
  expect(ofSource(inputs)).toContain("src/adapters/libsql/connection/open-remote.ts");
  expect(Object.keys(inputs)).toContain("node_modules/hono/dist/hono-base.js");
  expect(waysOut(inputs, WORKER)).toEqual([]);
});

it("the Worker carries one router, and no client of a database but its own", async () => {
  const loaded = Object.keys(await bundleOf(ROOT, WORKER)).filter((path) => path.startsWith("node_modules/"));
  const routers = new Set(loaded.flatMap((path) => /hono\/dist\/router\/([\w-]+)\//.exec(path)?.[1] ?? []));
  expect([...routers]).toEqual(["trie-router"]);
  expect([...new Set(loaded.map((path) => path.split("/")[1]))].toSorted()).toEqual(["hono", "zod"]);
});

it("the Worker carries nothing that only describes calls: not the document, a page, a sample, a schema of an answer", async () => {
  const own = ofSource(await bundleOf(ROOT, WORKER));
  const describing =
    /^src\/http\/(?:openapi\/|pages\/(?!page-routes|paths|assets-binding)|contracts\/(?:.*\/)?(?:described-|samples\/)|v1\/answer-schemas|v1\/.*-shapes\.ts)/;
  expect(own.filter((path) => describing.test(path))).toEqual([]);
  expect(
    ofSource(await bundleOf(ROOT, "scripts/build-assets.ts")).filter((path) => describing.test(path)),
  ).toEqual(
    expect.arrayContaining([
      "src/http/openapi/document.ts",
      "src/http/pages/site.ts",
      "src/http/contracts/described-dialects.ts",
      "src/http/v1/answer-schemas.ts",
      "src/http/v1/plans/plan-shapes.ts",
    ]),
  );
});

it("the Worker has no trace of the twin, which reaches no module of Node's and nothing native itself", async () => {
  const inputs = await bundleOf(ROOT, WORKER);
  const isTwins = (path: string): boolean => /^(?:src\/twin|src\/adapters\/memory|package)\//.test(path);
  expect(Object.keys(inputs).filter(isTwins)).toEqual([]);
  const { outputFiles } = await build({
    absWorkingDir: ROOT,
    entryPoints: [WORKER],
    bundle: true,
    write: false,
    format: "esm",
    conditions: ["workerd", "worker", "browser"],
    mainFields: ["browser", "module", "main"],
    external: ["node:*", "cloudflare:*"],
    legalComments: "none",
    outdir: "nowhere",
  });
  expect(outputFiles.map(({ text }) => /twin/i.exec(text)?.[0] ?? null)).toEqual([null]);
  const twin = "package/twin.ts";
  const own = await bundleOf(ROOT, twin);
  expect(Object.keys(own).filter(isTwins).length).toBeGreaterThan(30);
  expect(Object.keys(own)).toContain("src/http/app.ts");
  expect(waysOut(own, twin)).toEqual([]);
});

it("the Worker has no reader of files, and they reach no module of Node's and nothing native", async () => {
  const isReader = (path: string): boolean =>
    /^(?:src\/files\/|package\/files|node_modules\/(?:fast-xml-parser|csv-parse)\/)/.test(path);
  expect(Object.keys(await bundleOf(ROOT, WORKER)).filter(isReader)).toEqual([]);
  const readers = "package/files.ts";
  const own = await bundleOf(ROOT, readers);
  expect(Object.keys(own).filter(isReader).length).toBeGreaterThan(20);
  expect(waysOut(own, readers)).toEqual([]);
});

it("the service under Node does, so the rule can tell", async () => {
  const entry = "src/http/node.ts";
  const ends = waysOut(await bundleOf(ROOT, entry), entry).map((way) => way.at(-1));
  expect(ends).toContain("node:fs");
  expect(ends).toContainEqual(expect.stringMatching(/^node_modules\/libsql\//));
});

it("the client loads its own files alone", async () => {
  const inputs = await bundleOf(ROOT, "src/client/client.ts");
  expect(Object.keys(inputs)).toEqual(["src/client/client.ts"]);
});

describe("a Worker", () => {
  let tree: MadeTree;
  beforeEach(() => {
    tree = madeTree();
  });
  afterEach(() => tree.remove());

  it.each([
    ["node:fs", 'import { readFileSync } from "node:fs";\nexport const a = readFileSync;'],
    ["crypto", 'import { createHash } from "crypto";\nexport const a = createHash;'],
    ["node:path", 'export const a = () => import("node:path");'],
  ])("that reaches %s somewhere behind is told of, with the way there", async (name, code) => {
    tree.write({
      [WORKER]: 'import { b } from "../b.ts";\nexport default { fetch: () => b };',
      "src/b.ts": 'export { a as b } from "lib";',
      "node_modules/lib/package.json": '{ "name": "lib", "main": "index.ts", "type": "module" }',
      "node_modules/lib/index.ts": code,
    });
    const inputs = await bundleOf(tree.path, WORKER);
    expect(waysOut(inputs, WORKER)).toEqual([[WORKER, "src/b.ts", "node_modules/lib/index.ts", name]]);
  });

  it("that reaches a native library is told of, and one that has a type of it alone is not", async () => {
    tree.write({
      [WORKER]: 'import { b } from "../b.ts";\nexport default { fetch: () => b };',
      "src/b.ts": 'import Libsql from "libsql";\nexport const b = Libsql;',
      "node_modules/libsql/package.json": '{ "name": "libsql", "main": "index.js" }',
      "node_modules/libsql/index.js": "module.exports = 1;",
    });
    const way = [WORKER, "src/b.ts", "node_modules/libsql/index.js"];
    expect(waysOut(await bundleOf(tree.path, WORKER), WORKER)).toEqual([way]);
    tree.write({ "src/b.ts": 'import type Libsql from "libsql";\nexport const b = 1 as unknown as Libsql;' });
    expect(waysOut(await bundleOf(tree.path, WORKER), WORKER)).toEqual([]);
  });
});
