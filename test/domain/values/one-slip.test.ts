// The linear comparison gives what trying every single slip of the finger gives.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isOneSlip } from "../../../src/domain/values/one-slip.ts";
import { slips } from "../../support/slips.ts";

const ALPHABET = ["A", "B", "1", "𠀀"];
const word = fc.array(fc.constantFrom(...ALPHABET), { maxLength: 6 });

describe("isOneSlip", () => {
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
    expect(isOneSlip(a, b)).toBe(near);
  });

  it("agrees with trying every slip", () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(isOneSlip(a.join(""), b.join(""))).toBe(slips(a, ALPHABET).has(b.join("")));
      }),
      { numRuns: 3000 },
    );
  });

  it("finds every slip of a word", () => {
    fc.assert(
      fc.property(word, (a) => {
        for (const slip of slips(a, ALPHABET)) expect(isOneSlip(a.join(""), slip)).toBe(true);
      }),
    );
  });

  it("does not depend on the order", () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(isOneSlip(a.join(""), b.join(""))).toBe(isOneSlip(b.join(""), a.join("")));
      }),
      { numRuns: 2000 },
    );
  });
});
