// What an erasure takes of a contact and of its events, and what it leaves.
import { describe, expect, it } from "vitest";
import { EMPTY_EXTRA } from "../../../src/domain/contacts/contact.ts";
import { hasOwnStop } from "../../../src/domain/contacts/credit/effective-stop.ts";
import { erasableMembers, erasedContact, isNothing } from "../../../src/domain/contacts/erase-contact.ts";
import { erasureOf, withoutTexts } from "../../../src/domain/events/erase-change.ts";
import type { LocalDate } from "../../../src/domain/values/local-date.ts";

const STAMP = { at: "2026-03-04T05:06:07.008Z", by: "ops" };
const CREATED = { at: "2026-01-01T00:00:00.000Z", by: "tester" };
const CONTACT = {
  id: 7,
  reference: "JB-7",
  name: "Joe Bloggs",
  parentId: 3,
  extra: {
    ...EMPTY_EXTRA,
    delay2Pay: 14,
    accountReference: "L-9",
    flaggedReason: "shouted",
    onStopReason: "moved",
  },
  version: 4,
  created: CREATED,
  lastUpdated: CREATED,
};

describe("an erased contact", () => {
  it("has no text, the next version, and all else as it was", () => {
    expect(erasedContact(CONTACT, STAMP)).toEqual({
      ...CONTACT,
      reference: null,
      name: "[erased]",
      extra: {
        ...CONTACT.extra,
        accountReference: "[erased]",
        flaggedReason: "[erased]",
        onStopReason: "[erased]",
      },
      version: 5,
      lastUpdated: STAMP,
    });
    expect(erasableMembers(CONTACT)).toEqual([
      "reference",
      "name",
      "accountReference",
      "flaggedReason",
      "onStopReason",
    ]);
    expect(erasableMembers(erasedContact(CONTACT, STAMP))).toEqual([]);
  });

  it("is on stop when it was, and is not when it was not: a blank reason stays blank", () => {
    const clock = { now: STAMP.at, today: "2026-03-04" as LocalDate };
    for (const onStopReason of [null, "", "  ", "moved"]) {
      const contact = { ...CONTACT, extra: { ...CONTACT.extra, onStopReason } };
      expect(hasOwnStop(erasedContact(contact, STAMP), clock)).toBe(hasOwnStop(contact, clock));
    }
  });

  it("leaves nothing to do only where all of it is done", () => {
    const none = { members: [], events: 0, references: 0 };
    expect([none, { ...none, members: null }].map(isNothing)).toEqual([true, true]);
    const some = [
      { ...none, members: ["name"] },
      { ...none, events: 1 },
      { ...none, references: 1 },
    ];
    expect(some.map(isNothing)).toEqual([false, false, false]);
  });
});

describe("an event of a contact", () => {
  const before = { reference: null, name: "Joe", parentId: null };
  const after = { reference: null, name: "Jo", parentId: 3 };

  it("keeps what is no text, and says what was there, and which of it had changed", () => {
    expect(withoutTexts({ kind: "updated", before, after }, STAMP)).toEqual({
      kind: "updated",
      before: { ...before, name: "[erased]" },
      after: { ...after, name: "[erased]" },
      erased: { ...STAMP, members: ["name"], changed: ["name"] },
    });
    const moved = { kind: "updated", before, after: { ...before, parentId: 3 } };
    expect(withoutTexts(moved, STAMP)).toMatchObject({ erased: { members: ["name"], changed: [] } });
    const created = withoutTexts({ kind: "created", before: null, after }, STAMP);
    expect(created).toMatchObject({ before: null, erased: { changed: ["name"] } });
  });

  it("is read the same where only what changed is kept beside what was before", () => {
    const facts = { accountReference: "L-9", onStopReason: null, delay2Pay: 14 };
    const change = { onStopReason: "moved", delay2Pay: 3 };
    expect(withoutTexts({ before: facts, change }, STAMP)).toEqual({
      before: { ...facts, accountReference: "[erased]" },
      change: { ...change, onStopReason: "[erased]" },
      erased: { ...STAMP, members: ["accountReference", "onStopReason"], changed: ["onStopReason"] },
    });
    const cleared = withoutTexts({ before: facts, change: { accountReference: null } }, STAMP);
    expect(cleared).toMatchObject({
      change: { accountReference: null },
      erased: { changed: ["accountReference"] },
    });
  });

  it("is left alone where it holds no text, or holds none any more", () => {
    expect(withoutTexts({ before: { delay2Pay: 1 }, change: { delay2Pay: 2 } }, STAMP)).toBeNull();
    expect(withoutTexts({ before: null, after: { reference: " ", name: "" } }, STAMP)).toBeNull();
    const once = withoutTexts({ before, after }, STAMP);
    expect(once === null ? once : withoutTexts(once, STAMP)).toBeNull();
    expect(withoutTexts(erasureOf(CONTACT, STAMP), STAMP)).toBeNull();
  });
});
