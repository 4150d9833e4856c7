// What every store of contacts promises: put, read, list, and the chain of parents.
import { describe, expect, it } from "vitest";
import { EMPTY_EXTRA } from "../../src/domain/contacts/contact.ts";
import type { ExpectedVersions } from "../../src/domain/contacts/contacts-port.ts";
import { MAX_CHAIN } from "../../src/domain/contacts/parents/parent-chain.ts";
import type { Stores } from "../../src/domain/ports/stores.ts";
import { AUD, STAMP } from "../support/plan-work.ts";

const LATER = { at: "2026-02-02T00:00:00.000Z", by: "other" };

export function contactContract(stores: () => Stores): void {
  const put = (id: number, parentId: number | null, expected: ExpectedVersions = "any") =>
    stores().contacts.put({ id, reference: null, name: `Contact ${id}`, parentId }, expected, STAMP);
  /** A chain of contacts, 101 at the top and each under the one before. */
  const putChain = async (length: number, top = 101) => {
    for (let index = 0; index < length; index += 1) {
      const put1 = await put(top + index, index === 0 ? null : top + index - 1);
      expect(put1.tag).toBe("created");
    }
  };
  const ancestorsOf = async (id: number) =>
    (await stores().contacts.chain(id))?.ancestors.map((ancestor) => ancestor.id);

  describe("contacts", () => {
    it("creates a contact with an empty extra and gives it back", async () => {
      const draft = { id: 50, reference: "É'\"\\", name: "Ünïcode 'quoted'", parentId: 7 };
      const put = await stores().contacts.put(draft, [0], STAMP);
      const contact = { ...draft, extra: EMPTY_EXTRA, version: 1, created: STAMP, lastUpdated: STAMP };
      expect(put).toEqual({ tag: "created", contact });
      expect(await stores().contacts.byId(50)).toEqual(contact);
      expect(await stores().contacts.byId(51)).toBeNull();
    });

    it("replaces reference, name and parent and leaves the extra", async () => {
      await stores().contacts.saveExtra({ by: "id", id: 7 }, { delay2Pay: 9 }, STAMP);
      const before = await stores().contacts.byId(7);
      const put = await stores().contacts.put(
        { id: 7, reference: null, name: "New", parentId: 8 },
        [2],
        LATER,
      );
      expect(put.tag).toBe("updated");
      const after = { ...before, reference: null, name: "New", parentId: 8, version: 3, lastUpdated: LATER };
      expect(await stores().contacts.byId(7)).toEqual(after);
      expect("contact" in put && put.contact).toEqual(after);
    });

    it("writes nothing when nothing changes, whatever version is expected", async () => {
      const before = await stores().contacts.byId(7);
      const same = { id: 7, reference: "ONE", name: "Joe Bloggs", parentId: null };
      for (const expected of ["any", "present", [0], [99]] as const) {
        const put = await stores().contacts.put(same, expected, LATER);
        expect(put).toEqual({ tag: "unchanged", contact: before });
      }
      expect((await stores().events.history("contact", 7, { after: 0, limit: 9 }))?.items).toHaveLength(1);
    });

    it.each([
      ["of another version", 7, [2], 1],
      ["that must not be there yet", 7, [0], 1],
      ["of no version", 7, [], 1],
      ["that is not there", 50, [1], 0],
      ["that must be there", 50, "present", 0],
    ] as const)("puts no contact %s", async (_, id, expected, version) => {
      const before = await stores().contacts.byId(id);
      expect(await put(id, null, expected)).toEqual({ tag: "version-conflict", version });
      expect(await stores().contacts.byId(id)).toEqual(before);
    });

    it("puts a contact of one of several versions, of any, and one that is there", async () => {
      expect((await put(7, null, [4, 1])).tag).toBe("updated");
      expect((await put(8, null, "present")).tag).toBe("updated");
      expect((await put(50, null, "any")).tag).toBe("created");
    });

    it("refuses a parent that is not there, and every circle", async () => {
      await putChain(4);
      const refused = async (id: number, parentId: number) => {
        const before = await stores().contacts.byId(id);
        const put1 = await put(id, parentId);
        expect(await stores().contacts.byId(id)).toEqual(before);
        return put1.tag === "parent-refused" ? put1.failure : put1.tag;
      };
      expect(await refused(101, 99)).toEqual({ tag: "PARENT_UNKNOWN", parentId: 99 });
      expect(await refused(50, 50)).toEqual({ tag: "PARENT_CYCLE", parentId: 50, through: [50] });
      expect(await refused(101, 102)).toEqual({ tag: "PARENT_CYCLE", parentId: 102, through: [102] });
      expect(await refused(101, 104)).toEqual({
        tag: "PARENT_CYCLE",
        parentId: 104,
        through: [104, 103, 102],
      });
      expect((await put(104, 101)).tag).toBe("updated");
    });

    it(`lets a chain grow to ${MAX_CHAIN} contacts, counted above and below`, async () => {
      await putChain(MAX_CHAIN);
      const tooLong = { tag: "PARENT_CHAIN_TOO_LONG", length: MAX_CHAIN + 1, max: MAX_CHAIN };
      const last = 100 + MAX_CHAIN;
      expect(await put(last + 1, last)).toEqual({ tag: "parent-refused", failure: tooLong });
      expect(await put(101, 7)).toEqual({ tag: "parent-refused", failure: tooLong });
      await putChain(2, 201);
      const join = await put(101 + 2, 202);
      expect(join.tag).toBe("updated");
      expect(await ancestorsOf(last)).toHaveLength(MAX_CHAIN - 1);
      expect((await put(102 + 2, 301 - 301 + 7)).tag).toBe("updated");
    });

    it("judges the deepest of several chains below", async () => {
      await putChain(20);
      await put(150, 101);
      await putChain(12, 201);
      expect((await put(101, 212)).tag).toBe("updated");
      await putChain(1, 301);
      const refused = { tag: "PARENT_CHAIN_TOO_LONG", length: 33, max: 32 };
      expect(await put(201, 301)).toEqual({ tag: "parent-refused", failure: refused });
    });

    it("makes no circle by two puts at once", async () => {
      for (let round = 0; round < 10; round += 1) {
        await put(7, null);
        await put(8, null);
        const puts = await Promise.all([put(7, 8), put(8, 7)]);
        expect(puts.map((one) => one.tag).sort()).toEqual(["parent-refused", "updated"]);
      }
    });

    it("creates one of 20 puts at once that expect nothing there", async () => {
      const puts = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          stores().contacts.put({ id: 60, reference: null, name: `N${index}`, parentId: null }, [0], STAMP),
        ),
      );
      const tags = puts.map((one) => one.tag).sort();
      expect(tags).toEqual(["created", ...Array.from({ length: 19 }, () => "version-conflict")]);
    });

    it("tells a chain from the contact to the top, with all facts", async () => {
      await putChain(3);
      await stores().contacts.saveExtra(
        { by: "id", id: 101 },
        { creditLimit: { minor: 0n, currency: AUD } },
        STAMP,
      );
      expect(await ancestorsOf(103)).toEqual([102, 101]);
      const chain = await stores().contacts.chain(103);
      expect(chain?.contact).toEqual(await stores().contacts.byId(103));
      expect(chain?.ancestors[1]).toEqual(await stores().contacts.byId(101));
      expect(await ancestorsOf(101)).toEqual([]);
      expect(await stores().contacts.chain(99)).toBeNull();
    });

    it("lists by pages, in the order of ids, none twice", async () => {
      for (const id of [30, 10, 20]) await put(id, null);
      const first = await stores().contacts.list({ after: 0, limit: 4 });
      expect(first.items.map((contact) => contact.id)).toEqual([7, 8, 9, 10]);
      expect(first.next).toBe(10);
      expect(first.items[0]).toEqual(await stores().contacts.byId(7));
      const second = await stores().contacts.list({ after: 10, limit: 2 });
      expect(second.items.map((contact) => contact.id)).toEqual([20, 30]);
      expect(second.next).toBeNull();
    });
  });
}
