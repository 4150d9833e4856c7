// The linter proves that the core imports nothing outside itself; this proves that the linter would tell.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../support/libsql.ts";
import { ROOT } from "../support/processes.ts";

const folder = temporaryFolder();
const file = "src/domain/values/x.ts";
mkdirSync(join(folder.path, "src/domain/values"), { recursive: true });
for (const name of ["biome.json", ".gitignore", "scripts"]) {
  cpSync(join(ROOT, name), join(folder.path, name), { recursive: true });
}
afterAll(() => folder.remove());

/** Lints the code as a file of the core, under the project's own rules. */
function lint(code: string): { readonly status: number | null; readonly said: string } {
  writeFileSync(join(folder.path, file), `${code}\n`);
  const biome = join(ROOT, "node_modules/.bin/biome");
  const { status, stderr } = spawnSync(biome, ["lint", file], { cwd: folder.path, encoding: "utf8" });
  return { status, said: stderr };
}

const BROKEN = /noRestrictedImports|noRestrictedGlobals|The domain is pure/;

describe("in src/domain the linter", () => {
  it.each([
    'import { z } from "zod";\nexport const a = z;',
    'import { readFileSync } from "node:fs";\nexport const a = readFileSync;',
    'import type { Row } from "../../adapters/libsql/connection/database.ts";\nexport type A = Row;',
    'import { answerOf } from "../../http/failures/failure-answers.ts";\nexport const a = answerOf;',
    'export const a = () => import("node:fs");',
    "export const a = Date.now();",
    "export const a = new Date();",
    "export const a = Math.random();",
    "export const a = crypto.randomUUID();",
    "export const a = process.env;",
    'export const a = parseFloat("1");',
  ])("refuses %s", (code) => {
    const { status, said } = lint(code);
    expect(said).toMatch(BROKEN);
    expect(status).toBe(1);
  });

  it("lets the core use the core", () => {
    const code =
      'import type { Plan } from "../plans/plan.ts";\nimport { ok } from "./result.ts";\n\nexport const a = (plan: Plan) => ok(plan);';
    expect(lint(code)).toMatchObject({ status: 0 });
  });
});
