// A patch changes what it says and nothing else; a balance goes with the limit's currency.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ContactExtra, EMPTY_EXTRA } from "../../../src/domain/contacts/contact.ts";
import {
  applyPatch,
  type ContactExtraPatch,
} from "../../../src/domain/contacts/extras/contact-extra-patch.ts";
import { AUD, aud, balance, currency, decimal, STAMP, written } from "./contact-builders.ts";

const NZD = currency("NZD");
const EARLIER = "2025-01-01T00:00:00.000Z";

const patches: fc.Arbitrary<ContactExtraPatch> = fc.record(
  {
    creditLimit: fc.constantFrom(aud(0n), aud(100n), { minor: 5n, currency: NZD }),
    delay2Pay: fc.integer({ min: -9, max: 9 }),
    directDebit: fc.boolean(),
    accountReference: fc.constantFrom("ref", null),
    lastUpdated: fc.constant(written("2026-01-15")),
    accountBalance: fc.constantFrom(decimal("-1.50"), decimal("20")),
    onStopReason: fc.constantFrom("unpaid", null),
    onStopDescendant: fc.boolean(),
  },
  { requiredKeys: [] },
);

describe("applyPatch", () => {
  it("changes nothing for an empty patch", () => {
    const extra: ContactExtra = { ...EMPTY_EXTRA, creditLimit: aud(5n), accountBalance: balance("3") };
    expect(applyPatch(extra, {}, STAMP.at)).toEqual(extra);
  });

  it("sets every member that it names, and leaves the others", () => {
    fc.assert(
      fc.property(patches, patches, (first, second) => {
        const before = applyPatch(EMPTY_EXTRA, first, EARLIER);
        const after = applyPatch(before, second, STAMP.at);
        for (const member of Object.keys(EMPTY_EXTRA) as (keyof ContactExtra)[]) {
          if (member === "accountBalance") continue;
          expect(after[member]).toEqual(member in second ? second[member] : before[member]);
        }
        const expected = second.accountBalance ?? first.accountBalance ?? null;
        expect(after.accountBalance?.amount ?? null).toBe(expected);
        if (expected !== null) {
          const at = second.accountBalance === undefined ? EARLIER : STAMP.at;
          expect(after.accountBalance?.updatedAt).toBe(at);
        }
      }),
    );
  });

  it("empties a text and keeps a limit of 0 apart from none", () => {
    const extra = applyPatch(EMPTY_EXTRA, { onStopReason: "unpaid", creditLimit: aud(0n) }, STAMP.at);
    expect(extra.creditLimit).toEqual(aud(0n));
    expect(applyPatch(extra, { onStopReason: null }, STAMP.at).onStopReason).toBeNull();
  });

  describe("the currency of a balance", () => {
    const currencyOf = (...all: ContactExtraPatch[]) =>
      all.reduce((extra, patch) => applyPatch(extra, patch, STAMP.at), EMPTY_EXTRA).accountBalance?.currency;

    const spent = { accountBalance: decimal("20") };
    const audLimit = { creditLimit: aud(100n) };
    const nzdLimit = { creditLimit: { minor: 100n, currency: NZD } };

    it("is the limit's that is set with it", () => expect(currencyOf({ ...spent, ...audLimit })).toBe(AUD));
    it("is the limit's that stands", () => expect(currencyOf(audLimit, spent)).toBe(AUD));
    it("is not known without a limit", () => expect(currencyOf(spent)).toBeNull());
    it("is that of the first limit set after it", () =>
      expect(currencyOf(spent, audLimit, nzdLimit)).toBe(AUD));
    it("stays when the limit moves to another", () =>
      expect(currencyOf(audLimit, spent, nzdLimit)).toBe(AUD));
    it("follows with the next balance", () => expect(currencyOf(audLimit, spent, nzdLimit, spent)).toBe(NZD));
    it("is the new limit's when both come at once", () =>
      expect(currencyOf(audLimit, spent, { ...spent, ...nzdLimit })).toBe(NZD));
    it("is nobody's without a balance", () => expect(currencyOf(audLimit)).toBeUndefined());
  });
});
