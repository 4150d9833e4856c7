// Registering references: refused before the store is asked, judged by what the store found; many as one alone.
import { describe, expect, it } from "vitest";
import { normaliseCrn } from "../../../src/domain/references/crn.ts";
import { DEFAULT_IDENTITY } from "../../../src/domain/references/identity.ts";
import { canSaveTogether } from "../../../src/domain/references/many-references-port.ts";
import type { NewReference, PaymentReference } from "../../../src/domain/references/payment-reference.ts";
import { saveReference, saveReferences } from "../../../src/domain/references/register-reference.ts";
import {
  draftReference,
  type ReferenceDraft,
  type ReferenceSettings,
  type SavedReference,
} from "../../../src/domain/references/save-reference.ts";

const settings: ReferenceSettings = { scheme: "any", identity: DEFAULT_IDENTITY };
const stamp = { at: "2026-01-15T08:38:50.083Z", by: "partner-x" };
const request: NewReference = {
  ...{ accountId: 1, contactId: 2, crn: "123 456 789a" },
  ...{ benefitGroupId: 4, statusId: null, createId: null, createSessionId: null },
};
const reference: PaymentReference = {
  ...{ id: 7, accountId: 1, contactId: 2, crn: "123456789A", normalisedCrn: normaliseCrn("123456789A") },
  ...{ benefitGroupId: 4, statusId: 1, createId: null, createSessionId: null },
  ...{ created: stamp, inactivated: null, version: 1 },
};
const near = { id: 9, accountId: 1, normalisedCrn: normaliseCrn("123456788A") };

function storeOf(saved: SavedReference) {
  const drafts: ReferenceDraft[] = [];
  const save = async (draft: ReferenceDraft) => {
    drafts.push(draft);
    return saved;
  };
  return { drafts, work: { references: { save }, settings, stamp } };
}

describe("saveReference", () => {
  it("names every wrong member and leaves the store alone", async () => {
    const { drafts, work } = storeOf({ reference, inserted: true, others: [] });
    const saved = await saveReference(work, { ...request, accountId: 0, crn: " " });
    expect(saved).toMatchObject({
      ok: false,
      error: [
        { member: "accountId", tag: "ID_OUT_OF_RANGE" },
        { member: "crn", tag: "CRN_BLANK" },
      ],
    });
    expect(drafts).toEqual([]);
  });

  it("tells a new reference, and those that it nearly equals", async () => {
    const { drafts, work } = storeOf({ reference, inserted: true, others: [near] });
    expect(await saveReference(work, request)).toEqual({
      ok: true,
      value: { reference, outcome: { tag: "created" }, nearDuplicates: [9] },
    });
    expect(drafts).toHaveLength(1);
    expect(drafts[0]).toMatchObject({ accountId: 1, statusId: 1, said: ["accountId", "benefitGroupId"] });
  });

  it("tells one that is there, and in which members it differs", async () => {
    const { work } = storeOf({
      reference: { ...reference, benefitGroupId: 5 },
      inserted: false,
      others: [near],
    });
    const saved = await saveReference(work, request);
    expect(saved.ok && [saved.value.outcome, saved.value.nearDuplicates]).toEqual([
      { tag: "existing-different", differing: ["benefitGroupId"] },
      [],
    ]);
  });
});

const draftOf = (change: Partial<NewReference>): ReferenceDraft => {
  const draft = draftReference({ ...request, ...change }, settings);
  if (!draft.ok) throw new Error("the test itself is wrong");
  return draft.value;
};

describe("saveReferences", () => {
  it("judges each by what the store found, without near-duplicates", async () => {
    const saveMany = async () => [
      { reference, inserted: true },
      { reference, inserted: false },
    ];
    const drafts = [draftOf({}), draftOf({ benefitGroupId: 5 })];
    const verdicts = await saveReferences({ references: { saveMany }, stamp }, drafts);
    expect(verdicts.map(({ outcome, nearDuplicates }) => [outcome, nearDuplicates])).toEqual([
      [{ tag: "created" }, []],
      [{ tag: "existing-different", differing: ["benefitGroupId"] }, []],
    ]);
  });

  it("throws where the store tells of fewer than it was given", async () => {
    const references = { saveMany: async () => [] };
    await expect(saveReferences({ references, stamp }, [draftOf({})])).rejects.toThrow(
      "neither saved nor found",
    );
  });

  it.each([
    [1, 1, true],
    [2, 3, true],
    [1, 2, false],
    [null, 1, true],
  ])("takes StatusID %s and %s together: %s", (one, other, together) => {
    expect(canSaveTogether(draftOf({ statusId: one }), draftOf({ statusId: other }))).toBe(together);
  });
});
