// Which references a new one is probably a misspelling of.
import { expect, it } from "vitest";
import { normaliseCrn } from "../../../src/domain/references/crn.ts";
import { nearDuplicates } from "../../../src/domain/references/near-duplicate.ts";

it("names the ids of the near ones in ascending order, and an equal one not", () => {
  const known = [
    { id: 10, normalisedCrn: normaliseCrn("123456789B") },
    { id: 7, normalisedCrn: normaliseCrn("999") },
    { id: 9, normalisedCrn: normaliseCrn("12345678A") },
    { id: 8, normalisedCrn: normaliseCrn("123456789A") },
    { id: 6, normalisedCrn: normaliseCrn("213456789A") },
  ];
  expect(nearDuplicates(normaliseCrn("123 456 789A"), known)).toEqual([6, 9, 10]);
});
