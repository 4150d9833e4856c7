// Chains of parents: no circles, no endless ones, and the account reference that climbs them.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Contact } from "../../../src/domain/contacts/contact.ts";
import { accountReferenceOf } from "../../../src/domain/contacts/parents/account-reference.ts";
import { chainOf, checkParent, MAX_CHAIN } from "../../../src/domain/contacts/parents/parent-chain.ts";
import { contact } from "./contact-builders.ts";

const ids = (length: number) => Array.from({ length }, (_, index) => index + 100);

describe("checkParent", () => {
  it("needs nothing of a contact without a parent", () => {
    expect(checkParent({ contactId: 1, parentId: null, above: [], below: 99 })).toEqual({
      ok: true,
      value: null,
    });
  });

  it("takes a parent that exists", () => {
    expect(checkParent({ contactId: 1, parentId: 2, above: [2, 3], below: 4 })).toEqual({
      ok: true,
      value: null,
    });
  });

  it("refuses one that does not", () => {
    expect(checkParent({ contactId: 1, parentId: 2, above: [], below: 0 })).toEqual({
      ok: false,
      error: { tag: "PARENT_UNKNOWN", parentId: 2 },
    });
  });

  it.each([[[]], [[1]], [[1, 5]]])("refuses the contact itself, the chain above being %j", (above) => {
    expect(checkParent({ contactId: 1, parentId: 1, above, below: 0 })).toEqual({
      ok: false,
      error: { tag: "PARENT_CYCLE", parentId: 1, through: [1] },
    });
  });

  it("refuses a parent that stands below the contact, and says through whom", () => {
    expect(checkParent({ contactId: 1, parentId: 2, above: [2, 3, 1, 4], below: 2 })).toEqual({
      ok: false,
      error: { tag: "PARENT_CYCLE", parentId: 2, through: [2, 3] },
    });
  });

  it("takes chains of 32 contacts, counted from the top to the lowest below, and refuses 33", () => {
    expect(MAX_CHAIN).toBe(32);
    for (const below of [0, 1, 20, 30]) {
      const fits = { contactId: 1, parentId: 100, above: ids(31 - below), below };
      expect(checkParent(fits).ok).toBe(true);
      expect(checkParent({ ...fits, below: below + 1 })).toEqual({
        ok: false,
        error: { tag: "PARENT_CHAIN_TOO_LONG", length: 33, max: 32 },
      });
    }
  });

  it("names a circle before a length", () => {
    const placement = { contactId: 1, parentId: 100, above: [...ids(40), 1], below: 0 };
    expect(checkParent(placement)).toMatchObject({ error: { tag: "PARENT_CYCLE" } });
  });

  it("keeps a forest a forest of short chains, whatever is asked in whatever order", () => {
    const moves = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 })), {
      maxLength: 120,
    });
    fc.assert(
      fc.property(moves, (asked) => {
        const parents = new Map<number, number>();
        const up = (from: number): number[] => {
          const path = [from];
          for (let next = parents.get(from); next !== undefined; next = parents.get(next)) {
            path.push(next);
            if (path.length > 50) throw new Error("a circle was let in");
          }
          return path;
        };
        const below = (id: number): number =>
          Math.max(...ids(1).map(() => 0), ...[...parents.keys()].map((one) => up(one).indexOf(id)));
        for (const [contactId, parentId] of asked) {
          const placement = { contactId, parentId, above: up(parentId), below: below(contactId) };
          if (checkParent(placement).ok) parents.set(contactId, parentId);
          for (const one of parents.keys()) expect(up(one).length).toBeLessThanOrEqual(MAX_CHAIN);
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe("chainOf", () => {
  const lookUpIn = (contacts: readonly Contact[]) => (id: number) => contacts.find((one) => one.id === id);
  const idsOf = (contacts: readonly Contact[]) =>
    chainOf(contacts[0] ?? contact(0), lookUpIn(contacts)).ancestors.map((one) => one.id);

  it("climbs from the parent to the topmost ancestor", () => {
    expect(idsOf([contact(1, {}, 2), contact(3), contact(2, {}, 3)])).toEqual([2, 3]);
    expect(idsOf([contact(1)])).toEqual([]);
  });

  it("looks up parents that are named, and nothing else", () => {
    const asked: unknown[] = [];
    const lookUp = (id: number) => {
      asked.push(id);
      return id === 2 ? contact(2) : undefined;
    };
    chainOf(contact(1, {}, 2), lookUp);
    chainOf(contact(3), lookUp);
    expect(asked).toEqual([2]);
  });

  it("gives the contact itself with them", () => {
    const own = contact(1, {}, 2);
    expect(chainOf(own, lookUpIn([own]))).toEqual({ contact: own, ancestors: [] });
  });

  it("ends where a circle would begin", () => {
    expect(idsOf([contact(1, {}, 2), contact(2, {}, 3), contact(3, {}, 1)])).toEqual([2, 3]);
    expect(idsOf([contact(1, {}, 2), contact(2, {}, 3), contact(3, {}, 2)])).toEqual([2, 3]);
    expect(idsOf([contact(1, {}, 1)])).toEqual([]);
  });

  it("ends at 32 contacts", () => {
    const long = Array.from({ length: 40 }, (_, index) => contact(index + 1, {}, index + 2));
    expect(idsOf(long)).toEqual(Array.from({ length: 31 }, (_, index) => index + 2));
  });
});

describe("accountReferenceOf", () => {
  const parent = contact(2, { accountReference: "PARENT" });
  const uses = { useParentRef: true };

  it("is the contact's own, also when it may use its parent's", () => {
    const own = contact(1, { accountReference: "OWN", ...uses });
    expect(accountReferenceOf({ contact: own, ancestors: [parent] })).toEqual({
      reference: "OWN",
      from: { id: 1, name: "Contact 1" },
    });
  });

  it.each([null, "", "  "])(
    "is the parent's when its own is %j and it uses its parent's",
    (accountReference) => {
      const bare = contact(1, { accountReference, ...uses });
      expect(accountReferenceOf({ contact: bare, ancestors: [parent] })).toEqual({
        reference: "PARENT",
        from: { id: 2, name: "Contact 2" },
      });
    },
  );

  it.each([false, null])("is none when UseParentRef is %s", (useParentRef) => {
    expect(accountReferenceOf({ contact: contact(1, { useParentRef }), ancestors: [parent] })).toBeNull();
  });

  it("climbs on only while each contact on the way uses its parent's", () => {
    const top = contact(3, { accountReference: "TOP" });
    expect(
      accountReferenceOf({ contact: contact(1, uses), ancestors: [contact(2, uses), top] })?.reference,
    ).toBe("TOP");
    expect(accountReferenceOf({ contact: contact(1, uses), ancestors: [contact(2), top] })).toBeNull();
    expect(accountReferenceOf({ contact: contact(1, uses), ancestors: [] })).toBeNull();
  });
});
