// Returns of Direct Entry: each with its reason and the day it comes from, or the file refused whole.
import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { readDirectEntryReturns } from "../../src/files/direct-entry/read-direct-entry-returns.ts";
import { readOf, refusalOf, sample } from "./outcomes.ts";

const TEXT = new TextDecoder().decode(sample("direct-entry-returns.txt"));
const RECORDS = TEXT.trimEnd().split("\r\n");
const joined = (records: readonly string[]): string => records.join("\n");
const over = (at: number, column: number, text: string): string => {
  const record = RECORDS[at] ?? "";
  return joined(
    RECORDS.with(at, record.slice(0, column - 1) + text + record.slice(column - 1 + text.length)),
  );
};

describe("a file of returns", () => {
  it("is read: debits with reason and original day; credits that came back are left out", async () => {
    const { header, lines, notes } = readOf(await readDirectEntryReturns(sample("direct-entry-returns.txt")));
    expect([header.source, header.account, header.currency]).toEqual(["direct-entry", "614409", "AUD"]);
    const date = "2023-10-30";
    expect(lines).toEqual([
      {
        ...{
          no: 1,
          kind: "return",
          amount: 2_000n,
          date,
          reference: "239591402",
          payer: "092-914 645934243",
        },
        ...{ narrative: "A PERSON", originalDate: "2023-10-24", reason: "6 refer to customer" },
      },
      {
        ...{ no: 2, kind: "return", amount: 1_299n, date, reference: "239599344", payer: "064-000 10334554" },
        ...{ narrative: "B O'PERSON", originalDate: "2023-08-31", reason: "1 invalid BSB number" },
      },
    ]);
    expect(notes).toEqual([
      { tag: "LEFT_OUT", why: "outgoing-came-back", count: 1, amount: 5_000n, currency: "AUD" },
    ]);
  });

  it("may leave the filler of its header and total out", async () => {
    const [header = "", ...rest] = RECORDS;
    const records = [header.trimEnd(), ...rest.slice(0, -1), (rest.at(-1) ?? "").trimEnd(), "", "  "];
    expect(readOf(await readDirectEntryReturns(joined(records))).lines).toHaveLength(2);
  });

  it.each([
    ["without its total", joined(RECORDS.slice(0, -1)), "FILE_CUT"],
    ["without its header", joined(RECORDS.slice(1)), "FORMAT_UNKNOWN"],
    ["of payments that go out", joined(RECORDS).replace("\n2", "\n1"), "FORMAT_UNKNOWN"],
    ["with an item twice", joined(RECORDS.toSpliced(1, 0, RECORDS[1] ?? "")), "CONTROLS_UNBALANCED"],
    ["without an item", joined(RECORDS.toSpliced(1, 1)), "CONTROLS_UNBALANCED"],
    [
      "with the total before an item",
      joined([...RECORDS.slice(0, 2), ...RECORDS.slice(2).reverse()]),
      "FILE_CUT",
    ],
    ["of another width", joined(RECORDS.map((record) => record.slice(0, 119))), "LINE_WIDTH"],
    ["with a total that is none", over(4, 41, "00000032 9"), "FIELD_WRONG"],
    ["with a return code that is none", over(1, 18, "X"), "FIELD_WRONG"],
    ["with a day that there is not", over(1, 113, "32"), "FIELD_WRONG"],
    ["with a date that there is not", over(0, 75, "310223"), "FIELD_WRONG"],
    ["with a tax in place of the item", over(2, 19, "X3"), "FIELD_WRONG"],
  ])("is refused %s", async (_, text, tag) => {
    expect(refusalOf(await readDirectEntryReturns(text)).tag).toBe(tag);
  });

  it("is refused with the differences", async () => {
    expect(refusalOf(await readDirectEntryReturns(over(1, 30, "1")))).toEqual({
      tag: "CONTROLS_UNBALANCED",
      differences: [
        { control: "net", expected: "17.01", found: "17.00", difference: "-0.01" },
        { control: "debits", expected: "32.99", found: "33.00", difference: "0.01" },
      ],
    });
  });

  it("with another digit in an amount or a total is never read", async () => {
    const places = [1, 2, 3].flatMap((at) =>
      Array.from({ length: 10 }, (_, index) => [at, 21 + index] as const),
    );
    const totals = Array.from({ length: 30 }, (_, index) => [4, 21 + index] as const);
    for (const [at, column] of [...places, ...totals]) {
      for (const digit of "0123456789 -") {
        if (RECORDS[at]?.[column - 1] === digit) continue;
        expect((await readDirectEntryReturns(over(at, column, digit))).ok, `${at} ${column}`).toBe(false);
      }
    }
  });

  test.prop([fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 9 })], { numRuns: 300 })(
    "never makes it throw",
    async (seed, bytes) => {
      const file = sample("direct-entry-returns.txt");
      file.set(bytes, seed % (file.length - bytes.length));
      await expect(readDirectEntryReturns(file)).resolves.toBeDefined();
      await expect(readDirectEntryReturns(bytes)).resolves.toMatchObject({ ok: false });
    },
  );
});
