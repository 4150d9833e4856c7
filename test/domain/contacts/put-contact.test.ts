// Putting contacts and changing their facts: what the store says, as the failures that every caller gets.
import { describe, expect, it } from "vitest";
import type { ContactLoad, ContactOutcome } from "../../../src/domain/contacts/bulk/many-contacts-port.ts";
import {
  type PutManyOutcome,
  putContacts,
  stuckAmong,
} from "../../../src/domain/contacts/bulk/put-contacts.ts";
import type { ContactDraft } from "../../../src/domain/contacts/contact.ts";
import type { PutContact, SavedCredit } from "../../../src/domain/contacts/contacts-port.ts";
import { saveCredit } from "../../../src/domain/contacts/credit/save-credit.ts";
import { putContact } from "../../../src/domain/contacts/put-contact.ts";
import { contact, STAMP } from "./contact-builders.ts";

const draft: ContactDraft = { id: 7, reference: " ", name: "Joe Bloggs", parentId: null };
const unknownParent = { tag: "PARENT_UNKNOWN", parentId: 3 } as const;

describe("putContact", () => {
  const put = (answer: PutContact, asked = draft) => {
    const calls: unknown[][] = [];
    const contacts = {
      put: async (...call: unknown[]) => {
        calls.push(call);
        return answer;
      },
    };
    return putContact({ contacts, stamp: STAMP }, asked, [1]).then((result) => ({ calls, result }));
  };

  it("puts what it checked, under the versions that are expected", async () => {
    const { calls, result } = await put({ tag: "updated", contact: contact(7) });
    expect(calls).toEqual([[{ ...draft, reference: null }, [1], STAMP]]);
    expect(result).toEqual({ ok: true, value: { outcome: "updated", contact: contact(7) } });
  });

  it("names every wrong member and leaves the store alone", async () => {
    const { calls, result } = await put(
      { tag: "created", contact: contact(7) },
      { ...draft, id: 0, name: "" },
    );
    expect(calls).toEqual([]);
    expect(result).toMatchObject({
      ok: false,
      error: { tag: "CONTACT_INVALID", failures: [{ member: "id" }, { member: "name", tag: "REQUIRED" }] },
    });
  });

  it.each([
    [
      { tag: "version-conflict", version: 4 },
      { tag: "VERSION_STALE", id: 7, version: 4 },
    ],
    [{ tag: "parent-refused", failure: unknownParent }, unknownParent],
    [
      { tag: "text-too-long", members: ["name"] },
      { tag: "CONTACT_INVALID", failures: [{ member: "name", tag: "TEXT_TOO_LONG", max: 400 }] },
    ],
  ] as const)("tells %j as %j", async (answer, error) => {
    expect((await put(answer)).result).toEqual({ ok: false, error });
  });
});

describe("saveCredit", () => {
  const save = (answer: SavedCredit) =>
    saveCredit({ contacts: { saveCredit: async () => answer }, stamp: STAMP }, 7, { delay2Pay: 14 }, "any");

  it.each([
    [{ tag: "not-found" }, { tag: "CONTACT_NOT_FOUND", id: 7 }],
    [
      { tag: "version-conflict", version: 4 },
      { tag: "VERSION_STALE", id: 7, version: 4 },
    ],
    [
      { tag: "text-too-long", members: ["onStopReason"] },
      { tag: "CONTACT_INVALID", failures: [{ member: "onStopReason", tag: "TEXT_TOO_LONG", max: 1_000 }] },
    ],
  ] as const)("tells %j as %j", async (answer, error) => {
    expect(await save(answer)).toEqual({ ok: false, error });
  });

  it("gives the contact with those above it", async () => {
    const chain = { contact: contact(7), ancestors: [contact(3)] };
    expect(await save({ tag: "saved", chain })).toEqual({ ok: true, value: chain });
  });
});

const load = (id: number, parentId: number | null): ContactLoad => ({
  draft: { id, reference: null, name: `Contact ${id}`, parentId },
  patch: {},
});

describe("putContacts", () => {
  const loads = [load(1, 2), load(2, 1), load(3, 9), load(4, 3), load(5, null)];
  const noParent = (parentId: number): ContactOutcome => ({
    tag: "parent-refused",
    failure: { tag: "PARENT_UNKNOWN", parentId },
  });
  const putAll = (outcomes: readonly ContactOutcome[], last: boolean): Promise<readonly PutManyOutcome[]> =>
    putContacts(
      { contacts: { putMany: async () => outcomes }, stamp: STAMP },
      loads.slice(0, outcomes.length),
      last ? stuckAmong(loads) : null,
    );

  it("lets a contact wait for its parent, and for others that are changing it", async () => {
    const outcomes = [noParent(2), { tag: "version-conflict", version: 3 } as const];
    expect(await putAll(outcomes, false)).toEqual([{ tag: "waiting" }, { tag: "waiting" }]);
  });

  it("says of each that waits in vain what keeps it: a circle, a parent that waits too, or none at all", async () => {
    const outcomes = [noParent(2), noParent(1), noParent(9), noParent(3)];
    expect((await putAll(outcomes, true)).map((one) => one.tag === "refused" && one.failure)).toEqual([
      { tag: "PARENTS_IN_CIRCLE", circle: [1, 2] },
      { tag: "PARENTS_IN_CIRCLE", circle: [1, 2] },
      { tag: "PARENT_UNKNOWN", parentId: 9 },
      { tag: "PARENT_REFUSED", parentId: 3 },
    ]);
  });

  it("names a circle with contacts that are there from the one that would close it", async () => {
    const failure = { tag: "PARENT_CYCLE", parentId: 2, through: [2, 8, 1] } as const;
    const [one] = await putAll([{ tag: "parent-refused", failure }], true);
    expect(one).toEqual({ tag: "refused", failure: { tag: "PARENTS_IN_CIRCLE", circle: [1, 2, 8] } });
  });

  it("tells the rest as it is", async () => {
    const tooLong = { tag: "text-too-long", members: ["name", "onStopReason"] } as const;
    const long = { tag: "PARENT_CHAIN_TOO_LONG", length: 33, max: 32 } as const;
    const outcomes: ContactOutcome[] = [
      { tag: "created", contact: contact(1) },
      tooLong,
      { tag: "version-conflict", version: 3 },
      { tag: "parent-refused", failure: long },
    ];
    expect(await putAll(outcomes, true)).toEqual([
      { tag: "created" },
      {
        tag: "refused",
        failure: {
          tag: "CONTACT_INVALID",
          failures: [
            { member: "name", tag: "TEXT_TOO_LONG", max: 400 },
            { member: "onStopReason", tag: "TEXT_TOO_LONG", max: 1_000 },
          ],
        },
      },
      { tag: "refused", failure: { tag: "CONTACT_BUSY", id: 3 } },
      { tag: "refused", failure: long },
    ]);
  });

  it("throws where the store tells of fewer than it was given", async () => {
    const contacts = { putMany: async () => [] };
    await expect(putContacts({ contacts, stamp: STAMP }, loads, null)).rejects.toThrow("nothing came of");
  });
});
