// Exact money: decimal text to minor units and back, never rounded.
import { fc, test } from "@fast-check/vitest";
import { describe, expect, it, vi } from "vitest";
import { readAmount } from "../../../src/domain/plans/terms/read-amount.ts";
import { type Currency, exponentOf, parseCurrency } from "../../../src/domain/values/currency.ts";
import { formatMinor, inThousands, MAX_MINOR, parseMinor } from "../../../src/domain/values/money.ts";

const money = (text: string, currency = "AUD") => parseMinor(text, currency as Currency);

describe("parseMinor", () => {
  it.each([
    ["80", "AUD", 8000n],
    ["80.00", "AUD", 8000n],
    ["5.1", "AUD", 510n],
    ["5.1000", "AUD", 510n],
    ["0.05", "AUD", 5n],
    ["-5.1", "AUD", -510n],
    ["007", "AUD", 700n],
    ["5", "JPY", 5n],
    ["5.000", "JPY", 5n],
    ["1.234", "KWD", 1234n],
    ["1.2345", "CLF", 12_345n],
    ["9999999999999.99", "AUD", MAX_MINOR],
    ["-9999999999999.99", "AUD", -MAX_MINOR],
  ])("reads %s %s", (text, currency, minor) => {
    expect(money(text, currency)).toEqual({ ok: true, value: minor });
  });

  it.each(["", ".", "5.", ".5", "+5", "1e3", "1,000", " 5", "5 ", "0x10", "--5", "5.1.2", "٥"])(
    "refuses %s",
    (text) => {
      expect(money(text)).toEqual({ ok: false, error: { tag: "MONEY_MALFORMED", text } });
    },
  );

  it("refuses digits beyond the currency's decimals, and amounts beyond the limit", () => {
    expect(money("5.105")).toEqual({
      ok: false,
      error: { tag: "MONEY_TOO_PRECISE", text: "5.105", decimals: 2 },
    });
    expect(money("5.5", "JPY").ok).toBe(false);
    const text = "10000000000000.00";
    expect(money(text)).toEqual({ ok: false, error: { tag: "MONEY_TOO_LARGE", text, max: MAX_MINOR } });
  });
});

describe("formatMinor", () => {
  it.each([
    [0n, "AUD", "0.00"],
    [5n, "AUD", "0.05"],
    [-5n, "AUD", "-0.05"],
    [-123_456n, "AUD", "-1234.56"],
    [5n, "JPY", "5"],
    [-5n, "JPY", "-5"],
    [5n, "KWD", "0.005"],
  ])("writes %d %s", (minor, currency, text) => {
    expect(formatMinor(minor, currency as Currency)).toBe(text);
  });

  test.prop([fc.bigInt(-MAX_MINOR, MAX_MINOR), fc.constantFrom("AUD", "JPY", "KWD", "CLF")])(
    "reads back",
    (minor, currency) => {
      expect(money(formatMinor(minor, currency as Currency), currency)).toEqual({ ok: true, value: minor });
    },
  );
});

describe("currencies", () => {
  it.each([
    ["AUD", 2],
    ["JPY", 0],
    ["KWD", 3],
    ["CLF", 4],
  ])("%s has %d decimals", (code, decimals) => {
    const currency = parseCurrency(code);
    expect(currency).toBe(code);
    if (currency !== null) expect(exponentOf(currency)).toBe(decimals);
  });

  it.each(["", "aud", "XXX", "AUDX", " "])("there is no %s", (code) => {
    expect(parseCurrency(code)).toBeNull();
  });

  it("are as many as ISO 4217 lists, by their decimals", () => {
    const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
    const counts = new Map<number, number>();
    for (const first of letters) {
      for (const second of letters) {
        for (const third of letters) {
          const currency = parseCurrency(first + second + third);
          if (currency === null) continue;
          counts.set(exponentOf(currency), (counts.get(exponentOf(currency)) ?? 0) + 1);
        }
      }
    }
    expect(Object.fromEntries(counts)).toEqual({ 0: 17, 2: 139, 3: 7, 4: 2 });
  });

  it("the decimals of an unknown one are a bug", () => {
    expect(() => exponentOf("XXX" as Currency)).toThrow("not an ISO 4217 currency: XXX");
  });
});

describe("very many digits", () => {
  it("are too many, or are zeros, without a number being made of them", () => {
    const { BigInt: made } = globalThis;
    let longest = 0;
    vi.stubGlobal("BigInt", (text: string) => {
      longest = Math.max(longest, text.length);
      return made(text);
    });
    expect(money("9".repeat(200_000))).toMatchObject({ ok: false, error: { tag: "MONEY_TOO_LARGE" } });
    expect(money(`${"0".repeat(200_000)}7.5`)).toEqual({ ok: true, value: 750n });
    expect(money(`7.5${"0".repeat(200_000)}`)).toEqual({ ok: true, value: 750n });
    expect(money(`7.5${"0".repeat(200_000)}1`)).toMatchObject({
      ok: false,
      error: { tag: "MONEY_TOO_PRECISE" },
    });
    vi.unstubAllGlobals();
    expect(longest).toBeLessThanOrEqual(15);
  });
});

describe("inThousands", () => {
  it.each([
    ["0", "0"],
    ["100", "100"],
    ["-100", "-100"],
    ["1000", "1,000"],
    ["-1200000", "-1,200,000"],
    ["999999999999999", "999,999,999,999,999"],
  ])("writes %s as %s", (digits, shown) => {
    expect(inThousands(digits)).toBe(shown);
  });
});

describe("readAmount", () => {
  it("refuses in the plan's own words", () => {
    const aud = "AUD" as Currency;
    expect(readAmount("5.10", aud)).toEqual({ ok: true, value: 510n });
    expect(readAmount("x", aud)).toEqual({ ok: false, error: { tag: "AMOUNT_MALFORMED", text: "x" } });
    const precise = { tag: "AMOUNT_TOO_PRECISE", text: "5.105", decimals: 2 };
    expect(readAmount("5.105", aud)).toEqual({ ok: false, error: precise });
    const large = { tag: "AMOUNT_TOO_LARGE", of: "amount", max: MAX_MINOR };
    expect(readAmount("10000000000000", aud)).toEqual({ ok: false, error: large });
  });
});
