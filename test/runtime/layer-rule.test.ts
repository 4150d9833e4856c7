// The linter proves that the core imports nothing outside itself; this proves that the linter would tell.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../support/processes.ts";

/** What the linter says of a file of the core with this code. */
const lint = (code: string): string =>
  spawnSync(join(ROOT, "node_modules/.bin/biome"), ["lint", "--stdin-file-path=src/domain/values/x.ts"], {
    cwd: ROOT,
    input: code,
    encoding: "utf8",
  }).stderr;

const BROKEN = /noRestrictedImports|noRestrictedGlobals|The domain is pure/;

describe("in src/domain the linter", () => {
  it.each([
    'import { z } from "zod"; export const a = z;',
    'import { readFileSync } from "node:fs"; export const a = readFileSync;',
    'import type { Row } from "../../adapters/libsql/database.ts"; export type A = Row;',
    'import { answerOf } from "../../http/failure-answers.ts"; export const a = answerOf;',
    'export const a = () => import("node:fs");',
    "export const a = Date.now();",
    "export const a = new Date();",
    "export const a = Math.random();",
    "export const a = crypto.randomUUID();",
    "export const a = process.env;",
    'export const a = parseFloat("1");',
  ])("refuses %s", (code) => {
    expect(lint(code)).toMatch(BROKEN);
  });

  it("lets the core use the core", () => {
    const code =
      'import { ok } from "./result.ts";\nimport type { Plan } from "../plans/plan.ts";\nexport const a = (plan: Plan) => ok(plan);\n';
    expect(lint(code)).not.toMatch(BROKEN);
  });
});
