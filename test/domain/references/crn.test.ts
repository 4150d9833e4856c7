// CRNs compare without their spelling and are shown to few.
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import {
  MAX_CRN_LENGTH,
  MAX_RAW_CRN_LENGTH,
  maskCrn,
  type NormalisedCrn,
  normaliseCrn,
  parseCrn,
} from "../../../src/domain/references/crn.ts";

const anyText = fc.string({ unit: "binary" });
const crnText = fc.string({ unit: fc.constantFrom(..."0123456789ABCXYZ"), minLength: 1, maxLength: 50 });
const separator = fc.constantFrom(
  " ",
  "-",
  ".",
  "\u200B",
  "\u00A0",
  "\t",
  "\u2011",
  "–",
  "\uFEFF",
  "\u00AD",
  "",
);
/** The same CRN written another way: separators anywhere, letters in either case or full width. */
const respelled = crnText.chain((crn) =>
  fc
    .tuple(
      fc.array(separator, { minLength: crn.length + 1, maxLength: crn.length + 1 }),
      fc.constantFrom(
        (text: string) => text,
        (text: string) => text.toLowerCase(),
        (text: string) =>
          text.replace(/[0-9A-Z]/g, (c) => String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0)),
      ),
    )
    .map(([gaps, write]) => ({
      crn,
      spelling: gaps.map((gap, index) => gap + write(crn.charAt(index))).join(""),
    })),
);

describe("normaliseCrn", () => {
  it.each([
    ["printed with spaces", "123 456 789A", "123456789A"],
    ["lower case", "123456789a", "123456789A"],
    ["hyphens and dots", "123-456.789-A", "123456789A"],
    ["a non-breaking space", "123\u00A0456", "123456"],
    ["a tab and a line end", "\t123456\r\n", "123456"],
    ["a next-line character", "123\u0085456", "123456"],
    ["a figure dash, an en dash, an em dash", "1\u20122–3—4", "1234"],
    ["a non-breaking hyphen", "1\u20112", "12"],
    ["a soft hyphen", "1\u00AD2", "12"],
    ["a minus sign and a modifier minus", "1\u22122\u02D73", "123"],
    ["a hyphen bullet and a bullet", "1\u20432\u20223", "123"],
    ["middle dots", "1·2\u20273\u22C54・5", "12345"],
    ["an ideographic full stop, also the half-width one", "1。2\uFF613", "123"],
    ["a leader and an ellipsis", "1\u20242…3", "123"],
    [
      "zero-width space, joiners, word joiner, byte order mark",
      "1\u200B2\u200C3\u200D4\u20605\uFEFF6",
      "123456",
    ],
    ["a mark of direction and a variation selector", "1\u200F2\uFE0F3", "123"],
    ["full-width digits and letters", "１２３Ａ", "123A"],
    ["a ligature", "ofﬁce", "OFFICE"],
    ["the contract's own sample", "sample string 1", "SAMPLESTRING1"],
    ["other signs are kept", "a/b_c+d#e", "A/B_C+D#E"],
  ])("reads through %s", (_, raw, normalised) => {
    expect(normaliseCrn(raw)).toBe(normalised);
  });

  it("composes letters with accents that a zero-width character stood between", () => {
    expect(normaliseCrn("e\u200B\u0301")).toBe("É");
  });

  it("changes nothing when applied twice", () => {
    fc.assert(
      fc.property(anyText, (raw) => normaliseCrn(normaliseCrn(raw)) === normaliseCrn(raw)),
      {
        numRuns: 2000,
      },
    );
  });

  it("gives every spelling of a CRN the same form", () => {
    fc.assert(
      fc.property(respelled, ({ crn, spelling }) => {
        expect(normaliseCrn(spelling)).toBe(crn);
      }),
    );
  });

  it("keeps different CRNs apart", () => {
    fc.assert(fc.property(crnText, crnText, (a, b) => (normaliseCrn(a) === normaliseCrn(b)) === (a === b)));
  });
});

describe("parseCrn", () => {
  it("keeps the text as sent beside the normalised one", () => {
    expect(parseCrn(" 123 456 789a ")).toEqual({
      ok: true,
      value: { raw: " 123 456 789a ", normalised: "123456789A" },
    });
  });

  it.each(["", " ", "\t", " - . ", "\u200B"])("refuses %j as blank", (raw) => {
    expect(parseCrn(raw)).toEqual({ ok: false, error: { tag: "CRN_BLANK" } });
  });

  it("takes 50 characters after normalising and refuses 51", () => {
    expect(MAX_CRN_LENGTH).toBe(50);
    expect(parseCrn("1 ".repeat(50)).ok).toBe(true);
    expect(parseCrn("1".repeat(51))).toEqual({
      ok: false,
      error: { tag: "CRN_TOO_LONG", length: 51, max: 50 },
    });
  });

  it("takes 50 characters however they are spaced and hyphenated, and no more than 500 code units as sent", () => {
    expect(MAX_RAW_CRN_LENGTH).toBe(500);
    expect(parseCrn("𠀀 - ".repeat(50)).ok).toBe(true);
    expect(parseCrn(`${" ".repeat(499)}1`).ok).toBe(true);
    expect(parseCrn(`${" ".repeat(500)}1`)).toEqual({
      ok: false,
      error: { tag: "CRN_TOO_LONG", length: 501, max: 500 },
    });
  });

  it("looks at the length before it normalises, which takes more than linear time", () => {
    const normalize = vi.spyOn(String.prototype, "normalize");
    expect(parseCrn("\u0315\u0301".repeat(125_000)).ok).toBe(false);
    expect(normalize).not.toHaveBeenCalled();
    normalize.mockRestore();
  });

  it("counts characters, not the halves that long ones are stored in", () => {
    expect(parseCrn("𠀀".repeat(50)).ok).toBe(true);
    expect(parseCrn("𠀀".repeat(51)).ok).toBe(false);
  });

  it.each([
    "12\u00003",
    "12\u001B3",
    "12\u007F3",
    "12\u009F3",
    "12\uD8003",
    "12\uDC003",
    "12\uFFFF3",
    "12\uFDD03",
  ])("refuses %j, which no answer could write", (raw) => {
    expect(parseCrn(raw)).toEqual({ ok: false, error: { tag: "CRN_UNREADABLE" } });
  });

  it.each(["12\t3", "12\n3", "12\v3", "12\f3", "12\r3", "12\u00853"])(
    "takes the white space in %j",
    (raw) => {
      expect(parseCrn(raw)).toEqual({ ok: true, value: { raw, normalised: "123" } });
    },
  );

  it("never repeats the CRN in a failure", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."QWZ"), minLength: 51, maxLength: 90 }), (raw) => {
        expect(JSON.stringify(parseCrn(raw))).not.toMatch(/[QWZ]{4}/);
      }),
    );
  });
});

describe("maskCrn", () => {
  it.each([
    ["123456789A", "••••••789A"],
    ["12345678", "••••••5678"],
    ["1234567", "••••••567"],
    ["1234", "••••••34"],
    ["12", "••••••2"],
    ["1", "••••••"],
    ["12345𠀀𠀀𠀀", "••••••5𠀀𠀀𠀀"],
  ])("shows %s as %s", (crn, masked) => {
    expect(maskCrn(crn as NormalisedCrn)).toBe(masked);
  });

  it("never shows more than the last four characters, nor more than half", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }), (raw) => {
        const crn = normaliseCrn(raw);
        const mask = maskCrn(crn);
        expect(mask.startsWith("••••••")).toBe(true);
        const shown = Array.from(mask.slice(6));
        const all = Array.from(crn);
        expect(shown.length).toBe(Math.min(4, Math.floor(all.length / 2)));
        expect(crn.endsWith(shown.join(""))).toBe(true);
      }),
    );
  });
});
