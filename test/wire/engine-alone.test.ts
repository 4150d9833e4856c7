// The .NET engine knows no contract: that it imports none is a wall's affair, that it names none is shown here.
import { expect, it } from "vitest";
import { debtrak } from "../../src/http/contracts/debtrak/debtrak.ts";
import { procura } from "../../src/http/contracts/procura/procura.ts";
import type { Shape } from "../../src/http/webapi/values/shape.ts";
import { sourceFiles, sourceOf } from "../support/source-tree.ts";

const ENGINE = "src/http/webapi/";
const files = sourceFiles().filter((file) => file.startsWith(ENGINE));

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

it("names nothing of a contract, in code or comment", () => {
  expect(files.length).toBeGreaterThan(30);
  expect(NAMES).toEqual(expect.arrayContaining(["/billings/", "PaymentPlanDTO", "AccountID", "Recurrence"]));
  const named = files.flatMap((file) =>
    NAMES.filter((name) => has(sourceOf(file), name)).map((name) => `${file}: ${name}`),
  );
  expect(named).toEqual([]);
});
