// Save if not exists: every bad member named, every outcome told apart.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normaliseCrn } from "../../../src/domain/references/crn.ts";
import { DEFAULT_IDENTITY } from "../../../src/domain/references/identity.ts";
import {
  isActive,
  type NewReference,
  type PaymentReference,
} from "../../../src/domain/references/payment-reference.ts";
import {
  draftReference,
  judgeSave,
  type ReferenceDraft,
  type ReferenceSettings,
} from "../../../src/domain/references/save-reference.ts";

const settings: ReferenceSettings = { scheme: "any", identity: DEFAULT_IDENTITY };
const request: NewReference = {
  accountId: 1,
  contactId: 2,
  crn: "123 456 789a",
  benefitGroupId: 4,
  statusId: 1,
  createId: 5,
  createSessionId: 6,
};
const stamp = { at: "2026-01-15T08:38:50.083Z", by: "partner-x" };

function draftOf(change: Partial<NewReference> = {}, using = settings): ReferenceDraft {
  const draft = draftReference({ ...request, ...change }, using);
  if (!draft.ok) throw new Error(`refused: ${JSON.stringify(draft.error)}`);
  return draft.value;
}

function failuresOf(change: Partial<NewReference>, using = settings) {
  const draft = draftReference({ ...request, ...change }, using);
  return draft.ok ? [] : draft.error;
}

const stored = (change: Partial<PaymentReference> = {}): PaymentReference => ({
  id: 7,
  accountId: 1,
  contactId: 2,
  crn: "123456789A",
  normalisedCrn: normaliseCrn("123456789A"),
  benefitGroupId: 4,
  statusId: 1,
  createId: null,
  createSessionId: null,
  created: stamp,
  inactivated: null,
  version: 1,
  ...change,
});

describe("draftReference", () => {
  it("keeps what was sent and adds the normalised CRN and the keys", () => {
    expect(draftOf()).toEqual({
      accountId: 1,
      contactId: 2,
      crn: { raw: "123 456 789a", normalised: "123456789A" },
      benefitGroupId: 4,
      statusId: 1,
      createId: 5,
      createSessionId: 6,
      key: "a1:c2:s1:123456789A",
      takenBy: ["a1:c2:s1:123456789A"],
      said: ["accountId", "benefitGroupId", "statusId"],
    });
  });

  it("takes the three required members alone, StatusID being 1", () => {
    const bare = { benefitGroupId: null, statusId: null, createId: null, createSessionId: null };
    const key = "a1:c2:s1:123456789A";
    expect(draftOf(bare)).toMatchObject({ ...bare, statusId: 1, key, said: ["accountId"] });
  });

  it("keeps StatusID 0, which is not the same as none", () => {
    expect(draftOf({ statusId: 0 })).toMatchObject({ statusId: 0, key: "a1:c2:s0:123456789A" });
  });

  it("lets a save with another status be stopped by the active reference first, then by its like", () => {
    const draft = draftOf({ statusId: 2 });
    expect(draft.key).toBe("a1:c2:s2:123456789A");
    expect(draft.takenBy).toEqual(["a1:c2:s1:123456789A", "a1:c2:s2:123456789A"]);
  });

  it("forms the keys by the setting", () => {
    const identity = { accountId: false, benefitGroupId: true };
    expect(draftOf({}, { scheme: "any", identity }).key).toBe("c2:b4:s1:123456789A");
  });

  it.each(["accountId", "contactId"] as const)(
    "refuses a %s that is missing, 0, negative, broken or too big",
    (member) => {
      expect(failuresOf({ [member]: null })).toEqual([{ member, tag: "REQUIRED" }]);
      for (const got of [0, -1, 1.5, Number.NaN, 2_147_483_648]) {
        expect(failuresOf({ [member]: got })).toEqual([
          { member, tag: "ID_OUT_OF_RANGE", got, max: 2_147_483_647 },
        ]);
      }
      expect(failuresOf({ [member]: 2_147_483_647 })).toEqual([]);
      expect(failuresOf({ [member]: 1 })).toEqual([]);
    },
  );

  it("refuses a CRN that is missing, blank, too long, unreadable or not of the scheme", () => {
    expect(failuresOf({ crn: null })).toEqual([{ member: "crn", tag: "CRN_BLANK" }]);
    expect(failuresOf({ crn: " - " })).toEqual([{ member: "crn", tag: "CRN_BLANK" }]);
    expect(failuresOf({ crn: "9".repeat(51) })).toEqual([
      { member: "crn", tag: "CRN_TOO_LONG", length: 51, max: 50 },
    ]);
    expect(failuresOf({ crn: "\0" })).toEqual([{ member: "crn", tag: "CRN_UNREADABLE" }]);
    expect(failuresOf({}, { ...settings, scheme: "centrelink-check" })).toEqual([
      {
        member: "crn",
        tag: "CRN_NOT_OF_SCHEME",
        scheme: "centrelink-check",
        shape: "nine digits and their check letter",
      },
    ]);
  });

  it("checks the scheme on the normalised text", () => {
    expect(failuresOf({ crn: "307-111-942 h" }, { ...settings, scheme: "centrelink-check" })).toEqual([]);
  });

  it("names every bad member at once, in the contract's order", () => {
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), fc.boolean(), (account, contact, crn) => {
        const failures = failuresOf({
          ...(account ? { accountId: -1 } : {}),
          ...(contact ? { contactId: null } : {}),
          ...(crn ? { crn: "" } : {}),
        });
        const expected = [account && "accountId", contact && "contactId", crn && "crn"].filter(Boolean);
        expect(failures.map((failure) => failure.member)).toEqual(expected);
      }),
    );
  });
});

describe("judgeSave", () => {
  const judge = (draft: ReferenceDraft, reference: PaymentReference) =>
    judgeSave(draft, {
      reference,
      inserted: false,
      others: [{ id: 9, accountId: 1, normalisedCrn: normaliseCrn("123456789B") }],
    });

  it("calls what was written created, and warns of near-duplicates", () => {
    const reference = stored();
    const others = [
      { id: 9, accountId: 1, normalisedCrn: normaliseCrn("123456789B") },
      { id: 8, accountId: 1, normalisedCrn: normaliseCrn("555") },
    ];
    expect(judgeSave(draftOf(), { reference, inserted: true, others })).toEqual({
      reference,
      outcome: { tag: "created" },
      nearDuplicates: [9],
    });
  });

  it("calls the same details existing, whatever the spelling and whoever created it, and warns of nothing", () => {
    const reference = stored();
    expect(judge(draftOf(), reference)).toEqual({
      reference,
      outcome: { tag: "existing" },
      nearDuplicates: [],
    });
  });

  it.each<[Partial<NewReference>, Partial<PaymentReference>, string[]]>([
    [{ benefitGroupId: 5 }, {}, ["benefitGroupId"]],
    [{}, { benefitGroupId: null }, ["benefitGroupId"]],
    [{ statusId: 2 }, {}, ["statusId"]],
    [{ statusId: 2, benefitGroupId: 5 }, {}, ["benefitGroupId", "statusId"]],
    [{ accountId: 3, statusId: 2, benefitGroupId: 5 }, {}, ["accountId", "benefitGroupId", "statusId"]],
  ])("names what differs between %o and %o: %o", (sent, kept, differing) => {
    const reference = stored(kept);
    expect(judge(draftOf(sent), reference)).toEqual({
      reference,
      outcome: { tag: "existing-different", differing },
      nearDuplicates: [],
    });
  });

  it.each<[Partial<NewReference>, Partial<PaymentReference>]>([
    [{ benefitGroupId: null }, {}],
    [{ benefitGroupId: null, statusId: null }, {}],
    [{ statusId: null }, { statusId: 2 }],
  ])("lets a member that was not sent say nothing: %o against %o is existing", (sent, kept) => {
    expect(judge(draftOf(sent), stored(kept)).outcome).toEqual({ tag: "existing" });
  });

  it("names exactly the members that were sent and differ", () => {
    const number = fc.option(fc.integer({ min: 0, max: 2 }));
    const sent = fc.record({
      accountId: fc.integer({ min: 1, max: 2 }),
      benefitGroupId: number,
      statusId: number,
    });
    const kept = fc.record({
      accountId: fc.integer({ min: 1, max: 2 }),
      benefitGroupId: number,
      statusId: fc.integer({ min: 0, max: 2 }),
    });
    fc.assert(
      fc.property(sent, kept, (asked, row) => {
        const { outcome } = judge(draftOf(asked), stored(row));
        const named = outcome.tag === "existing-different" ? outcome.differing : [];
        const members = ["accountId", "benefitGroupId", "statusId"] as const;
        expect(named).toEqual(members.filter((name) => asked[name] !== null && asked[name] !== row[name]));
        expect(outcome.tag).toBe(named.length === 0 ? "existing" : "existing-different");
      }),
    );
  });

  it("calls a repeated save with another status existing when its like was found", () => {
    expect(judge(draftOf({ statusId: 2 }), stored({ statusId: 2 })).outcome).toEqual({ tag: "existing" });
  });
});

describe("isActive", () => {
  it.each([
    [1, null, true],
    [1, stamp, false],
    [2, null, false],
    [2, stamp, false],
  ])("status %s, inactivated %o: %s", (statusId, inactivated, active) => {
    expect(isActive(stored({ statusId, inactivated }))).toBe(active);
  });
});
