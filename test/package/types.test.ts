// The client's types as they are built are those that it has in the source, call by call, to the member.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { V1_CALLS } from "../../src/http/v1/calls.ts";
import { ROOT } from "../support/processes.ts";

// Below the root, so that the source finds its packages.
const FOLDER = join(ROOT, ".vitest/types");
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

/** What is told apart: every member, whether it may be left out, and every name in a union. */
const COMPARE = `import type * as Source from "../../src/client/call-types.ts";
import type * as Built from "./call-types.js";
type Whole = string | number | boolean | bigint | null | undefined | AbortSignal | ReadableStream<unknown>;
type Flat<T> = T extends Whole ? T
  : T extends AsyncGenerator<infer I, void, undefined> ? { lines: Flat<I> }
  : T extends readonly (infer I)[] ? { list: Flat<I> }
  : { [K in keyof T]: Flat<T[K]> };
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
export const calls: Same<Source.Call, Built.Call> = true;
export const codes: Same<Source.Code, Built.Code> = true;
`;

const CALLS = V1_CALLS.map(({ call }) => JSON.stringify(call));
const CHECKS = CALLS.flatMap((call, index) =>
  ["Options", "Answer"].map(
    (type) =>
      `export const ${type}${index}: Same<Flat<Source.${type}<${call}>>, Flat<Built.${type}<${call}>>> = true;\n`,
  ),
);

/** For each of the built types, the comparisons that do not compile; one run of the compiler for all. */
function differing(builts: readonly string[]): readonly (readonly string[])[] {
  const compare = COMPARE + CHECKS.join("");
  for (const [index, built] of builts.entries()) {
    mkdirSync(join(FOLDER, String(index)), { recursive: true });
    writeFileSync(join(FOLDER, String(index), "call-types.d.ts"), built);
    writeFileSync(
      join(FOLDER, String(index), "compare.ts"),
      compare.replaceAll("../../src/", "../../../src/"),
    );
  }
  writeFileSync(
    join(FOLDER, "tsconfig.json"),
    '{ "extends": "../../tsconfig.json", "include": ["*/compare.ts"] }',
  );
  const args = [join(ROOT, "node_modules/typescript/bin/tsc"), "-p", FOLDER];
  const { stdout } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
  const lines = compare.split("\n");
  const found = [...stdout.matchAll(/(\d+)[/\\]compare\.ts\((\d+),/g)];
  return builts.map((_, index) =>
    found
      .filter(([, of]) => Number(of) === index)
      .map(([, , line]) => /export const (\w+)/.exec(lines[Number(line) - 1] ?? "")?.[1] ?? stdout),
  );
}

const CHANGES: readonly (readonly [what: string, from: RegExp, to: string, names: readonly string[]])[] = [
  ["a code is missing", /\n {2}\| "PLAN_CLOSED"/, "", ["codes"]],
  ["a call is missing", /\n {2}readonly "GET \/v1\/events": [\s\S]*?\n {2}\};/, "", ["calls"]],
  ["a member may be left out", /readonly validateOnly: boolean;/, "readonly validateOnly?: boolean;", []],
  ["a member has another type", /(type Stamp = \{[\s\S]*?readonly by: )string/, "$1number", []],
];

describe("the types of the built client", () => {
  const built = readFileSync(join(ROOT, "dist/client/call-types.d.ts"), "utf8");
  const changed = CHANGES.map(([, from, to]) => built.replace(from, to));
  let found: readonly (readonly string[])[];
  beforeAll(() => {
    found = differing([built, ...changed]);
  }, 120_000);

  it("are the source's", () => {
    expect(CHECKS.length).toBeGreaterThan(50);
    expect(found[0]).toEqual([]);
  });

  it.each(CHANGES.map(([what, , , names], index) => [what, names, index] as const))(
    "are not where %s",
    (_, names, index) => {
      expect(changed[index]).not.toBe(built);
      const told = found[index + 1] ?? [];
      expect(told.length).toBeGreaterThan(0);
      for (const name of names) expect(told).toContain(name);
    },
  );
});
