// Available credit: limit less balance, in one currency, or not known.
import { describe, expect, it } from "vitest";
import { availableCredit } from "../../../src/domain/contacts/credit/available-credit.ts";
import { readableAmount, readableMoney } from "../../../src/domain/values/readable-amount.ts";
import { aud, balance, currency, STAMP } from "./contact-builders.ts";

describe("availableCredit", () => {
  it.each([
    [250_000n, "1500.00", 150_000n, 100_000n],
    [250_000n, "2500.00", 250_000n, 0n],
    [250_000n, "2500.01", 250_001n, -1n],
    [250_000n, "-100", -10_000n, 260_000n],
    [0n, "0", 0n, 0n],
    [0n, "-20.00", -2000n, 2000n],
    [0n, "0.001", 1n, -1n],
  ])("a limit of %s less %s", (limit, owed, minor, available) => {
    expect(availableCredit({ creditLimit: aud(limit), accountBalance: balance(owed) })).toEqual({
      tag: "known",
      available: aud(available),
      limit: aud(limit),
      balance: aud(minor),
      updatedAt: STAMP.at,
    });
  });

  it("reads a balance of no known currency in the limit's", () => {
    const credit = availableCredit({ creditLimit: aud(100n), accountBalance: balance("0.30", null) });
    expect(credit).toMatchObject({ tag: "known", available: aud(70n) });
  });

  it("is unknown without a limit, which is not a limit of 0", () => {
    const expected = { tag: "unknown", because: "LIMIT_UNSET", limit: null };
    expect(availableCredit({ creditLimit: null, accountBalance: balance("5") })).toEqual(expected);
    expect(availableCredit({ creditLimit: null, accountBalance: null })).toEqual(expected);
  });

  it("is unknown without a balance", () => {
    expect(availableCredit({ creditLimit: aud(0n), accountBalance: null })).toEqual({
      tag: "unknown",
      because: "BALANCE_UNSET",
      limit: aud(0n),
    });
  });

  it("is unknown across currencies", () => {
    const accountBalance = balance("5", currency("NZD"));
    expect(availableCredit({ creditLimit: aud(100n), accountBalance })).toEqual({
      tag: "unknown",
      because: "BALANCE_IN_OTHER_CURRENCY",
      limit: aud(100n),
    });
  });
});

describe("money in sentences", () => {
  it.each([
    [0n, "AUD", "0.00"],
    [99_999n, "AUD", "999.99"],
    [250_000n, "AUD", "2,500.00"],
    [-250_000n, "AUD", "-2,500.00"],
    [-99_999n, "AUD", "-999.99"],
    [123_456_789_012n, "AUD", "1,234,567,890.12"],
    [2500n, "JPY", "2,500"],
    [1_234_567n, "KWD", "1,234.567"],
  ])("%s %s is %s", (minor, code, text) => {
    expect(readableAmount(minor, currency(code))).toBe(text);
    expect(readableMoney({ minor, currency: currency(code) })).toBe(`${text} ${code}`);
  });
});
