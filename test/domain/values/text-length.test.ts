// Lengths are counted in characters, whatever a character takes in memory.
import { describe, expect, it } from "vitest";
import { isWithin } from "../../../src/domain/values/text-length.ts";

describe("isWithin", () => {
  it.each([
    ["", 0, true],
    ["x", 0, false],
    ["abc", 3, true],
    ["abcd", 3, false],
    ["👍👍👍", 3, true],
    ["👍👍👍👍", 3, false],
    ["e\u0301e\u0301", 4, true],
    ["e\u0301e\u0301", 3, false],
  ])("of %j and %d is %s", (text, max, within) => {
    expect(isWithin(text, max)).toBe(within);
  });

  it("takes no longer for a text that is far too long", () => {
    let read = 0;
    const text = {
      length: 1_000_000,
      [Symbol.iterator]: function* () {
        for (;;) {
          read += 1;
          yield "x";
        }
      },
    };
    expect(isWithin(text as unknown as string, 1_000)).toBe(false);
    expect(read).toBe(0);
  });
});
