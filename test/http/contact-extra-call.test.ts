// Every check of the contract's table: alone, in order, in pairs, and for each way a parameter can be wrong.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ContactExtraPatch } from "../../src/domain/contacts/extras/contact-extra-patch.ts";
import {
  type ContactExtraSave,
  saveContactExtra,
} from "../../src/domain/contacts/extras/save-contact-extra.ts";
import { readExtraCall } from "../../src/http/contracts/bigchange/contact-extra-call.ts";
import {
  CHECK_MESSAGES,
  extraSavedText,
  notSavedText,
} from "../../src/http/contracts/bigchange/contact-extra-checks.ts";
import { AUD, aud, currency } from "../domain/contacts/contact-builders.ts";

type Pair = readonly [string, string];
const STAMP = { at: "2026-01-15T08:38:50.000Z", by: "test" };
const ID: Pair = ["ContactId", "7"];
const CURRENCY: Pair = ["ContactExtraCreditLimitCurrency", "AUD"];
const MISSING = "Missing parameters. You must include at least a Contact Id or a Contact Reference";
const NO_CURRENCY = "When specifying a credit limit the credit limit currency cannot be null.";
const NO_MATCH = "No matching contact";

// The contract's table, copied from its page and not from the code; the last four are ours.
const TABLE = [
  MISSING,
  NO_CURRENCY,
  "Invalid Credit Limit.",
  "Invalid Delay2Pay.",
  "Invalid Direct Debit - must be true or false.",
  "Invalid Financial Sync Exclude - must be true or false.",
  "Invalid Use Parent Ref.",
  "Invalid Account Type.",
  "Invalid Account Package account balance.",
  "Invalid Account Package account status.",
  "Invalid On Stop Date.",
  "Invalid Credit Limit on stop - must be true or false.",
  "Invalid On stop descendant -must be true or false.",
  "Invalid Last Updated.",
  "Invalid Account Reference.",
  "Invalid Flagged Reason.",
  "Invalid On Stop Reason.",
];

const INTEGERS = ["", " ", "x", "1.0", "1e2", "0x1", "1,000", "--1", "1 2", "٣", "true"];
const BOOLEANS = ["", " ", "1", "0", "yes", "no", "t", "truefalse", "null", "tru e"];
const DATES = [
  "",
  " ",
  "soon",
  "2026-02-30",
  "15/01/2026",
  "2026-01-15T25:00:00",
  "2026-01-15T08:38:50 10:00",
];

type Field = {
  readonly name: string;
  readonly member: keyof ContactExtraPatch;
  readonly message: string;
  readonly good: readonly (readonly [string, unknown])[];
  readonly bad: readonly string[];
};

const field = (
  name: string,
  member: keyof ContactExtraPatch,
  row: number,
  good: Field["good"],
  bad: Field["bad"],
): Field => ({ name: `ContactExtra${name}`, member, message: TABLE[row] ?? "", good, bad });

const YES_NO: Field["good"] = [
  ["true", true],
  ["FALSE", false],
  [" True ", true],
  ["false", false],
];
const INT32: Field["good"] = [
  ["0", 0],
  ["-0", 0],
  [" +5 ", 5],
  ["-2147483648", -2_147_483_648],
  ["2147483647", 2_147_483_647],
];
const INSTANTS: Field["good"] = [
  ["2026-01-15", "2026-01-15"],
  ["2026-01-15 08:38:50", "2026-01-15 08:38:50"],
  [" 2026-01-15T08:38:50+10:00 ", "2026-01-15T08:38:50+10:00"],
];
/** The same number in other ways: each has one reading. */
const NUMBERS: readonly (readonly [string, string])[] = [
  [".5", "0.5"],
  ["5.", "5"],
  ["1e3", "1000"],
  ["1E+3", "1000"],
  ["1.5e1", "15"],
  ["1.25e1", "12.5"],
  ["250e-2", "2.50"],
  ["-.5", "-0.5"],
  ["+5.e0", "5"],
  ["0e999", "0"],
];
const NO_NUMBERS = ["", " ", "x", "1,000", "5,10", "NaN", "Infinity", "1.2.3", "12.50 AUD", ".", "-", "e3"];
const TEXTS: Field["good"] = [
  ["Late Payer", "Late Payer"],
  ["", null],
  [" spaced ", " spaced "],
  ["Zoë 😀", "Zoë 😀"],
];
/** A reason that is blank after trimming is none. */
const BLANKS: Field["good"] = [
  [" ", null],
  ["\t \n\u00A0", null],
];
const NOT_INT32 = [...INTEGERS, "2147483648", "-2147483649", "9".repeat(400)];

/** Every parameter that stands alone, in the order of the table. */
const FIELDS: readonly Field[] = [
  field(
    "Delay2Pay",
    "delay2Pay",
    3,
    [
      ["0", 0],
      ["30", 30],
      ["-32768", -32_768],
      ["+32767", 32_767],
      ["007", 7],
    ],
    [...INTEGERS, "32768", "-32769"],
  ),
  field("DirectDebit", "directDebit", 4, YES_NO, BOOLEANS),
  field("FinancialSyncExclude", "financialSyncExclude", 5, YES_NO, BOOLEANS),
  field("UseParentRef", "useParentRef", 6, YES_NO, BOOLEANS),
  field("AccountType", "accountType", 7, INT32, NOT_INT32),
  field(
    "AccountPackageAccountBalance",
    "accountBalance",
    8,
    [["0", "0"], ["-12.50", "-12.50"], [" 12.3456 ", "12.3456"], ["1e27", `1${"0".repeat(27)}`], ...NUMBERS],
    [...NO_NUMBERS, "1e", "1e3.5", "1e28", "1e-28", "1e99999", "9".repeat(29), "1_000", "٣"],
  ),
  field("AccountPackageAccountStatus", "accountStatus", 9, INT32, NOT_INT32),
  field("OnStopDate", "onStopDate", 10, INSTANTS, DATES),
  field("CreditLimitOnStop", "creditLimitOnStop", 11, YES_NO, BOOLEANS),
  field("OnStopDescendant", "onStopDescendant", 12, YES_NO, BOOLEANS),
  field("LastUpdated", "lastUpdated", 13, INSTANTS, DATES),
  field("AccountReference", "accountReference", 14, TEXTS, ["a\0b", "a\uD800b"]),
  field("FlaggedReason", "flaggedReason", 15, [...TEXTS, ...BLANKS], ["a\0b", "a\uD800b", " \0 "]),
  field("OnStopReason", "onStopReason", 16, [...TEXTS, ...BLANKS], ["a\0b", "a\uD800b", " \0 "]),
];

const long = (length: number) => "x".repeat(length);

describe("a text that is too long", () => {
  it.each([
    ["ContactExtraAccountReference", 255, "accountReference", "Invalid Account Reference."],
    ["ContactExtraFlaggedReason", 1_000, "flaggedReason", "Invalid Flagged Reason."],
    ["ContactExtraOnStopReason", 1_000, "onStopReason", "Invalid On Stop Reason."],
  ] as const)("for %s is judged where the stored one is known", async (name, max, member, message) => {
    expect(patchOf([name, long(max + 1)])[member]).toHaveLength(max + 1);
    expect(notSavedText({ tag: "text-too-long", members: [member] })).toBe(message);
    expect(await answer(ID, [name, long(max + 1)])).toBe(message);
    expect(await answer(ID, [name, long(max)])).toBe("No matching contact");
  });

  it("comes after every other check, and before a contact that cannot be", async () => {
    const flagged: Pair = ["ContactExtraFlaggedReason", long(1_001)];
    expect(refusal(ID, flagged, ["ContactExtraLastUpdated", "x"])).toBe("Invalid Last Updated.");
    expect(await answer(["ContactId", "x"], flagged)).toBe("Invalid Flagged Reason.");
    expect(await answer(["ContactId", "x"], ["ContactExtraFlaggedReason", "x"])).toBe("No matching contact");
  });
});

/** The answer where the store has no contact at all. */
async function answer(...pairs: readonly Pair[]): Promise<string> {
  const parsed = readExtraCall(pairs);
  if (!parsed.ok) return parsed.error;
  const contacts = { saveExtra: async () => ({ tag: "no-match" }) as const };
  const saved = await saveContactExtra({ contacts, stamp: STAMP }, parsed.value);
  return saved.tag === "saved" ? extraSavedText(saved) : notSavedText(saved);
}

const refusal = (...pairs: readonly Pair[]): string => {
  const parsed = readExtraCall(pairs);
  return parsed.ok ? `accepted: ${JSON.stringify(Object.keys(parsed.value.patch))}` : parsed.error;
};

function patchOf(...pairs: readonly Pair[]): ContactExtraPatch {
  const parsed = readExtraCall([ID, ...pairs]);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value.patch;
}

function selectorOf(...pairs: readonly Pair[]): ContactExtraSave["selector"] {
  const parsed = readExtraCall(pairs);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value.selector;
}

it("has one row for each message of the contract's table, in its order", () => {
  expect(CHECK_MESSAGES).toEqual(TABLE);
});

describe.each(FIELDS)("$name", ({ name, member, message, good, bad }) => {
  it.each(good)("reads %j", (text, value) => {
    expect(patchOf([name, text])).toStrictEqual({ [member]: value });
  });

  it.each(bad.map((text) => [text]))("refuses %j", (text) => {
    expect(refusal(ID, [name, text])).toBe(message);
  });

  it("left out changes nothing", () => expect(patchOf()).toEqual({}));

  it("given twice is refused, even with the same good value, in any case of the name", () => {
    const text = good[0]?.[0] ?? "";
    expect(refusal(ID, [name, text], [name, text])).toBe(message);
    expect(refusal([name.toLowerCase(), text], ID, [name.toUpperCase(), text])).toBe(message);
    expect(refusal(ID, [name, text], [name, text], [name, text])).toBe(message);
  });

  it("is found whatever the case of its name", () => {
    const [text, value] = good[0] ?? ["", null];
    expect(patchOf([name.toLowerCase(), text])).toEqual({ [member]: value });
    expect(patchOf([name.toUpperCase(), text])).toEqual({ [member]: value });
  });
});

describe("the credit limit and its currency", () => {
  const limit = (text: string, code?: string) =>
    code === undefined
      ? refusal(ID, ["ContactExtraCreditLimit", text])
      : refusal(ID, ["ContactExtraCreditLimit", text], ["ContactExtraCreditLimitCurrency", code]);

  it.each([
    ["0", "AUD", aud(0n)],
    ["-0", "AUD", aud(0n)],
    ["0.00", "AUD", aud(0n)],
    ["2500", "AUD", aud(250_000n)],
    [" +2500.5 ", " AUD ", aud(250_050n)],
    ["2500.5000", "AUD", aud(250_050n)],
    ["9999999999999.99", "AUD", aud(999_999_999_999_999n)],
    [".5", "AUD", aud(50n)],
    ["5.", "AUD", aud(500n)],
    ["1e3", "AUD", aud(100_000n)],
    ["1.5E-1", "AUD", aud(15n)],
    ["2500.500e0", "AUD", aud(250_050n)],
    ["5000", "JPY", { minor: 5000n, currency: currency("JPY") }],
    ["1.234", "KWD", { minor: 1234n, currency: currency("KWD") }],
  ])("%s %s is set whole", (text, code, creditLimit) => {
    expect(patchOf(["ContactExtraCreditLimit", text], ["ContactExtraCreditLimitCurrency", code])).toEqual({
      creditLimit,
    });
  });

  it("left out leaves the limit as it is, which is not a limit of 0", () => {
    expect(patchOf()).not.toHaveProperty("creditLimit");
    expect(patchOf(["ContactExtraCreditLimit", "0"], CURRENCY).creditLimit).toEqual({
      minor: 0n,
      currency: AUD,
    });
  });

  it.each([undefined, "", " ", "XYZ", "AU", "AUDX", "aud", "A$"])(
    "needs a currency of ISO 4217, not %j",
    (code) => {
      expect(limit("100", code)).toBe(NO_CURRENCY);
      expect(limit("abc", code)).toBe(NO_CURRENCY);
      expect(limit("-1", code)).toBe(NO_CURRENCY);
    },
  );

  it.each([
    "abc",
    "-1",
    "-0.01",
    "1.005",
    "-.5",
    "1e-3",
    "1,000",
    "1,000.00",
    "1.000,00",
    "1 000",
    "NaN",
    "Infinity",
    "10000000000000",
    "1e13",
    "1e999",
    ".",
    "1e",
    "",
    " ",
    "0x1",
  ])("refuses a limit of %j", (text) => {
    expect(limit(text, "AUD")).toBe("Invalid Credit Limit.");
  });

  it("refuses decimals that the currency does not have", () => {
    expect(limit("100.5", "JPY")).toBe("Invalid Credit Limit.");
    expect(limit("1.2345", "KWD")).toBe("Invalid Credit Limit.");
  });

  it("refuses an empty limit by its own message, with or without a currency", () => {
    expect(limit("")).toBe("Invalid Credit Limit.");
    expect(limit("", "")).toBe("Invalid Credit Limit.");
    expect(limit(" ", "XYZ")).toBe("Invalid Credit Limit.");
  });

  it.each(["AUD", "", "XYZ"])("refuses a currency of %j without a limit", (code) => {
    expect(refusal(ID, ["ContactExtraCreditLimitCurrency", code])).toBe("Invalid Credit Limit.");
  });

  it("refuses either given twice", () => {
    const amount: Pair = ["ContactExtraCreditLimit", "100"];
    expect(refusal(ID, amount, amount, CURRENCY)).toBe("Invalid Credit Limit.");
    expect(refusal(ID, amount, CURRENCY, CURRENCY)).toBe(NO_CURRENCY);
    expect(refusal(ID, CURRENCY, CURRENCY)).toBe("Invalid Credit Limit.");
    expect(refusal(ID, amount, amount)).toBe(NO_CURRENCY);
  });
});

describe("whose extra it is", () => {
  it("takes an id, a reference, or both, of which the id wins", () => {
    expect(selectorOf(["contactid", " 7 "])).toEqual({ by: "id", id: 7 });
    expect(selectorOf(["CONTACTREFERENCE", "AbC 1"])).toEqual({ by: "reference", reference: "AbC 1" });
    expect(selectorOf(["ContactReference", "ABC"], ID)).toEqual({ by: "id", id: 7 });
    expect(selectorOf(["ContactId", "2147483647"])).toEqual({ by: "id", id: 2_147_483_647 });
    expect(selectorOf(["ContactId", "1"])).toEqual({ by: "id", id: 1 });
  });

  it("takes an empty one as left out", () => {
    expect(selectorOf(["ContactId", ""], ["ContactReference", "ABC"])).toEqual({
      by: "reference",
      reference: "ABC",
    });
    expect(selectorOf(["ContactId", " "], ["ContactReference", "ABC"])).toEqual({
      by: "reference",
      reference: "ABC",
    });
    expect(selectorOf(ID, ["ContactReference", ""])).toEqual({ by: "id", id: 7 });
  });

  it("refuses a call without either", () => {
    expect(refusal()).toBe(MISSING);
    expect(refusal(["ContactId", ""])).toBe(MISSING);
    expect(refusal(["ContactReference", " "])).toBe(MISSING);
    expect(refusal(["ContactId", ""], ["ContactReference", ""])).toBe(MISSING);
    expect(refusal(["ContactIds", "7"], ["contactref", "ABC"])).toBe(MISSING);
  });

  it("refuses either given twice before anything else, the other being there or not", () => {
    const reference: Pair = ["ContactReference", "ABC"];
    expect(refusal(ID, ID)).toBe(MISSING);
    expect(refusal(ID, ["contactID", "8"], reference)).toBe(MISSING);
    expect(refusal(reference, reference)).toBe(MISSING);
    expect(refusal(reference, reference, ID)).toBe(MISSING);
  });

  it.each(["abc", "7x", "7.0", "0", "-7", "2147483648", "99999999999999999999", "1e3"])(
    "finds nobody for the id %j, whatever the reference says",
    async (id) => {
      expect(selectorOf(["ContactId", id])).toBeNull();
      expect(selectorOf(["ContactId", id], ["ContactReference", "ABC"])).toBeNull();
      expect(await answer(["ContactId", id])).toBe(NO_MATCH);
    },
  );

  it("finds nobody for a reference that no database keeps", async () => {
    expect(selectorOf(["ContactReference", "a\0b"])).toBeNull();
    expect(await answer(["ContactReference", "a\0b"])).toBe(NO_MATCH);
  });

  it("looks at the contact after every check", () => {
    for (const { name, bad, message } of FIELDS) {
      expect(refusal(["ContactId", "abc"], [name, bad[0] ?? ""])).toBe(message);
    }
  });
});

describe("the first failing check is the answer", () => {
  /** A way to fail each row of the table and no row before it. */
  const FAILING: readonly (readonly Pair[])[] = [
    [],
    [["ContactExtraCreditLimit", "100"]],
    [["ContactExtraCreditLimit", "abc"], CURRENCY],
    ...FIELDS.map(({ name, bad }): Pair[] => [[name, bad[0] ?? ""]]),
  ];

  it("has a failing call for each row", () => {
    for (const [row, pairs] of FAILING.entries()) {
      expect(refusal(...(row === 0 ? [] : [ID]), ...pairs)).toBe(TABLE[row]);
    }
  });

  // Rows 1 and 2 speak of the same parameters; their order is tested with the limit above.
  const PAIRS = TABLE.flatMap((_, first) => TABLE.map((__, second) => [first, second] as const)).filter(
    ([first, second]) => first < second && !(first === 1 && second === 2),
  );

  it.each(PAIRS)("row %i wins over row %i, in whichever order they are sent", (first, second) => {
    const selector = first === 0 ? [] : [ID];
    const [one, other] = [FAILING[first] ?? [], FAILING[second] ?? []];
    expect(refusal(...selector, ...one, ...other)).toBe(TABLE[first]);
    expect(refusal(...other, ...one, ...selector)).toBe(TABLE[first]);
  });

  it("however many fail, and whatever the order they are sent in", () => {
    const rows = fc.uniqueArray(fc.integer({ min: 2, max: TABLE.length - 1 }), { minLength: 1 });
    fc.assert(
      fc.property(
        rows.chain((failing) =>
          fc.tuple(fc.constant(failing), fc.shuffledSubarray(failing, { minLength: failing.length })),
        ),
        ([failing, sent]) => {
          const pairs = sent.flatMap((row) => FAILING[row] ?? []);
          expect(refusal(...pairs, ID)).toBe(TABLE[Math.min(...failing)]);
        },
      ),
    );
  });
});

describe("what a call reads", () => {
  it("gathers everything that is said, in whatever order", () => {
    const all = FIELDS.map(({ name, good }): Pair => [name, good[0]?.[0] ?? ""]);
    const limit: Pair[] = [["ContactExtraCreditLimit", "100"], CURRENCY];
    const expected = Object.fromEntries(FIELDS.map(({ member, good }) => [member, good[0]?.[1]]));
    expect(patchOf(...all, ...limit)).toEqual({ ...expected, creditLimit: aud(10_000n) });
    expect(patchOf(...limit, ...all.toReversed())).toEqual({ ...expected, creditLimit: aud(10_000n) });
  });

  it("ignores what it does not know, also given twice or named like an object's own", () => {
    const odd: Pair[] = [
      ["action", "ContactExtraSave"],
      ["key", "secret"],
      ["key", "secret"],
      ["__proto__", "x"],
      ["constructor", ""],
      ["", ""],
    ];
    expect(patchOf(...odd)).toEqual({});
  });

  it("answers any pairs at all with a save or a message of the table", () => {
    const names = [
      "ContactId",
      "ContactReference",
      "ContactExtraCreditLimit",
      ...FIELDS.map(({ name }) => name),
    ];
    const pair = fc.tuple(
      fc.oneof(fc.constantFrom(...names, CURRENCY[0]), fc.string()),
      fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("true", "7", "AUD", "2026-01-15")),
    );
    fc.assert(
      fc.property(fc.array(pair), (pairs) => {
        const parsed = readExtraCall(pairs);
        if (!parsed.ok) expect(TABLE).toContain(parsed.error);
      }),
      { numRuns: 500 },
    );
  });

  it("says it is done as the contract does", () => {
    expect(extraSavedText({ id: 38_759_340, name: "Joe Bloggs" })).toBe(
      "Contact 38759340 Joe Bloggs has updated successfully",
    );
  });
});
