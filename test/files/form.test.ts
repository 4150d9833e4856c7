// The one form: what is written is read back, and what is not it is refused.
import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import type { Currency } from "../../src/domain/values/currency.ts";
import type { LocalDate } from "../../src/domain/values/local-date.ts";
import { readBrf } from "../../src/files/brf/read-brf.ts";
import { readRemittance } from "../../src/files/form/read-remittance.ts";
import { writeRemittance } from "../../src/files/form/write-remittance.ts";
import { controlsOf, LINE_KINDS, type Remittance, type RemittanceLine } from "../../src/files/remittance.ts";
import { readOf, refusalOf, sample } from "./outcomes.ts";

const text = fc.string({ unit: "binary", maxLength: 20 });
const date = fc.constantFrom("2024-02-29", "0001-01-01", "9999-12-31") as fc.Arbitrary<LocalDate>;
const line: fc.Arbitrary<Omit<RemittanceLine, "no">> = fc.record(
  {
    kind: fc.constantFrom(...LINE_KINDS),
    amount: fc.bigInt(0n, 999_999_999_999_999n),
    date,
    reference: text,
    ...{ payer: text, bankId: text, narrative: text, originalId: text, originalDate: date, reason: text },
  },
  { requiredKeys: ["kind", "amount", "date", "reference"] },
);
/** Sums that a total can hold. */
const isHeld = (lines: readonly Omit<RemittanceLine, "no">[]): boolean =>
  lines.reduce((sum, { amount }) => sum + amount, 0n) <= 999_999_999_999_999n;

const remittance: fc.Arbitrary<Remittance> = fc
  .tuple(
    fc.array(line, { maxLength: 6 }).filter(isHeld),
    fc.constantFrom("AUD", "JPY", "KWD"),
    fc.stringMatching(/^[\da-f]{64}$/),
  )
  .map(([lines, currency, sha256]) => ({
    header: {
      ...{ source: "csv", account: "acc\n1", currency: currency as Currency },
      ...{ controls: controlsOf(lines), sha256 },
    },
    lines: lines.map((one, index) => ({ no: index + 1, ...one })),
  }));

describe("the one form", () => {
  test.prop([remittance], { numRuns: 300 })("is read back as it was written", (written) => {
    expect(readOf(readRemittance(writeRemittance(written)))).toEqual(written);
    expect(readOf(readRemittance(new TextEncoder().encode(writeRemittance(written))))).toEqual(written);
  });

  it("stands in lines of JSON, amounts as decimal text", async () => {
    const { header, lines } = readOf(await readBrf(sample("brf.txt")));
    const [first, second] = writeRemittance({ header, lines }).split("\n");
    expect(JSON.parse(first ?? "")).toEqual({
      ...{ source: "bpay-brf", account: "0000187536", currency: "AUD", sha256: header.sha256 },
      controls: {
        payment: { count: 5, amount: "248.95" },
        correction: { count: 1, amount: "10.00" },
        reversal: { count: 1, amount: "80.00" },
        return: { count: 0, amount: "0.00" },
      },
    });
    expect(JSON.parse(second ?? "")).toEqual({
      ...{ no: 1, kind: "payment", amount: "10.00", date: "2012-06-08", reference: "30677309603" },
      bankId: "BNK201202203052795923",
    });
  });
});

describe("the one form is refused", () => {
  const zero = { count: 0, amount: "0.00" };
  const header = {
    ...{ source: "csv", account: "a", currency: "AUD", sha256: "0".repeat(64) },
    controls: { payment: { count: 1, amount: "5.00" }, correction: zero, reversal: zero, return: zero },
  };
  const payment = { no: 1, kind: "payment", amount: "5.00", date: "2024-02-29", reference: "r" };
  const form = (first: object, ...others: readonly object[]): string =>
    [first, ...others].map((one) => JSON.stringify(one)).join("\n");
  const wrong = (field: string, problem: string, at = 2) => ({
    ...{ tag: "FIELD_WRONG", at: { line: at }, field, problem },
  });

  it("not when nothing is wrong", () => {
    expect(readRemittance(`${form(header, payment)}\r\n\n`).ok).toBe(true);
  });

  it.each([
    ["of another amount", { ...payment, amount: 5 }, wrong("amount", "not-text")],
    ["of a negative amount", { ...payment, amount: "-5.00" }, wrong("amount", "not-an-amount")],
    ["of a float", { ...payment, amount: "5e0" }, wrong("amount", "not-an-amount")],
    ["of a third of a cent", { ...payment, amount: "5.003" }, wrong("amount", "not-an-amount")],
    ["with a moment for a date", { ...payment, date: "2024-02-29T10:00" }, wrong("date", "not-a-date")],
    ["of a day that there is not", { ...payment, date: "2023-02-29" }, wrong("date", "not-a-date")],
    ["of another kind", { ...payment, kind: "refund" }, wrong("kind", "unknown")],
    ["out of order", { ...payment, no: 2 }, wrong("no", "not-a-number")],
    ["without a reference", { ...payment, reference: undefined }, wrong("reference", "missing")],
    ["with null for a payer", { ...payment, payer: null }, wrong("payer", "not-text")],
    [
      "with a member more",
      { ...payment, refrence: "r" },
      wrong("a member that the form does not have", "unknown"),
    ],
    ["that is a list", [], wrong("the line", "unknown")],
  ])("with a line %s", (_, line, expected) => {
    expect(refusalOf(readRemittance(form(header, line)))).toEqual(expected);
  });

  it.each([
    ["a currency that there is not", { ...header, currency: "AUX" }, wrong("currency", "unknown", 1)],
    ["a digest that is none", { ...header, sha256: "0" }, wrong("sha256", "unknown", 1)],
    ["no totals", { ...header, controls: {} }, wrong("controls.payment", "unknown", 1)],
    ["no account", { ...header, account: "" }, wrong("account", "missing", 1)],
  ])("with %s", (_, first, expected) => {
    expect(refusalOf(readRemittance(form(first, payment)))).toEqual(expected);
  });

  it("where lines are missing, repeated or changed", () => {
    const differences = [
      { control: "payment count", expected: "1", found: "0", difference: "-1" },
      { control: "payment amount", expected: "5.00", found: "0.00", difference: "-5.00" },
    ];
    expect(refusalOf(readRemittance(form(header)))).toEqual({ tag: "CONTROLS_UNBALANCED", differences });
    expect(refusalOf(readRemittance(form(header, payment, { ...payment, no: 2 }))).tag).toBe(
      "CONTROLS_UNBALANCED",
    );
    expect(refusalOf(readRemittance(form(header, { ...payment, amount: "5.01" }))).tag).toBe(
      "CONTROLS_UNBALANCED",
    );
    expect(refusalOf(readRemittance(form(header, payment).slice(0, -4))).tag).toBe("FIELD_WRONG");
  });

  test.prop([
    fc.oneof(
      fc.uint8Array(),
      fc.string(),
      fc.json().map((json) => form(header, { json }) + json),
    ),
  ])("whatever it is, and nothing is thrown", (input) => {
    expect(readRemittance(input).ok).toBe(false);
  });
});
