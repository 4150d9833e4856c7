// What every store of payment references promises.
import { describe, expect, it } from "vitest";
import type { Stores } from "../../src/domain/ports/stores.ts";
import { DEFAULT_IDENTITY } from "../../src/domain/references/identity.ts";
import type { NewReference } from "../../src/domain/references/payment-reference.ts";
import { draftReference, judgeSave } from "../../src/domain/references/save-reference.ts";
import { STAMP } from "../support/plan-work.ts";

const REFERENCE: NewReference = {
  accountId: 1,
  contactId: 7,
  crn: "123 456 789A",
  benefitGroupId: 4,
  statusId: null,
  createId: 5,
  createSessionId: 6,
};

export function referenceContract(stores: () => Stores): void {
  describe("references", () => {
    const save = async (request: Partial<NewReference> = {}, identity = DEFAULT_IDENTITY) => {
      const draft = draftReference({ ...REFERENCE, ...request }, { scheme: "any", identity });
      if (!draft.ok) throw new Error("refused");
      return judgeSave(draft.value, await stores().references.save(draft.value, STAMP));
    };

    it("creates once and finds afterwards, in any spelling, the text as first sent", async () => {
      const first = await save();
      expect(first.outcome).toEqual({ tag: "created" });
      expect(first.reference).toMatchObject({
        ...REFERENCE,
        statusId: 1,
        normalisedCrn: "123456789A",
        created: STAMP,
        inactivated: null,
        version: 1,
      });
      const second = await save({ crn: "１２３-456.789a" });
      expect(second.outcome).toEqual({ tag: "existing" });
      expect(second.reference).toEqual(first.reference);
    });

    it("names what differs and overwrites nothing", async () => {
      const first = await save();
      const second = await save({ benefitGroupId: 9 });
      expect(second.outcome).toEqual({ tag: "existing-different", differing: ["benefitGroupId"] });
      expect(second.reference).toEqual(first.reference);
    });

    it("takes a member that is not sent as saying nothing of the stored one", async () => {
      const first = await save({ statusId: 1 });
      const second = await save({ benefitGroupId: null, statusId: null });
      expect(second.outcome).toEqual({ tag: "existing" });
      expect(second.reference).toEqual(first.reference);
    });

    it("tells accounts, contacts and CRNs apart", async () => {
      await save();
      for (const other of [{ accountId: 2 }, { contactId: 8 }, { crn: "123456789B" }]) {
        expect((await save(other)).outcome.tag).toBe("created");
      }
    });

    it("follows the identity setting", async () => {
      await save();
      const narrow = { accountId: false, benefitGroupId: false };
      await save({ crn: "555" }, narrow);
      expect((await save({ crn: "555", accountId: 2 }, narrow)).outcome.tag).toBe("existing-different");
    });

    it("stores another status once and lets the active one in beside it", async () => {
      expect((await save({ statusId: 2 })).outcome.tag).toBe("created");
      expect((await save({ statusId: 2 })).outcome.tag).toBe("existing");
      expect((await save()).outcome.tag).toBe("created");
      expect((await save({ statusId: 3 })).outcome).toMatchObject({ differing: ["statusId"] });
    });

    it("warns of a near-duplicate of the same contact only", async () => {
      const first = await save();
      expect((await save({ crn: "123456798A" })).nearDuplicates).toEqual([first.reference.id]);
      expect((await save({ crn: "123456789B", contactId: 8 })).nearDuplicates).toEqual([]);
    });

    it("gives a reference back by its id", async () => {
      const { reference } = await save();
      expect(await stores().references.byId(reference.id)).toEqual(reference);
      expect(await stores().references.byId(4711)).toBeNull();
    });

    it("deactivates once, keeps the first stamp, and lets the same be registered again", async () => {
      const { reference } = await save();
      const later = { at: "2026-03-03T00:00:00.000Z", by: "later" };
      const inactive = { ...reference, inactivated: later, version: 2 };
      const { deactivate } = stores().references;
      expect(await deactivate(reference.id, later)).toEqual({ tag: "deactivated", reference: inactive });
      expect(await deactivate(reference.id, STAMP)).toEqual({
        tag: "already-inactive",
        reference: inactive,
      });
      expect(await stores().references.byId(reference.id)).toEqual(inactive);
      const again = await save();
      expect(again.outcome).toEqual({ tag: "created" });
      expect(again.reference.id).not.toBe(reference.id);
      expect(again.nearDuplicates).toEqual([]);
      expect(await deactivate(4711, later)).toEqual({ tag: "not-found" });
    });

    it("keeps who saw a CRN and why, as an event of the next version", async () => {
      const { reference } = await save();
      const { unmask, saveAsOf } = stores().references;
      const seen = { ...reference, version: 2 };
      expect(await unmask(reference.id, "asked", STAMP)).toEqual({ tag: "unmasked", reference: seen });
      const history = await stores().events.history("reference", reference.id, { after: 1, limit: 9 });
      expect(history?.items).toMatchObject([
        { version: 2, actor: STAMP.by, change: { kind: "unmasked", reason: "asked" } },
      ]);
      const [event] = history?.items ?? [];
      if (event?.subject !== "reference") throw new Error("another's event");
      expect(event.change.before).toEqual(event.change.after);
      expect((await saveAsOf(reference.id, event.seq - 1))?.reference.version).toBe(1);
      expect((await saveAsOf(reference.id, event.seq))?.reference).toEqual(seen);
      expect(await stores().references.deactivate(reference.id, STAMP)).toMatchObject({
        tag: "deactivated",
        reference: { version: 3 },
      });
      expect(await unmask(reference.id, "again", STAMP)).toMatchObject({
        reference: { version: 4, inactivated: STAMP },
      });
      expect(await unmask(4711, "asked", STAMP)).toEqual({ tag: "not-found" });
    });

    it("deactivates one of 20 times at once", async () => {
      const { reference } = await save();
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, () => stores().references.deactivate(reference.id, STAMP)),
      );
      expect(outcomes.filter((outcome) => outcome.tag === "deactivated")).toHaveLength(1);
      expect(await stores().references.byId(reference.id)).toMatchObject({ version: 2 });
    });

    it("lists by pages: all, of one contact, and the active ones only", async () => {
      const ids: number[] = [];
      for (const crn of ["A-1", "B-22", "C-333", "D-4444"]) ids.push((await save({ crn })).reference.id);
      const other = (await save({ contactId: 8 })).reference.id;
      const status2 = (await save({ crn: "E-55555", statusId: 2 })).reference.id;
      await stores().references.deactivate(ids[1] ?? 0, STAMP);
      const list = async (contactId: number | null, activeOnly: boolean, after = 0, limit = 10) => {
        const page = await stores().references.list({ contactId, activeOnly, after, limit });
        return [page.items.map((reference) => reference.id), page.next];
      };
      const [a, b, c, d] = ids;
      expect(await list(null, false)).toEqual([[a, b, c, d, other, status2], null]);
      expect(await list(null, true)).toEqual([[a, c, d, other], null]);
      expect(await list(7, false, 0, 2)).toEqual([[a, b], b]);
      expect(await list(7, true, a, 2)).toEqual([[c, d], null]);
      expect(await list(8, true)).toEqual([[other], null]);
      expect(await list(9, false)).toEqual([[], null]);
    });

    it("creates one of 200 identical saves at once", async () => {
      const outcomes = await Promise.all(Array.from({ length: 200 }, () => save()));
      const tags = outcomes.map((verdict) => verdict.outcome.tag).sort();
      expect(tags).toEqual(["created", ...Array.from({ length: 199 }, () => "existing")]);
      expect(new Set(outcomes.map((verdict) => verdict.reference.id)).size).toBe(1);
    });
  });
}
