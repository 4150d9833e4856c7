// CSV: lists of dishonours as a bank reports them, and whatever a mapping describes.
import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import type { CsvMapping } from "../../src/files/csv/mapping.ts";
import { readDishonours } from "../../src/files/csv/read-dishonours.ts";
import { readMappedCsv } from "../../src/files/csv/read-mapped-csv.ts";
import { refusalSentence } from "../../src/files/refusal-sentence.ts";
import { readOf, refusalOf, sample } from "./outcomes.ts";

const textOf = (name: string): string => new TextDecoder().decode(sample(name));

describe("a list of dishonours", () => {
  it("is read, a bare quote in a text too; what is no dishonour is left out", async () => {
    const { header, lines, notes } = readOf(await readDishonours(sample("dishonours.csv")));
    expect([header.source, header.account, header.controls.return]).toEqual([
      ...["dishonours", "200012345678", { count: 2, amount: 2_000n }],
    ]);
    expect(lines[1]).toEqual({
      ...{ no: 2, kind: "return", amount: 1_500n, date: "2011-09-13", reference: "DD 27060984" },
      ...{ payer: "084-999834303030", narrative: "MRS B PERSON", reason: 'DE DEC"D CUST' },
    });
    const currency = "AUD";
    expect(notes).toEqual([
      { tag: "LEFT_OUT", why: "not-a-dishonour", count: 2, amount: 574_312n, currency },
      { tag: "LEFT_OUT", why: "outgoing-came-back", count: 1, amount: 10_001n, currency },
    ]);
  });

  it("may be in cents, with days of six digits and the bank's own id", async () => {
    const { lines } = readOf(await readDishonours(sample("dishonours-in-cents.csv")));
    expect(lines[0]).toMatchObject({ amount: 30_048n, date: "2017-12-04", bankId: "D733800815550001NPA" });
  });

  it.each(["'", "\u2019", "\u201D", "`"])("may write %s for the quote, quoted or not", async (mark) => {
    const text = textOf("dishonours.csv");
    for (const reason of [`DE DEC${mark}D CUST`, `"DE DEC${mark}D CUST"`]) {
      const { lines } = readOf(await readDishonours(text.replace('DE DEC"D CUST   ', reason)));
      expect(lines.map((line) => line.reason)).toEqual(["DE PAYMENT STOPP", `DE DEC${mark}D CUST`]);
    }
    expect(
      readOf(await readDishonours(text.replace('DE DEC"D CUST   ', '"DE DEC"D CUST"'))).lines,
    ).toHaveLength(2);
  });

  it("of several accounts is read for the one that is named, and its total holds for all", async () => {
    const text = textOf("dishonours.csv").replace("200012345678", "300012345678");
    expect(refusalOf(await readDishonours(text))).toEqual({ tag: "SEVERAL_ACCOUNTS", count: 2 });
    expect(readOf(await readDishonours(text, { account: "300012345678" })).lines).toHaveLength(1);
    expect(refusalOf(await readDishonours(text, { account: "1" })).tag).toBe("ACCOUNT_NOT_THERE");
  });

  const rows = textOf("dishonours.csv").trimEnd().split("\n");
  it.each([
    ["without its last row", rows.slice(0, -1), "FILE_CUT"],
    ["with a row twice", rows.toSpliced(1, 0, rows[1] ?? ""), "CONTROLS_UNBALANCED"],
    ["without a row", rows.toSpliced(1, 1), "CONTROLS_UNBALANCED"],
    ["with a row behind the last one", [...rows, rows[0] ?? ""], "RECORD_MISPLACED"],
    ["with a row that is cut", rows.with(1, "200012345678,13/09/2011, MRS"), "LINE_WIDTH"],
    ["with another amount", rows.map((row) => row.replace("15.00", "15.01")), "CONTROLS_UNBALANCED"],
    ["with an amount that is none", rows.map((row) => row.replace("15.00", "15.0O")), "FIELD_WRONG"],
    ["with a day that there is not", rows.map((row) => row.replace("13/09", "31/09")), "FIELD_WRONG"],
    ["with a quote that is not closed", rows.with(5, `"${rows[5]}`), "CSV_MALFORMED"],
  ])("is refused %s", async (_, wrong, tag) => {
    const found = refusalOf(await readDishonours(wrong.join("\r\n")));
    expect(found.tag).toBe(tag);
    expect(JSON.stringify(found) + refusalSentence(found)).not.toMatch(/27060984|834303030|PERSON/);
  });
});

const DEDUCTIONS: CsvMapping = {
  ...{ source: "deductions", account: "555", currency: "AUD", skip: 1 },
  date: { column: "Date", form: "DD/MM/YYYY" },
  amount: { gross: "Gross", net: "Net", fee: "Fee" },
  ...{ reference: "CRN", narrative: "Name" },
  total: { column: "Date", word: "Total" },
};
const BANK: CsvMapping = {
  ...{ account: "DE1", currency: "EUR", delimiter: ";", decimal: "," },
  date: { column: "Buchungstag", form: "DD/MM/YYYY" },
  ...{ amount: "Betrag", reference: "Verwendungszweck", payer: "Konto" },
};

describe("a mapped CSV", () => {
  it("of deductions is gross, and the fee is said", async () => {
    const { header, lines, notes } = readOf(await readMappedCsv(sample("deductions.csv"), DEDUCTIONS));
    expect([header.source, header.controls.payment]).toEqual(["deductions", { count: 2, amount: 109_000n }]);
    expect(lines[1]).toEqual({
      ...{ no: 2, kind: "payment", amount: 4_000n, date: "2024-03-01", reference: "222 333 444B" },
      narrative: "PERSON, B",
    });
    expect(notes).toEqual([
      { tag: "NET_DIFFERS", gross: 109_000n, net: 108_802n, difference: 198n, currency: "AUD" },
    ]);
  });

  it.each([
    ["a fee that is not the difference", "39.01", "39.00", "CONTROLS_UNBALANCED"],
    ["another total", "1,090.00", "1,090.01", "CONTROLS_UNBALANCED"],
    ["another net total", "1,088.02", "1,088.20", "CONTROLS_UNBALANCED"],
    ["thousands at the wrong place", "1,050.00", "10,50.00", "FIELD_WRONG"],
    ["no total", "Total,,", "Sum,,", "FIELD_WRONG"],
    ["a row that is cut", ",40.00,0.99,39.01", "", "LINE_WIDTH"],
    ["a column twice", "Fee,Net", "Net,Net", "COLUMNS_MISSING"],
    ["a column less", ",Net", ",Nett", "COLUMNS_MISSING"],
  ])("is refused with %s", async (_, from, to, tag) => {
    const text = textOf("deductions.csv");
    expect(text).toContain(from);
    const found = refusalOf(await readMappedCsv(text.replace(from, to), DEDUCTIONS));
    expect(found.tag).toBe(tag);
    expect(JSON.stringify(found) + refusalSentence(found)).not.toMatch(/456|333|PERSON/);
  });

  it("is refused where its row of totals is cut off", async () => {
    const text = textOf("deductions.csv");
    const cut = text.slice(0, text.indexOf("Total"));
    expect(refusalOf(await readMappedCsv(cut, DEDUCTIONS))).toEqual({
      ...{ tag: "FILE_CUT", line: 4, missing: "row of totals" },
    });
  });

  it("of a bank leaves out what went out, in UTF-16, decimals behind a comma", async () => {
    const { lines, notes } = readOf(await readMappedCsv(sample("bank-statement-utf16.csv"), BANK));
    expect(lines).toEqual([
      {
        ...{ no: 1, kind: "payment", amount: 105_000n, date: "2024-03-01", reference: "123 456 789A" },
        payer: "DE89370400440532013000",
      },
    ]);
    expect(notes).toEqual([
      { tag: "NO_CONTROLS" },
      { tag: "LEFT_OUT", why: "outgoing", count: 1, amount: 790n, currency: "EUR" },
    ]);
  });

  it("can have what is expected of it from elsewhere", async () => {
    const file = sample("bank-statement-utf16.csv");
    const right = { count: 2, amount: "1042.10" };
    expect(readOf(await readMappedCsv(file, { ...BANK, expect: right })).notes).not.toContainEqual({
      tag: "NO_CONTROLS",
    });
    expect(refusalOf(await readMappedCsv(file, { ...BANK, expect: { ...right, count: 3 } }))).toEqual({
      tag: "CONTROLS_UNBALANCED",
      differences: [{ control: "expected count", expected: "3", found: "2", difference: "-1" }],
    });
    const wrong = { ...BANK, expect: { amount: "1.001" } };
    expect(refusalOf(await readMappedCsv(file, wrong)).tag).toBe("MAPPING_WRONG");
  });

  it("may have tabs between its fields, empty ones too, and blanks around quotes", async () => {
    const mapping: CsvMapping = {
      ...{ account: "1", currency: "AUD", header: false, amount: "3", reference: "2", narrative: "4" },
      ...{ date: { column: "1", form: "YYYY-MM-DD" }, delimiter: "\t" },
    };
    const { lines } = readOf(await readMappedCsv('2024-02-29\t\t5.00\t "a b" \n', mapping));
    expect(lines).toMatchObject([{ reference: "", amount: 500n, narrative: "a b" }]);
    const comma = readOf(await readMappedCsv('2024-02-29, "a, b" ,5.00,c\n', { ...mapping, delimiter: "," }));
    expect(comma.lines).toMatchObject([{ reference: "a, b", amount: 500n, narrative: "c" }]);
  });

  it("has money in and out in two columns, kinds by word, and no header", async () => {
    const mapping: CsvMapping = {
      ...{ account: "1", currency: "JPY", header: false, reference: "4" },
      ...{ date: { column: "1", form: "YYYYMMDD" }, amount: { credit: "2", debit: "3" } },
      kind: { column: "5", words: { IN: "payment", BACK: "return" } },
    };
    const text = "20240301,500,,a,IN\n20240302,,-20,b,BACK\n\n20240303,,7,c,BACK,\n";
    expect(
      readOf(await readMappedCsv(text, mapping)).lines.map(({ kind, amount }) => [kind, amount]),
    ).toEqual([
      ["payment", 500n],
      ["return", 20n],
      ["return", 7n],
    ]);
    for (const wrong of [text.replace("IN", "ON"), text.replace(",,7", ",7,7"), text.replace("500", "5.5")]) {
      expect(refusalOf(await readMappedCsv(wrong, mapping)).tag).toBe("FIELD_WRONG");
    }
  });

  it.each([
    ["account", { account: "" }],
    ["currency", { currency: "AUX" }],
    ["date", { date: { column: "Date", form: "YY" } }],
    ["amount", { amount: { gross: "a" } }],
    ["kind", { kind: "refund" }],
    ["skip", { skip: -1 }],
    ["delimiter", { delimiter: "" }],
    ["colour", { colour: "red" }],
  ])("is refused for its mapping: %s", async (member, wrong) => {
    const mapping = { ...BANK, ...wrong } as CsvMapping;
    expect(refusalOf(await readMappedCsv("a", mapping))).toEqual({ tag: "MAPPING_WRONG", member });
  });

  const WRITTEN: readonly (readonly [string, bigint | null])[] = [
    ["$1,234.50", 123_450n],
    ["(5.00)", -500n],
    ["5.00-", -500n],
    ["- 5", -500n],
    ["+5.1", 510n],
    ["\u22125.00", -500n],
    ["1'000.00", 100_000n],
    ["1 000.00", 100_000n],
    ["5.000", 500n],
    ...["5.001", "1,00", "(5", "--5", "5.", ".5", "1e3", "0x5", "", "NaN", "9".repeat(16)].map(
      (text) => [text, null] as const,
    ),
  ];
  it.each(WRITTEN)("has the amount %s", async (written, amount) => {
    const mapping: CsvMapping = {
      ...{ account: "1", currency: "AUD", amount: "a", reference: "r", negative: "reversal" },
      ...{ date: { column: "d", form: "YYYY-MM-DD" }, delimiter: "|" },
    };
    const outcome = await readMappedCsv(`d|a|r\n2024-02-29|${written}|x`, mapping);
    if (amount === null) expect(refusalOf(outcome).tag).toBe("FIELD_WRONG");
    else {
      const [line] = readOf(outcome).lines;
      expect([line?.kind, line?.amount]).toEqual(amount < 0n ? ["reversal", -amount] : ["payment", amount]);
    }
  });
});

test.prop([fc.uint8Array({ maxLength: 60 }), fc.string({ unit: "grapheme" }), fc.nat()], { numRuns: 300 })(
  "no bytes make a reader of CSV throw",
  async (bytes, text, seed) => {
    const file = sample("deductions.csv");
    file.set(bytes, seed % (file.length - bytes.length));
    for (const input of [bytes, text, file]) {
      await expect(readMappedCsv(input, DEDUCTIONS)).resolves.toBeDefined();
      await expect(readMappedCsv(input, BANK)).resolves.toBeDefined();
      await expect(readDishonours(input)).resolves.toBeDefined();
    }
  },
);
