// Statements of ISO 20022: every version, several details an entry, and refused whole where a sum does not hold.
import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { readCamt } from "../../src/files/camt/read-camt.ts";
import { refusalSentence } from "../../src/files/refusal-sentence.ts";
import { HOSTILE_SHAPES } from "../../tools/shared/hostile-shapes.ts";
import { balanceXml, type CamtEntry, type CamtStatement, camtFile, summaryXml } from "./camt-builder.ts";
import { readOf, refusalOf, sample } from "./outcomes.ts";

const paid = (amount: string, reference = "0071"): CamtEntry => ({ amount, details: [{ reference }] });
const read = async (statement: CamtStatement) => readOf(await readCamt(camtFile(statement)));
const refusal = async (...statements: readonly CamtStatement[]) =>
  refusalOf(await readCamt(camtFile(...statements)));

describe("a statement", () => {
  it.each(["camt053-v2.xml", "camt053-v8.xml"])("is read: %s", async (name) => {
    const { header, lines, notes } = readOf(await readCamt(sample(name)));
    expect([header.source, header.account, header.currency]).toEqual([
      ...["camt.053", "DE02120300000000202051", "EUR"],
    ]);
    const date = "2024-02-29";
    expect(lines).toEqual([
      {
        ...{ no: 1, kind: "payment", amount: 12_050n, date, reference: "RF18539007547034" },
        ...{ payer: "DE89370400440532013000", bankId: "B-1", narrative: "Rate März & mehr" },
      },
      {
        ...{ no: 2, kind: "payment", amount: 2_500n, date, reference: "123 456 789A" },
        ...{ payer: "DE75512108001245126199", bankId: "B-2-1" },
      },
      {
        ...{ no: 3, kind: "payment", amount: 5_000n, date, reference: "0071" },
        ...{ payer: "Erika Muster", bankId: "B-2-2" },
      },
      {
        ...{ no: 4, kind: "return", amount: 2_500n, date, reference: "123 456 789A", reason: "AC04" },
        ...{ payer: "DE75512108001245126199", bankId: "B-3", originalId: "E2E-1" },
      },
      {
        ...{ no: 5, kind: "reversal", amount: 1_000n, date, reference: "0071" },
        ...{ payer: "Erika Muster", bankId: "B-4", originalId: "E2E-1" },
      },
    ]);
    expect(notes).toEqual([{ tag: "LEFT_OUT", why: "outgoing", count: 1, amount: 790n, currency: "EUR" }]);
  });

  it("may be a notification, with prefixes", async () => {
    const { header, lines, notes } = readOf(await readCamt(sample("camt054-v4-prefixed.xml")));
    expect([header.source, lines.length, notes]).toEqual(["camt.054", 3, []]);
    expect(lines[2]?.reference).toBe("0071");
  });

  it.each([2, 3, 4, 5, 6, 7, 8])("may be of version %i", async (version) => {
    const details = [
      { amount: "1.00", text: "a" },
      { amount: "2.00", text: "b" },
    ];
    const { lines } = await read({ version, entries: [{ amount: "3.00", details }] });
    expect(lines.map(({ amount, reference }) => [amount, reference])).toEqual([
      [100n, "a"],
      [200n, "b"],
    ]);
  });

  it.each([1, 9])("may not be of version %i", async (version) => {
    expect((await refusal({ version, entries: [] })).tag).toBe("FORMAT_UNKNOWN");
  });

  it("keeps texts as they are written: no number is guessed, no entity is unknown to it", async () => {
    for (const [written, meant] of [
      ["0071", "0071"],
      ["1e5", "1e5"],
      ["0x1F", "0x1F"],
      ["A&amp;B &#65;&#x42; &amp;lt;", "A&B AB &lt;"],
      ["<![CDATA[a&amp;b]]>", "a&amp;b"],
      ["&foo;", "&foo;"],
    ] as const) {
      const { lines } = await read({ entries: [paid("1.00", written)] });
      expect(lines[0]?.reference).toBe(meant);
    }
  });

  it("leaves out what is not booked and what came back of its own, and says so", async () => {
    const { lines, notes } = await read({
      entries: [
        { ...paid("1.00"), status: "PDNG" },
        { ...paid("2.00"), reversal: true },
        { amount: "3.00", details: [{ reference: "1", returned: "AC01" }] },
        paid("4.00"),
      ],
      said: summaryXml("TtlNtries", "4", "10.00") + balanceXml("OPBD", "0.00") + balanceXml("CLBD", "9.00"),
    });
    expect(lines.map(({ amount }) => amount)).toEqual([400n]);
    expect(notes).toEqual([
      { tag: "LEFT_OUT", why: "not-booked", count: 1, amount: 100n, currency: "EUR" },
      { tag: "LEFT_OUT", why: "outgoing-came-back", count: 2, amount: 500n, currency: "EUR" },
    ]);
  });

  it("says that nothing in it can be checked, where nothing can", async () => {
    expect((await read({ entries: [paid("1.00")] })).notes).toEqual([{ tag: "NO_CONTROLS" }]);
  });

  it("is one of several accounts only by name", async () => {
    const file = camtFile({ entries: [paid("1.00")] }, { account: "X2", id: "S2", entries: [paid("2.00")] });
    expect(refusalOf(await readCamt(file))).toEqual({ tag: "SEVERAL_ACCOUNTS", count: 2 });
    expect(readOf(await readCamt(file, { account: "X2" })).lines.map(({ amount }) => amount)).toEqual([200n]);
    expect(refusalOf(await readCamt(file, { account: "X3" })).tag).toBe("ACCOUNT_NOT_THERE");
  });

  it("is read in the encoding that it names, and in the one that it has", async () => {
    const file = camtFile({ entries: [paid("1.00", "Müller €")] });
    const latin = (text: string): Uint8Array =>
      Uint8Array.from(text.replaceAll("€", "\x80"), (character) => character.charCodeAt(0));
    const named = await readCamt(latin(file.replace("UTF-8", "ISO-8859-1")));
    expect(readOf(named).lines[0]?.reference).toBe("Müller €");
    expect(readOf(named).notes).toEqual([{ tag: "NO_CONTROLS" }]);
    const wrong = readOf(await readCamt(latin(file)));
    expect(wrong.lines[0]?.reference).toBe("Müller €");
    expect(wrong.notes).toContainEqual({ tag: "ENCODING_ASSUMED", encoding: "windows-1252" });
    const utf16 = new Uint8Array(Buffer.from(`\uFEFF${file}`, "utf16le"));
    expect(readOf(await readCamt(utf16)).lines[0]?.reference).toBe("Müller €");
    expect(readOf(await readCamt(utf16.map((_, at) => utf16[at ^ 1] ?? 0))).lines).toHaveLength(1);
    expect(refusalOf(await readCamt(utf16.subarray(2))).tag).toBe("ENCODING_UNREADABLE");
  });
});

describe("a statement is refused", () => {
  it("wherever it is cut", async () => {
    const file = new TextDecoder().decode(sample("camt053-v2.xml"));
    for (let length = 0; length < file.trimEnd().length; length += 1) {
      expect((await readCamt(file.slice(0, length))).ok, String(length)).toBe(false);
    }
  });

  it.each([
    [
      "with a DOCTYPE",
      (file: string) => file.replace("<Document", '<!DOCTYPE a [<!ENTITY b "c">]>\n<Document'),
    ],
    ["with text behind it", (file: string) => `${file}more`],
    ["of another message", (file: string) => file.replaceAll("camt.053", "camt.052")],
    ["with an element that is not closed", (file: string) => file.replace("</Ntry>", "")],
    ["with elements within elements", (file: string) => file.replace("<Ntry>", `<Ntry>${"<a>".repeat(99)}`)],
  ])("%s", async (_, damage) => {
    const file = camtFile({ entries: [paid("1.00")] });
    expect(damage(file)).not.toBe(file);
    expect((await readCamt(damage(file))).ok).toBe(false);
  });

  const balances = balanceXml("OPBD", "5.00", "DBIT") + balanceXml("CLBD", "1.00");
  it.each([
    ["number of entries", summaryXml("TtlNtries", "3", "6.00"), "TtlNtries of statement 1, count", "-1"],
    ["sum", summaryXml("TtlNtries", "2", "6.01"), "TtlNtries of statement 1", "-0.01"],
    ["sum of credits", summaryXml("TtlCdtNtries", "2", "7.00"), "TtlCdtNtries of statement 1", "-1.00"],
    ["number of debits", summaryXml("TtlDbtNtries", "1", "0.00"), "TtlDbtNtries of statement 1, count", "-1"],
    [
      "net, as versions to 3 have it",
      summaryXml("TtlNtries", "2", "6.00", "<TtlNetNtryAmt>6.00</TtlNetNtryAmt><CdtDbtInd>DBIT</CdtDbtInd>"),
      "TtlNtries of statement 1, net",
      "12.00",
    ],
    [
      "net, as versions from 4 have it",
      summaryXml(
        "TtlNtries",
        "2",
        "6.00",
        "<TtlNetNtry><Amt>5.00</Amt><CdtDbtInd>CRDT</CdtDbtInd></TtlNetNtry>",
      ),
      "TtlNtries of statement 1, net",
      "1.00",
    ],
    ["balances", balances.replace("1.00", "2.00"), "closing balance of statement 1", "-1.00"],
  ])("when its %s does not hold", async (_, said, control, difference) => {
    const found = await refusal({ entries: [paid("2.00"), paid("4.00")], said });
    expect(found).toMatchObject({ tag: "CONTROLS_UNBALANCED", differences: [{ control, difference }] });
  });

  it("not when they all hold", async () => {
    const said = balances + summaryXml("TtlNtries", "2", "6.00");
    expect((await read({ entries: [paid("2.00"), paid("4.00")], said })).lines).toHaveLength(2);
  });

  it("when the details of an entry do not come to it, but for a fee that is told", async () => {
    const details = [{ amount: "2.00" }, { amount: "3.00" }];
    expect(await refusal({ entries: [paid("1.00"), { amount: "4.50", details }] })).toEqual({
      tag: "CONTROLS_UNBALANCED",
      differences: [{ control: "details of entry 2", expected: "4.50", found: "5.00", difference: "0.50" }],
    });
    const file = camtFile({ version: 4, entries: [{ amount: "4.50", details }] });
    const fee = '<Chrgs><Rcrd><Amt Ccy="EUR">0.50</Amt></Rcrd></Chrgs><NtryDtls>';
    expect(readOf(await readCamt(file.replace("<NtryDtls>", fee))).notes).toContainEqual({
      ...{ tag: "NET_DIFFERS", gross: 500n, net: 450n, difference: 50n, currency: "EUR" },
    });
  });

  it.each([
    ["number of transactions", "<NbOfTxs>3</NbOfTxs>", "count of entry 1"],
    ["total", '<TtlAmt Ccy="EUR">6.00</TtlAmt>', "batch of entry 1"],
  ])("when a batch has another %s", async (_, said, control) => {
    const details = [{ amount: "2.00" }, { amount: "3.00" }];
    const file = camtFile({ entries: [{ amount: "5.00", details }] });
    expect(
      refusalOf(await readCamt(file.replace("<NtryDtls>", `<NtryDtls><Btch>${said}</Btch>`))),
    ).toMatchObject({
      differences: [{ control }],
    });
  });

  it("when one of several details has no amount", async () => {
    const details = [{ amount: "2.00" }, {}];
    expect(await refusal({ entries: [{ amount: "5.00", details }] })).toEqual({
      ...{ tag: "FIELD_WRONG", at: { entry: 1, detail: 2 }, field: "the amount", problem: "missing" },
    });
  });

  it("when a statement or an entry is there twice", async () => {
    const said = summaryXml("TtlNtries", "1", "1.00");
    expect((await refusal({ entries: [paid("1.00")] }, { entries: [paid("1.00")] })).tag).toBe(
      "STATEMENT_REPEATED",
    );
    expect((await refusal({ entries: [paid("1.00"), paid("1.00")], said })).tag).toBe("CONTROLS_UNBALANCED");
  });

  it.each(["1,00", "-1.00", "1.001", "", "1e2", "9".repeat(40)])("with %s for an amount", async (amount) => {
    const found = await refusal({ entries: [paid("1.00"), paid(amount, "SECRET77")] });
    expect(found).toMatchObject({ tag: "FIELD_WRONG", at: { entry: 2 }, field: "the amount" });
    expect(refusalSentence(found) + JSON.stringify(found)).not.toContain("SECRET77");
  });

  it("with amounts in two currencies", async () => {
    const file = camtFile({ entries: [paid("1.00"), paid("2.00")] });
    const at = file.lastIndexOf("EUR");
    expect(refusalOf(await readCamt(`${file.slice(0, at)}USD${file.slice(at + 3)}`))).toEqual({
      ...{ tag: "SEVERAL_CURRENCIES", currencies: ["EUR", "USD"] },
    });
  });

  test.prop([fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 6 })], { numRuns: 300 })(
    "or read, and never throws, when it is overwritten somewhere",
    async (seed, bytes) => {
      const file = sample("camt053-v8.xml");
      file.set(bytes, seed % (file.length - bytes.length));
      await expect(readCamt(file)).resolves.toBeDefined();
    },
  );
});

const amount = fc.bigInt(0n, 99_999_999n);
const text = (cents: bigint): string => `${cents / 100n}.${String(cents % 100n).padStart(2, "0")}`;

describe("any statement", () => {
  test.prop([
    fc.integer({ min: 2, max: 8 }),
    fc.array(fc.array(amount, { minLength: 1, maxLength: 4 }), { maxLength: 5 }),
  ])("gives back its details", async (version, groups) => {
    const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, one) => total + one, 0n);
    const entries = groups.map((amounts) => ({
      amount: text(sum(amounts)),
      details: amounts.map((cents, index) => ({ amount: text(cents), reference: `r${index}` })),
    }));
    const said = summaryXml("TtlNtries", String(groups.length), text(sum(groups.flat())));
    const { lines } = await read({ version, entries, said });
    expect(lines.map((line) => line.amount)).toEqual(groups.flat());
  });
});

it("ten thousand entries are read in five seconds (B6)", async () => {
  const entries = Array.from({ length: 10_000 }, (_, index) => paid("1.50", `REF${index}`));
  const file = new TextEncoder().encode(
    camtFile({ entries, said: summaryXml("TtlNtries", "10000", "15000.00") }),
  );
  const start = performance.now();
  const { lines } = readOf(await readCamt(file));
  expect(performance.now() - start).toBeLessThan(5_000);
  expect([lines.length, lines[9_999]?.reference]).toEqual([10_000, "REF9999"]);
});

it("no text makes it slow: a hundred thousand characters of any hostile shape, and twice as many, take moments", async () => {
  const slow: string[] = [];
  for (const { name, make } of HOSTILE_SHAPES) {
    for (const length of [100_000, 200_000]) {
      const file = camtFile({ entries: [paid("1.00", "@")] }).replace("@", () => make(length));
      const start = performance.now();
      await readCamt(file);
      // What grew with the square would take ten seconds and forty.
      if (performance.now() - start > 2_000) slow.push(`${name}: ${length}`);
    }
  }
  expect(slow).toEqual([]);
});
