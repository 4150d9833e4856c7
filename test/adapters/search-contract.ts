// What every store promises of looking for something: by words, by the end of a CRN, by a number, within a reach.
import { describe, expect, it } from "vitest";
import { makePlan } from "../../src/domain/plans/commands/change-plan.ts";
import { WHOLE } from "../../src/domain/ports/reach.ts";
import { reaching } from "../../src/domain/ports/reaching-stores.ts";
import type { Stores } from "../../src/domain/ports/stores.ts";
import { DEFAULT_IDENTITY } from "../../src/domain/references/identity.ts";
import { draftReference } from "../../src/domain/references/save-reference.ts";
import { find, type SearchSight } from "../../src/domain/search/find.ts";
import { createCommand, STAMP, workOn } from "../support/plan-work.ts";
import type { ErasableStores } from "../support/store-harness.ts";

const EVERYTHING: SearchSight = { contacts: true, references: true, plans: true, wholeCrns: true };

const NAMES: readonly (readonly [id: number, name: string, reference: string | null])[] = [
  [20, "Ada O'Neil-Bloggs", "AE-1"],
  [21, "Übermut & Söhne", null],
  [22, '<b onclick="x()">Bold</b>', "(JB/7)"],
  [23, "محمد الأمين", null],
  [24, `${"x".repeat(398)} y`, null],
  [25, 'Back\\slash "Quoted", Ltd.', "100%_wild"],
];

export function searchContract(stores: () => ErasableStores): void {
  const found = async (text: string, sight = EVERYTHING, of: Stores = stores(), limit = 20) => {
    const { contacts, references, plan } = await find(of.search, text, sight, limit, WHOLE);
    return {
      contacts: contacts.items.map(({ id }) => id),
      references: references.items.map(({ id }) => id),
      plan: plan?.id ?? null,
      more: contacts.more || references.more,
    };
  };
  const people = async (text: string) => (await found(text)).contacts;
  const saveCrn = async (crn: string, accountId = 1) => {
    const none = { benefitGroupId: null, statusId: 1, createId: null, createSessionId: null };
    const scheme = { scheme: "any", identity: DEFAULT_IDENTITY } as const;
    const draft = draftReference({ accountId, contactId: 7, crn, ...none }, scheme);
    if (!draft.ok) throw new Error("the reference is not valid");
    return (await stores().references.save(draft.value, STAMP)).reference.id;
  };

  describe("a search for a contact", () => {
    it("finds it by the beginnings of its words, in any case and order, and by its references", async () => {
      for (const [id, name, reference] of NAMES)
        await stores().contacts.put({ id, name, reference, parentId: null }, "any", STAMP);
      await stores().contacts.saveExtra({ by: "id", id: 21 }, { accountReference: "KTO 4711" }, STAMP);
      for (const [text, expected] of [
        ["blog", [7, 20]],
        ["NEIL ada", [20]],
        ["o'neil", [20]],
        ["ada joe", []],
        ["ae-1", [20]],
        ["übermut", [21]],
        ["ÜBER", [21]],
        ["Söhne ü", [21]],
        ["kto 47", [21]],
        ["bold", [22]],
        ["<b>bold", [22]],
        ["onclick", [22]],
        ["JB/7", [22]],
        ["محمد", [23]],
        ["الأ", [23]],
        ["x".repeat(400), []],
        ["x".repeat(300), [24]],
        ['"quoted', [25]],
        ["back\\", [25]],
        ["100%", [25]],
        ["%", []],
        ["_wild", []],
        ["lash", []],
        ["'; drop table contacts", []],
        ["-", []],
        ["22", [22]],
        ["9", [9]],
        ["99", []],
      ] as const)
        expect(await people(text), text).toEqual(expected);
    });

    it("forgets a name that was changed or erased", async () => {
      const put = (name: string) =>
        stores().contacts.put({ id: 30, name, reference: null, parentId: null }, "any", STAMP);
      await put("Mary Miller");
      await put("Mary Smith");
      expect([await people("miller"), await people("smith"), await people("mary")]).toEqual([[], [30], [30]]);
      await stores().erasures.eraseContact(30, STAMP);
      expect(await people("smith")).toEqual([]);
    });

    it("takes a word that stands in both the name and a reference", async () => {
      const put = (name: string, reference: string) =>
        stores().contacts.put({ id: 31, name, reference, parentId: null }, "any", STAMP);
      for (const name of ["Jim", "Kim"])
        expect((await put(name, name.toUpperCase())).tag).not.toBe("unchanged");
      expect([await people("jim"), await people("kim")]).toEqual([[], [31]]);
      const { tag } = await stores().contacts.saveExtra(
        { by: "id", id: 31 },
        { accountReference: "KIM" },
        STAMP,
      );
      expect([tag, await people("kim")]).toEqual(["saved", [31]]);
    });

    it("says where there may be more than it looked at", async () => {
      const { contacts } = stores();
      for (let id = 1_000; id < 1_030; id += 1)
        await contacts.put({ id, name: `Many ${id}`, reference: null, parentId: null }, "any", STAMP);
      const first = await found("many");
      expect(first.contacts).toHaveLength(20);
      expect(first.more).toBe(true);
      expect(await found("many 1029")).toMatchObject({ contacts: [1029], more: false });
    });
  });

  describe("a search for a reference", () => {
    it("finds it by how its CRN ends, whole CRNs too", async () => {
      const ids = [await saveCrn("123 456 789A"), await saveCrn("555-456-789a"), await saveCrn("ABCDEF")];
      for (const [text, expected] of [
        ["789A", [0, 1]],
        ["9 a", []],
        ["89a", [0, 1]],
        ["3456789A", [0]],
        ["123456789A", [0]],
        ["0123456789A", []],
        ["def", [2]],
        ["CDEF", [2]],
        ["bcd", []],
      ] as const)
        expect((await found(text)).references, text).toEqual(expected.map((at) => ids[at]));
    });

    it("compares no more than the mask shows where a CRN may not be seen whole", async () => {
      const [long, short] = [await saveCrn("123 456 789A"), await saveCrn("ABCDEF")];
      const masked = { ...EVERYTHING, wholeCrns: false };
      const seen = async (text: string) => (await found(text, masked)).references;
      expect(await seen("789A")).toEqual([long]);
      expect(await seen("6789A")).toEqual([]);
      expect(await seen("123456789A")).toEqual([]);
      expect(await seen("DEF")).toEqual([short]);
      expect(await seen("CDEF")).toEqual([]);
    });

    it("finds none whose CRN was erased", async () => {
      await saveCrn("123 456 789A");
      await stores().erasures.eraseContact(7, STAMP);
      expect((await found("789A")).references).toEqual([]);
    });
  });

  it("a search finds a plan by its number", async () => {
    await makePlan(workOn(stores().plans), createCommand(), "nonce");
    expect((await found("1")).plan).toBe(1);
    expect((await found(" 1 ")).plan).toBe(1);
    expect((await found("01x")).plan).toBeNull();
    expect((await found("2")).plan).toBeNull();
    expect((await found("9999999999")).plan).toBeNull();
  });

  it("a search looks where it may, and no further than it reaches", async () => {
    await makePlan(workOn(stores().plans), createCommand(), "nonce");
    const [own, other] = [await saveCrn("111 222 333A", 1), await saveCrn("999 222 333A", 2)];
    const nowhere = { contacts: false, references: false, plans: false, wholeCrns: false };
    expect(await found("1", nowhere)).toEqual({ contacts: [], references: [], plan: null, more: false });
    const narrow = (businessUnits: number[], accounts: number[]) =>
      reaching(stores(), { businessUnits, accounts });
    expect((await found("333A", EVERYTHING, narrow([3], [1]))).references).toEqual([own]);
    expect((await found("333A", EVERYTHING, narrow([3], [1, 2]))).references).toEqual([own, other]);
    expect((await found("1", EVERYTHING, narrow([3, 4], [1]))).plan).toBe(1);
    expect((await found("1", EVERYTHING, narrow([4], [1]))).plan).toBeNull();
  });
}
