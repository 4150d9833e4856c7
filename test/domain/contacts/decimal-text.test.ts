// Decimals stay exact, and round against the contact when they must.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  parseDecimal,
  parseNumber,
  toMinorRoundedUp,
} from "../../../src/domain/contacts/extras/decimal-text.ts";
import { AUD, currency, decimal } from "./contact-builders.ts";

describe("parseDecimal", () => {
  it.each([
    ["0", "0"],
    ["12.50", "12.50"],
    ["+12.50", "12.50"],
    ["-12.50", "-12.50"],
    ["0012.50", "12.50"],
    ["000", "0"],
    ["00.10", "0.10"],
    ["-0", "0"],
    ["-0.00", "0.00"],
    ["-0.01", "-0.01"],
    ["-5.5", "-5.5"],
    ["-100", "-100"],
    ["9".repeat(28), "9".repeat(28)],
    [`${"9".repeat(20)}.${"9".repeat(8)}`, `${"9".repeat(20)}.${"9".repeat(8)}`],
    [`${"0".repeat(40)}1`, "1"],
  ])("reads %s as %s", (text, value) => {
    expect(parseDecimal(text)).toBe(value);
  });

  it.each([
    ...["", " ", "-", "+", ".", ".5", "5.", "1.2.3", "1,000", "5,10", "1e3", "0x10", "NaN", "Infinity"],
    ...["--1", "+-1", "1-", " 1", "1 ", "1\n", "x1", "1x", "१", "9".repeat(29), `1.${"0".repeat(28)}`],
  ])("refuses %j", (text) => {
    expect(parseDecimal(text)).toBeNull();
  });

  it("is linear: a hundred thousand zeros and a letter are refused at once", () => {
    expect(parseDecimal(`${"0".repeat(100_000)}x`)).toBeNull();
  });

  it("reads its own result unchanged", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.nat(99), (whole, cents) => {
        const value = decimal(`${whole}.${cents}`);
        expect(parseDecimal(value)).toBe(value);
      }),
    );
  });
});

describe("parseNumber", () => {
  it.each([
    [".5", "0.5"],
    ["5.", "5"],
    ["-.50", "-0.50"],
    ["1e3", "1000"],
    ["1E3", "1000"],
    ["1e+3", "1000"],
    ["1e-3", "0.001"],
    ["12.5e1", "125"],
    ["12.50e1", "125.0"],
    [".5e1", "5"],
    ["5.e-1", "0.5"],
    ["1e003", "1000"],
    ["0e999", "0"],
    ["-0e5", "0"],
    ["0.00e7", "0.00"],
    [`1e${"0".repeat(50)}`, "1"],
    ["1e27", `1${"0".repeat(27)}`],
    ["1e-27", `0.${"0".repeat(26)}1`],
  ])("reads %s as %s", (text, value) => {
    expect(parseNumber(text)).toBe(value);
  });

  it.each([
    ...[
      "",
      ".",
      "-",
      "+.",
      "e3",
      ".e3",
      "1e",
      "1e+",
      "1e3.5",
      "1e3e3",
      "--1",
      "1,000",
      "1 000",
      "1_000",
      "0x1",
    ],
    ...[
      "NaN",
      "Infinity",
      "1e28",
      "1e-28",
      "1e999",
      "1e1000",
      "1.2.3",
      "१",
      " 1",
      "1 ",
      "1\n",
      "9".repeat(29),
    ],
  ])("refuses %j", (text) => {
    expect(parseNumber(text)).toBeNull();
  });

  it("reads all that parseDecimal reads, the same", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[+-]?\d{1,14}(\.\d{1,14})?$/), (text) => {
        expect(parseNumber(text)).toBe(parseDecimal(text));
      }),
    );
  });

  it("reads what JavaScript takes for a number as that number", () => {
    const written = fc.stringMatching(/^-?(\d{1,6}\.?\d{0,3}|\.\d{1,3})([eE][+-]?\d)?$/);
    fc.assert(
      fc.property(written, (text) => {
        expect(Number(parseNumber(text))).toBeCloseTo(Number(text), 9);
        expect(parseNumber(text)).not.toMatch(/e|^-?0[0-9]/);
      }),
    );
  });

  it("is linear", () => {
    expect(parseNumber(`1e${"0".repeat(100_000)}x`)).toBeNull();
    expect(parseNumber(`${"1".repeat(100_000)}.x`)).toBeNull();
  });
});

describe("toMinorRoundedUp", () => {
  it.each([
    ["12.34", "AUD", 1234n],
    ["12.3", "AUD", 1230n],
    ["12", "AUD", 1200n],
    ["-12.34", "AUD", -1234n],
    ["12.340", "AUD", 1234n],
    ["12.341", "AUD", 1235n],
    ["12.3400001", "AUD", 1235n],
    ["0.001", "AUD", 1n],
    ["-12.349", "AUD", -1234n],
    ["-0.001", "AUD", 0n],
    ["12.5", "JPY", 13n],
    ["-12.5", "JPY", -12n],
    ["12.5", "KWD", 12_500n],
    ["9999999999999999999999999999", "AUD", 999_999_999_999_999_999_999_999_999_900n],
  ])("%s in %s is %s", (text, code, minor) => {
    expect(toMinorRoundedUp(decimal(text), currency(code))).toBe(minor);
  });

  it("never falls when the decimal rises, and is never below it", () => {
    const micros = fc.bigInt({ min: -10_000_000n, max: 10_000_000n });
    const text = (value: bigint) => {
      const digits = (value < 0n ? -value : value).toString().padStart(7, "0");
      return decimal(`${value < 0n ? "-" : ""}${digits.slice(0, -6)}.${digits.slice(-6)}`);
    };
    fc.assert(
      fc.property(micros, micros, (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        expect(toMinorRoundedUp(text(low), AUD) <= toMinorRoundedUp(text(high), AUD)).toBe(true);
        const beyond = toMinorRoundedUp(text(a), AUD) * 10_000n - a;
        expect(beyond >= 0n && beyond < 10_000n).toBe(true);
      }),
    );
  });
});
