// The .NET engine knows no contract: it imports nothing but itself and Hono, and names nothing that a contract has.
import { dirname, join } from "node:path/posix";
import { expect, it } from "vitest";
import { debtrak } from "../../src/http/contracts/debtrak/debtrak.ts";
import { procura } from "../../src/http/contracts/procura/procura.ts";
import type { Shape } from "../../src/http/webapi/values/shape.ts";
import { nodesOf, sourceFiles, sourceOf, treeOf } from "../support/source-tree.ts";

const ENGINE = "src/http/webapi/";
const files = sourceFiles().filter((file) => file.startsWith(ENGINE));

/** What a file imports or exports from, types included; relative ones from the root of the repository. */
const importsOf = (file: string, code: string): readonly string[] =>
  [...nodesOf(treeOf(code))].flatMap(({ source }) => {
    const from = (source as { value?: unknown } | null | undefined)?.value;
    if (typeof from !== "string") return [];
    return [from.startsWith(".") ? join(dirname(file), from) : from];
  });

const isOwn = (from: string): boolean => from.startsWith(ENGINE) || from === "hono";

function* shapesIn(shape: Shape): Generator<Shape> {
  yield shape;
  for (const member of shape.members) if (member.kind === "object") yield* shapesIn(member.shape);
}

/** Names of the contracts, of their DTOs and enumerations, and of members that no other thing is called by. */
const names = [debtrak, procura].flatMap(({ name, prefix, published, calls }) => [
  name,
  `${prefix}/`,
  ...Object.keys(published),
  ...calls.flatMap(({ body, answer }) =>
    [...(body === undefined ? [] : [body.shape]), answer.shape]
      .flatMap((shape) => [...shapesIn(shape)])
      .flatMap((shape) => [shape.name, ...shape.storedNames.filter((own) => /[a-z]ID$|Amount$/.test(own))]),
  ),
]);
const NAMES = [...new Set(names)];

/** Whether a text has the name, not as part of a longer word. */
const has = (text: string, name: string): boolean => new RegExp(`${name}(?![A-Za-z])`).test(text);

it("imports nothing but itself", () => {
  expect(files.length).toBeGreaterThan(30);
  expect(files.flatMap((file) => importsOf(file, sourceOf(file)).filter((from) => !isOwn(from)))).toEqual([]);
  const code = 'import type { A } from "../contracts/a.ts"; export { b } from "../../domain/b.ts";';
  expect(importsOf(`${ENGINE}x.ts`, code).filter((from) => !isOwn(from))).toEqual([
    "src/http/contracts/a.ts",
    "src/domain/b.ts",
  ]);
});

it("names nothing of a contract, in code or comment", () => {
  expect(NAMES).toEqual(expect.arrayContaining(["/billings/", "PaymentPlanDTO", "AccountID", "Recurrence"]));
  const named = files.flatMap((file) =>
    NAMES.filter((name) => has(sourceOf(file), name)).map((name) => `${file}: ${name}`),
  );
  expect(named).toEqual([]);
});
