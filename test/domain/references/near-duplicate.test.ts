// The linear comparison gives what trying every single slip of the finger gives.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normaliseCrn } from "../../../src/domain/references/crn.ts";
import { isNearDuplicate, nearDuplicates } from "../../../src/domain/references/near-duplicate.ts";

/** The slow way: make every text that is one slip away. */
function slips(text: readonly string[], alphabet: readonly string[]): Set<string> {
  const results = new Set<string>();
  for (let at = 0; at <= text.length; at += 1) {
    const [before, here, after] = [text.slice(0, at), text.slice(at, at + 1), text.slice(at + 1)];
    for (const letter of alphabet) {
      results.add([...before, letter, ...here, ...after].join(""));
      if (here.length > 0) results.add([...before, letter, ...after].join(""));
    }
    results.add([...before, ...after].join(""));
    if (after.length > 0) results.add([...before, ...after.slice(0, 1), ...here, ...after.slice(1)].join(""));
  }
  results.delete(text.join(""));
  return results;
}

const ALPHABET = ["A", "B", "1", "𠀀"];
const word = fc.array(fc.constantFrom(...ALPHABET), { maxLength: 6 });

describe("isNearDuplicate", () => {
  it.each([
    ["123456789A", "123456788A", true, "one replaced"],
    ["123456789A", "23456789A", true, "the first left out"],
    ["123456789A", "123456789", true, "the last left out"],
    ["123456789A", "1234567890A", true, "one added"],
    ["123456789A", "124356789A", true, "two neighbours swapped"],
    ["AAB", "AB", true, "one of two equal ones left out"],
    ["1", "2", true, "the only one replaced"],
    ["12", "21", true, "the only two swapped"],
    ["123456789A", "123456789A", false, "nothing changed"],
    ["123456789A", "123456700A", false, "two replaced"],
    ["123456789A", "321456789A", false, "two swapped that are no neighbours"],
    ["123456789A", "12345678", false, "two left out"],
    ["1234", "2143", false, "two pairs swapped"],
    ["ABC", "BCA", false, "three turned round"],
    ["12", "13X", false, "one replaced and one added"],
    ["AB", "BC", false, "half a swap"],
    ["AB", "CA", false, "the other half"],
    ["𠀀1", "𠀁1", true, "one long character replaced"],
  ])("%s and %s: %s (%s)", (a, b, near) => {
    expect(isNearDuplicate(a, b)).toBe(near);
  });

  it("agrees with trying every slip", () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(isNearDuplicate(a.join(""), b.join(""))).toBe(slips(a, ALPHABET).has(b.join("")));
      }),
      { numRuns: 3000 },
    );
  });

  it("finds every slip of a word", () => {
    fc.assert(
      fc.property(word, (a) => {
        for (const slip of slips(a, ALPHABET)) expect(isNearDuplicate(a.join(""), slip)).toBe(true);
      }),
    );
  });

  it("does not depend on the order", () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(isNearDuplicate(a.join(""), b.join(""))).toBe(isNearDuplicate(b.join(""), a.join("")));
      }),
      { numRuns: 2000 },
    );
  });
});

describe("nearDuplicates", () => {
  it("names the ids of the near ones in ascending order", () => {
    const known = [
      { id: 10, normalisedCrn: normaliseCrn("123456789B") },
      { id: 7, normalisedCrn: normaliseCrn("999") },
      { id: 9, normalisedCrn: normaliseCrn("12345678A") },
      { id: 8, normalisedCrn: normaliseCrn("123456789A") },
    ];
    expect(nearDuplicates(normaliseCrn("123 456 789A"), known)).toEqual([9, 10]);
  });
});
