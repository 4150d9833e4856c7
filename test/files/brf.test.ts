// BPAY's files: read to the cent, or refused whole with what does not hold.
import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { readBrf } from "../../src/files/brf/read-brf.ts";
import { refusalSentence } from "../../src/files/refusal-sentence.ts";
import { type BrfDetail, brfFile, brfRecords, overpunched } from "./brf-builder.ts";
import { readOf, refusalOf, sample } from "./outcomes.ts";

const payment = (reference: string, cents: bigint): BrfDetail => ({
  ...{ reference, type: "05", cents, date: "2012-06-08", bankId: "BNK201202203052795923" },
});
const DETAILS: readonly BrfDetail[] = [
  payment("30677309603", 1_000n),
  payment("30677309611", 2_550n),
  { ...payment("30677309603", 1_000n), type: "15", reason: "006", originalId: "BNK1" },
];
const RECORDS = brfRecords(DETAILS);
const joined = (records: readonly string[], end = "\n"): string => records.join(end) + end;
/** The record with other text from a column on. */
const over = (record: string, column: number, text: string): string =>
  record.slice(0, column - 1) + text + record.slice(column - 1 + text.length);
const withRecord = (at: number, record: string): string => joined(RECORDS.with(at, record));

const refusal = async (text: string) => refusalOf(await readBrf(text));

describe("a BRF", () => {
  it("is read: payments that share one transaction reference, a correction, a reversal", async () => {
    const { header, lines, notes } = readOf(await readBrf(sample("brf.txt")));
    expect(header).toEqual({
      source: "bpay-brf",
      account: "0000187536",
      currency: "AUD",
      controls: {
        payment: { count: 5, amount: 24_895n },
        correction: { count: 1, amount: 1_000n },
        reversal: { count: 1, amount: 8_000n },
        return: { count: 0, amount: 0n },
      },
      sha256: expect.stringMatching(/^[\da-f]{64}$/),
    });
    const bankId = "BNK201202203052795923";
    expect(lines[0]).toEqual({
      ...{ no: 1, kind: "payment", amount: 1_000n, date: "2012-06-08", reference: "30677309603", bankId },
    });
    expect(lines[6]).toEqual({
      ...{ no: 7, kind: "reversal", amount: 8_000n, date: "2012-06-08", reference: "4111000000012", bankId },
      ...{ originalId: bankId, reason: "002" },
    });
    expect(lines).toHaveLength(7);
    expect(notes).toEqual([]);
  });

  it("is the same file whatever ends its lines, with blank ones behind it, and without the filler", async () => {
    const { lines } = readOf(await readBrf(sample("brf.txt")));
    expect(readOf(await readBrf(sample("brf-without-filler.txt"))).lines).toEqual(lines);
    const text = new TextDecoder().decode(sample("brf.txt"));
    for (const end of ["\n", "\r", "\r\r\n"]) {
      expect(readOf(await readBrf(text.replaceAll("\r\n", end))).lines).toEqual(lines);
    }
    expect(readOf(await readBrf(`${text}\u001A`)).lines).toEqual(lines);
    expect(readOf(await readBrf(`\uFEFF${text}   \r\n\r\n`)).lines).toEqual(lines);
  });

  it("can take back more than was paid: the settlement is then negative", async () => {
    const { header } = readOf(await readBrf(sample("brf-negative-settlement.txt")));
    expect([header.controls.payment.amount, header.controls.reversal.amount]).toEqual([1_000n, 8_000n]);
  });

  it("may write what is taken back as negative, and then that is said", async () => {
    const trailer = RECORDS.at(-1) ?? "";
    const negative = over(trailer, 46, overpunched(-1_000n, 15));
    const { header, notes } = readOf(await readBrf(withRecord(RECORDS.length - 1, negative)));
    expect(header.controls.correction).toEqual({ count: 1, amount: 1_000n });
    expect(notes).toEqual([{ tag: "TOTALS_NEGATIVE" }]);
  });

  it("may be empty", async () => {
    expect(readOf(await readBrf(brfFile([]))).lines).toEqual([]);
  });
});

describe("a BRF is refused", () => {
  const [header = "", first = "", second = "", third = "", trailer = ""] = RECORDS;

  it.each([
    ["cut between records", joined(RECORDS.slice(0, -1)), "FILE_CUT"],
    ["cut after the header", joined([header]), "FILE_CUT"],
    ["cut within the trailer", joined(RECORDS).slice(0, -150), "LINE_WIDTH"],
    ["cut within a detail", joined([header, first, second]).slice(0, -100), "FILE_CUT"],
    ["without its header", joined(RECORDS.slice(1)), "FORMAT_UNKNOWN"],
    ["with the trailer before the details", joined([header, trailer, first, second, third]), "FILE_CUT"],
    [
      "with the trailer between the details",
      joined([header, first, trailer, second, trailer]),
      "RECORD_MISPLACED",
    ],
    ["with two headers", joined([header, header, first, second, third, trailer]), "RECORD_MISPLACED"],
    ["with a detail twice", joined([header, first, first, second, third, trailer]), "CONTROLS_UNBALANCED"],
    ["without a detail", joined([header, second, third, trailer]), "CONTROLS_UNBALANCED"],
    ["twice over", joined([...RECORDS, ...RECORDS]), "RECORD_MISPLACED"],
    ["with a detail a column short", withRecord(1, first.slice(0, -1)), "LINE_WIDTH"],
    ["with a detail a column long", withRecord(1, `${first} `), "LINE_WIDTH"],
    ["with a header a column short", withRecord(0, header.slice(0, -1)), "LINE_WIDTH"],
    ["of another biller in a detail", withRecord(1, over(first, 3, "0000187537")), "FIELD_WRONG"],
    ["of another type of instruction", withRecord(1, over(first, 33, "06")), "FIELD_WRONG"],
    ["with a date that there is not", withRecord(1, over(first, 92, "20120631")), "FIELD_WRONG"],
    ["with an amount that is none", withRecord(1, over(first, 80, "00000000 100")), "FIELD_WRONG"],
    ["with a sign on a count", withRecord(4, over(trailer, 21, "K")), "FIELD_WRONG"],
    ["with nothing in it", " \r\n", "FILE_EMPTY"],
  ])("%s", async (_, text, tag) => {
    expect((await refusal(text)).tag).toBe(tag);
  });

  it("with the difference of each total that does not hold", async () => {
    const found = await refusal(joined([header, second, third, trailer]));
    expect(found).toEqual({
      tag: "CONTROLS_UNBALANCED",
      differences: [
        { control: "payment count", expected: "2", found: "1", difference: "-1" },
        { control: "payment amount", expected: "35.50", found: "25.50", difference: "-10.00" },
        { control: "settlement", expected: "25.50", found: "15.50", difference: "-10.00" },
      ],
    });
    expect(refusalSentence(found)).toContain(
      "payment amount: 35.50 by its controls, 25.50 in its lines, a difference of -10.00.",
    );
  });

  it("without a word of a reference", async () => {
    const texts = [
      withRecord(1, over(first, 33, "06")),
      withRecord(1, over(first, 80, "306773096031")),
      withRecord(1, first.slice(1)),
    ];
    for (const text of texts) {
      const found = await refusal(text);
      expect(JSON.stringify(found) + refusalSentence(found)).not.toMatch(/3067730960/);
    }
  });
});

const detail: fc.Arbitrary<BrfDetail> = fc.record({
  reference: fc.stringMatching(/^\d{2,20}$/),
  type: fc.constantFrom("05", "15", "25"),
  cents: fc.bigInt(0n, 999_999_999_999n),
  date: fc.constantFrom("2024-02-29", "2012-06-08", "1999-12-31"),
  bankId: fc.stringMatching(/^[A-Z\d]{1,21}$/),
  originalId: fc.stringMatching(/^[A-Z\d]{1,21}$/),
  reason: fc.stringMatching(/^00[1-9]$/),
});

describe("any BRF", () => {
  test.prop([fc.array(detail, { maxLength: 8 })], { numRuns: 200 })(
    "gives back what is in it",
    async (details) => {
      const { lines } = readOf(await readBrf(brfFile(details)));
      const KINDS = { "05": "payment", "15": "correction", "25": "reversal" } as const;
      const back = details.map(({ type, cents, date, reference, bankId, originalId, reason }, index) => ({
        ...{ no: index + 1, kind: KINDS[type], amount: cents, date, reference, bankId },
        ...(type === "05" ? {} : { originalId, reason }),
      }));
      expect(lines).toEqual(back);
    },
  );

  /** Where the amounts, the counts and their signs are. */
  const places = RECORDS.flatMap((record, index) => {
    if (record.startsWith("50")) return Array.from({ length: 12 }, (_, at) => [index, 80 + at] as const);
    return record.startsWith("99") ? Array.from({ length: 87 }, (_, at) => [index, 13 + at] as const) : [];
  });

  it("with one other byte in an amount or a count is refused, or says what it takes for granted", async () => {
    const bytes = "0123456789{}ABCDEFGHIJKLMNOPQR -+.Z";
    const silent: string[] = [];
    for (const [index, column] of places) {
      const record = RECORDS[index] ?? "";
      for (const byte of bytes) {
        if (record[column - 1] === byte) continue;
        const outcome = await readBrf(withRecord(index, over(record, column, byte)));
        if (outcome.ok && outcome.value.notes.length === 0) silent.push(`${index}:${column} ${byte}`);
      }
    }
    expect(places).toHaveLength(3 * 12 + 87);
    expect(silent).toEqual([]);
  });

  test.prop([fc.uint8Array({ maxLength: 600 })], { numRuns: 300 })(
    "of random bytes is a refusal",
    async (bytes) => {
      expect((await readBrf(bytes)).ok).toBe(false);
    },
  );

  test.prop([fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 4 })], { numRuns: 300 })(
    "that is overwritten somewhere never throws",
    async (seed, bytes) => {
      const file = new TextEncoder().encode(joined(RECORDS));
      file.set(bytes, seed % (file.length - bytes.length));
      await expect(readBrf(file)).resolves.toBeDefined();
    },
  );
});
