// What npm packs: the modules that the entries lead to, four papers, and nothing else.
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { usedBy } from "../../scripts/package/only-used.ts";
import { ROOT } from "../support/processes.ts";
import { type Packed, pack } from "./packed.ts";

const PAPERS = ["CHANGELOG.md", "README.md", "THIRD-PARTY-NOTICES", "package.json"];

/** The built modules of an entry, from the root, by what stands in the files themselves. */
const modulesOf = (folder: string, entry: string): readonly string[] =>
  [".js", ".d.ts"].flatMap((ending) =>
    usedBy(join(ROOT, folder), entry, ending).map((path) => `${folder}/${path}`),
  );

/** The readers of files are bundled: their module, and its types. */
const filesModules = (): readonly string[] => [
  "dist/files/files.js",
  ...usedBy(join(ROOT, "dist/files"), "package/files", ".d.ts").map((path) => `dist/files/${path}`),
];

/** The twin is bundled: its module, its command and what they share, and the types of the one. */
const twinModules = (): readonly string[] => {
  const code = ["twin", "command"].flatMap((entry) => usedBy(join(ROOT, "dist/twin"), entry, ".js"));
  const types = usedBy(join(ROOT, "dist/twin"), "package/twin", ".d.ts");
  return [...new Set([...code, ...types])].map((path) => `dist/twin/${path}`);
};

let folder: string;
let packed: Packed;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "receivables-packed-"));
  packed = pack(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("npm pack", () => {
  it("holds what is used, and nothing else", () => {
    const used = [
      ...modulesOf("dist/domain", "package/domain"),
      ...modulesOf("dist/client", "client"),
      ...filesModules(),
      ...twinModules(),
      ...PAPERS,
    ];
    expect(packed.files).toEqual(used.toSorted());
  });

  it("is small: half a megabyte of text, unpacked, and the twin beside it, with its pages", () => {
    const bytesOf = (paths: readonly string[]) =>
      paths.map((path) => statSync(join(ROOT, path)).size).reduce((one, other) => one + other, 0);
    const isTwin = (path: string) => path.startsWith("dist/twin/");
    const isReader = (path: string) => path.startsWith("dist/files/");
    expect(bytesOf(packed.files.filter((path) => !isTwin(path) && !isReader(path)))).toBeLessThan(700_000);
    // Of which a parser of CSV and one of XML are most.
    expect(bytesOf(packed.files.filter(isReader))).toBeLessThan(400_000);
    expect(bytesOf(packed.files.filter((path) => isTwin(path) && !path.includes("twin-pages")))).toBeLessThan(
      750_000,
    );
    expect(packed.size).toBeLessThan(450_000);
  });

  it("has every file that the entries name, types first, and only what has no effect of its own", () => {
    const entries = Object.entries(manifest.exports).filter(([name]) => name !== "./package.json");
    expect(entries.map(([name]) => name)).toEqual(["./domain", "./client", "./files", "./twin"]);
    for (const [, targets] of entries) {
      expect(Object.keys(targets)).toEqual(["types", "default"]);
      for (const target of Object.values(targets)) expect(packed.files).toContain(target.slice(2));
    }
    expect(manifest.sideEffects).toBe(false);
    expect([manifest.private, manifest.license]).toEqual([true, "UNLICENSED"]);
  });
});

describe("what it imports", () => {
  const code = (path: string): string => readFileSync(join(ROOT, path), "utf8");
  const imports = (path: string): readonly string[] =>
    [...code(path).matchAll(/(?:\bfrom|\bimport\(?) ?"([^"]+)"/g)].map(([, name = ""]) => name);

  it("is its own modules alone, by their names: no package, nothing of a runtime, no source", () => {
    // The twin's pages are texts, some of which are code; its command is Node's.
    // The parsers that are bundled with the readers of files have such words in their own texts: see below.
    const isOther = (path: string) =>
      /^dist\/(?:twin\/(?:twin-pages-\w+|command)|files\/files)\.js$/.test(path);
    const modules = packed.files.filter((path) => path.startsWith("dist/") && !isOther(path));
    const imported = modules.flatMap(imports);
    expect(imported.length).toBeGreaterThan(100);
    expect(imported.filter((name) => !/^\.{1,2}\/[\w./-]+\.js$/.test(name))).toEqual([]);
  });

  it("the readers of files are one module that imports nothing and asks for nothing of a runtime's own", () => {
    expect(code("dist/files/files.js")).not.toMatch(/^import\b|\brequire\(|\bnode:/m);
  });

  it("the twin's types lead to its own alone, and its command needs Node and the server that the package depends on", () => {
    const declarations = packed.files.filter((path) => /^dist\/twin\/.*\.d\.ts$/.test(path));
    expect(declarations).toEqual([
      "dist/twin/package/twin.d.ts",
      ...["twin-input-error", "twin-key", "types"].map((name) => `dist/twin/src/twin/${name}.d.ts`),
    ]);
    const outside = imports("dist/twin/command.js").filter((name) => !name.startsWith("."));
    expect(outside.filter((name) => !name.startsWith("node:"))).toEqual(["@hono/node-server"]);
    expect(Object.keys(manifest.dependencies)).toContain("@hono/node-server");
    expect(code("dist/twin/command.js").split("\n")[0]).toBe("#!/usr/bin/env node");
  });

  it("the client's types are those of its calls: nothing of the service is behind them", () => {
    const declarations = packed.files.filter((path) => /^dist\/client\/.*\.d\.ts$/.test(path));
    expect(declarations).toEqual(["dist/client/call-types.d.ts", "dist/client/client.d.ts"]);
    expect(imports("dist/client/call-types.d.ts")).toEqual([]);
    for (const path of declarations) expect(code(path)).not.toMatch(/\b(?:zod|hono|drizzle|libsql)\b/i);
  });
});
