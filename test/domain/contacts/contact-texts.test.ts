// A contact's texts have lengths; one that is stored already may stay.
import { describe, expect, it } from "vitest";
import { CONTACT_TEXTS, EXTRA_TEXTS, overlong } from "../../../src/domain/contacts/contact-texts.ts";

const long = "x".repeat(1_001);

describe("overlong", () => {
  it("names the texts beyond their lengths, in their order", () => {
    const fits = { name: "n".repeat(400), reference: "r".repeat(255) };
    expect(overlong(CONTACT_TEXTS, fits, null)).toEqual([]);
    expect(overlong(CONTACT_TEXTS, { ...fits, name: `${fits.name}n` }, null)).toEqual(["name"]);
    expect(overlong(EXTRA_TEXTS, { onStopReason: long, accountReference: long }, null)).toEqual([
      "accountReference",
      "onStopReason",
    ]);
    expect(overlong(EXTRA_TEXTS, { flaggedReason: "f".repeat(1_000) }, null)).toEqual([]);
  });

  it("does not ask for what is not sent or is cleared", () => {
    expect(overlong(EXTRA_TEXTS, {}, { flaggedReason: long })).toEqual([]);
    expect(overlong(EXTRA_TEXTS, { flaggedReason: null }, { flaggedReason: long })).toEqual([]);
  });

  it("lets a stored one stay, to the letter", () => {
    const stored = { flaggedReason: long, onStopReason: "short" };
    expect(overlong(EXTRA_TEXTS, { flaggedReason: long }, stored)).toEqual([]);
    expect(overlong(EXTRA_TEXTS, { flaggedReason: `${long}x` }, stored)).toEqual(["flaggedReason"]);
    expect(overlong(EXTRA_TEXTS, { flaggedReason: long, onStopReason: long }, stored)).toEqual([
      "onStopReason",
    ]);
  });
});
