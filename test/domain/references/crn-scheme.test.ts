// The published vectors of each scheme, and what a slip of the finger does to a check digit.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normaliseCrn } from "../../../src/domain/references/crn.ts";
import {
  CRN_SCHEMES,
  type CrnScheme,
  centrelinkCheckLetter,
  fitsScheme,
  mod10v01CheckDigit,
  mod10v05CheckDigit,
  SCHEME_SHAPES,
} from "../../../src/domain/references/crn-scheme.ts";

const digits = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(..."0123456789"), minLength, maxLength });
const fits = (text: string, scheme: CrnScheme) => fitsScheme(normaliseCrn(text), scheme);

describe("published vectors", () => {
  it.each([
    ["1234567890", 3],
    ["00001672", 5],
    ["7992739871", 3],
    ["0", 0],
  ])("MOD10V01 of %s is %i", (text, check) => {
    expect(mod10v01CheckDigit(text)).toBe(check);
  });

  it.each([
    ["1234567890", 5],
    ["40007923", 1],
    ["1", 1],
    ["21", 4],
    ["0009", 6],
  ])("MOD10V05 of %s is %i", (text, check) => {
    expect(mod10v05CheckDigit(text)).toBe(check);
  });

  it("the check letter of 307111942 is H, and that of 123456789 is not A", () => {
    expect(centrelinkCheckLetter("307111942")).toBe("H");
    expect(centrelinkCheckLetter("123456789")).not.toBe("A");
  });

  it.each(Array.from("XVTSLKJHCBA", (letter, rest) => [rest, letter] as const))(
    "a sum of %i mod 11 gives the letter %s",
    (rest, letter) => {
      const text = Array.from({ length: 10_000 }, (_, n) => `00000${n.toString().padStart(4, "0")}`).find(
        (candidate) =>
          (Number(candidate[5]) * 16 +
            Number(candidate[6]) * 8 +
            Number(candidate[7]) * 4 +
            Number(candidate[8]) * 2) %
            11 ===
          rest,
      );
      expect(centrelinkCheckLetter(text ?? "")).toBe(letter);
    },
  );
});

describe("fitsScheme", () => {
  it.each<[CrnScheme, string, boolean]>([
    ["any", "sample string 1", true],
    ["centrelink", "123 456 789A", true],
    ["centrelink", "123456789", false],
    ["centrelink", "12345678A", false],
    ["centrelink", "1234567890A", false],
    ["centrelink", "123456789AB", false],
    ["centrelink", "X123456789A", false],
    ["centrelink", "123456789É", false],
    ["centrelink-check", "307 111 942h", true],
    ["centrelink-check", "123456789A", false],
    ["centrelink-check", "307111942", false],
    ["bpay-mod10v01", "1234567890 3", true],
    ["bpay-mod10v01", "1234567890 4", false],
    ["bpay-mod10v01", "000016725", true],
    ["bpay-mod10v01", "12345678905", false],
    ["bpay-mod10v01", "1234567890X", false],
    ["bpay-mod10v01", "X12345678903", false],
    ["bpay-mod10v01", "00", true],
    ["bpay-mod10v01", "0", false],
    ["bpay-mod10v01", "0".repeat(20), true],
    ["bpay-mod10v01", "0".repeat(21), false],
    ["bpay-mod10v05", "1234567890 5", true],
    ["bpay-mod10v05", "1234567890 3", false],
    ["bpay-mod10v05", "400079231", true],
    ["bpay-mod10v05", "sample string 1", false],
  ])("%s: %s is %s", (scheme, text, expected) => {
    expect(fits(text, scheme)).toBe(expected);
  });

  it("takes the digits with their check digit and no other", () => {
    fc.assert(
      fc.property(digits(1, 19), fc.nat(9), (text, check) => {
        expect(fits(`${text}${check}`, "bpay-mod10v01")).toBe(check === mod10v01CheckDigit(text));
        expect(fits(`${text}${check}`, "bpay-mod10v05")).toBe(check === mod10v05CheckDigit(text));
      }),
    );
  });

  it("MOD10V01 notices any one digit mistyped", () => {
    fc.assert(
      fc.property(digits(1, 19), fc.nat(18), fc.integer({ min: 1, max: 9 }), (text, at, by) => {
        const index = at % text.length;
        const other = (Number(text[index]) + by) % 10;
        const mistyped = text.slice(0, index) + other + text.slice(index + 1);
        expect(mod10v01CheckDigit(mistyped)).not.toBe(mod10v01CheckDigit(text));
      }),
    );
  });

  it("the Centrelink letter notices any one digit mistyped", () => {
    fc.assert(
      fc.property(digits(9, 9), fc.nat(8), fc.integer({ min: 1, max: 9 }), (text, index, by) => {
        const other = (Number(text[index]) + by) % 10;
        const mistyped = text.slice(0, index) + other + text.slice(index + 1);
        expect(centrelinkCheckLetter(mistyped)).not.toBe(centrelinkCheckLetter(text));
      }),
    );
  });
});

describe("the schemes", () => {
  it("have the names of the setting", () => {
    expect(CRN_SCHEMES).toEqual(["any", "centrelink", "centrelink-check", "bpay-mod10v01", "bpay-mod10v05"]);
  });

  it("each have a shape in words, no two alike", () => {
    expect(new Set(Object.values(SCHEME_SHAPES)).size).toBe(CRN_SCHEMES.length);
    expect(SCHEME_SHAPES.centrelink).toBe("nine digits and a letter");
    for (const scheme of CRN_SCHEMES) expect(SCHEME_SHAPES[scheme]).not.toBe("");
  });
});
