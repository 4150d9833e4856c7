// The linter proves that the core imports nothing outside itself; this proves that the linter would tell.
import { afterAll, describe, expect, it } from "vitest";
import { type Linted, lint } from "./lint.ts";
import { madeTree } from "./made-tree.ts";

const tree = madeTree();
const file = "src/domain/values/x.ts";
afterAll(() => tree.remove());

/** Lints the code as a file of the core, under the project's own rules. */
function lintCore(code: string): Linted {
  tree.write({ [file]: code });
  return lint(tree.path, [file]);
}

const BROKEN = /noRestrictedImports|noRestrictedGlobals|plugin/;

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
    const { status, found } = lintCore(code);
    expect(found.join("\n")).toMatch(BROKEN);
    expect(status).toBe(1);
  });

  it("lets the core use the core", () => {
    const code =
      'import type { Plan } from "../plans/plan.ts";\nimport { ok } from "./result.ts";\n\nexport const a = (plan: Plan) => ok(plan);';
    expect(lintCore(code)).toEqual({ status: 0, found: [] });
  });
});
