// What those who judge packages say of this one.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { toolBin } from "../../tools/shared/bring.ts";
import { ROOT } from "../support/processes.ts";
import { pack } from "./packed.ts";

let folder: string;
let tarball: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "receivables-publish-"));
  tarball = pack(folder).tarball;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function judged(
  command: string,
  args: readonly string[],
): { readonly status: number | null; readonly said: string } {
  const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" };
  const ran = spawnSync(join(toolBin("package-check"), command), args, { cwd: ROOT, env, encoding: "utf8" });
  return { status: ran.status, said: ran.stdout + ran.stderr };
}

it("publint has nothing to say, not even a suggestion", () => {
  const { status, said } = judged("publint", ["run", tarball, "--strict"]);
  expect([status, said]).toEqual([0, expect.stringMatching(/All good!/)]);
  expect(said).not.toMatch(/Suggestions|Warnings|Errors/);
});

it("attw finds the right types behind every entry, for whoever imports ES modules", () => {
  const { status, said } = judged("attw", [tarball, "--profile", "esm-only", "--format", "json"]);
  expect(status).toBe(0);
  const { analysis } = JSON.parse(said) as {
    analysis: {
      entrypoints: Record<string, unknown>;
      problems: readonly { kind: string; resolutionKind?: string }[];
      types: unknown;
    };
  };
  expect(Object.keys(analysis.entrypoints)).toEqual([
    "./domain",
    "./client",
    "./files",
    "./twin",
    "./package.json",
  ]);
  expect(analysis.types).toEqual({ kind: "included" });
  // Left out of the profile: TypeScript before there were exports, and require(), which is told that these are modules.
  const found = analysis.problems.filter(
    ({ kind, resolutionKind }) => kind !== "CJSResolvesToESM" && resolutionKind !== "node10",
  );
  expect(found).toEqual([]);
});
