// Two references are the same one when their keys are.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normaliseCrn } from "../../../src/domain/references/crn.ts";
import {
  DEFAULT_IDENTITY,
  type IdentityParts,
  identityKey,
  parseIdentitySetting,
  takenBy,
} from "../../../src/domain/references/identity.ts";

const parts: IdentityParts = {
  accountId: 1,
  contactId: 2,
  normalisedCrn: normaliseCrn("123 456 789A"),
  benefitGroupId: 3,
  statusId: 1,
};
const anyParts: fc.Arbitrary<IdentityParts> = fc.record({
  accountId: fc.integer({ min: 1, max: 12 }),
  contactId: fc.integer({ min: 1, max: 12 }),
  normalisedCrn: fc.constantFrom("1", "A", "S1:1", "B2:S1:1", "2:1", ":").map(normaliseCrn),
  benefitGroupId: fc.option(fc.integer({ min: -2, max: 3 })),
  statusId: fc.integer({ min: -1, max: 3 }),
});
const anySetting = fc.record({ accountId: fc.boolean(), benefitGroupId: fc.boolean() });

describe("identityKey", () => {
  it.each([
    [DEFAULT_IDENTITY, "a1:c2:s1:123456789A"],
    [{ accountId: false, benefitGroupId: false }, "c2:s1:123456789A"],
    [{ accountId: true, benefitGroupId: true }, "a1:c2:b3:s1:123456789A"],
    [{ accountId: false, benefitGroupId: true }, "c2:b3:s1:123456789A"],
  ])("of %o is %s", (setting, key) => {
    expect(identityKey(setting, parts)).toBe(key);
  });

  it("tells no benefit group from one", () => {
    const setting = { accountId: true, benefitGroupId: true };
    expect(identityKey(setting, { ...parts, benefitGroupId: null })).toBe("a1:c2:b-:s1:123456789A");
  });

  it("is shared exactly when contact, CRN, status and the members of the setting agree", () => {
    fc.assert(
      fc.property(anySetting, anyParts, anyParts, (setting, one, other) => {
        const same =
          one.contactId === other.contactId &&
          one.normalisedCrn === other.normalisedCrn &&
          one.statusId === other.statusId &&
          (!setting.accountId || one.accountId === other.accountId) &&
          (!setting.benefitGroupId || one.benefitGroupId === other.benefitGroupId);
        expect(identityKey(setting, one) === identityKey(setting, other)).toBe(same);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("takenBy", () => {
  it("is its own key alone for an active reference", () => {
    expect(takenBy(DEFAULT_IDENTITY, parts)).toEqual(["a1:c2:s1:123456789A"]);
  });

  it("is first the active reference's key, then its own, for another status", () => {
    expect(takenBy(DEFAULT_IDENTITY, { ...parts, statusId: 2 })).toEqual([
      "a1:c2:s1:123456789A",
      "a1:c2:s2:123456789A",
    ]);
  });
});

describe("parseIdentitySetting", () => {
  it.each([
    ["accountId", { accountId: true, benefitGroupId: false }],
    ["accountId, benefitGroupId", { accountId: true, benefitGroupId: true }],
    ["benefitGroupId", { accountId: false, benefitGroupId: true }],
    ["", { accountId: false, benefitGroupId: false }],
    [" none ", { accountId: false, benefitGroupId: false }],
    ["none,accountId", null],
    ["contactId", null],
    ["accountId,AccountID", null],
  ])("reads %j", (text, setting) => {
    expect(parseIdentitySetting(text)).toEqual(setting);
  });

  it("has account, contact and CRN for its default", () => {
    expect(parseIdentitySetting("accountId")).toEqual(DEFAULT_IDENTITY);
  });
});
