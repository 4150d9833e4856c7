// What a contact must hold before it is saved.
import { describe, expect, it } from "vitest";
import { checkContact, tooLong } from "../../../src/domain/contacts/contact-draft.ts";

const draft = { id: 7, reference: "ABC 1", name: "Joe Bloggs", parentId: 3 };
const MAX = 2_147_483_647;

describe("checkContact", () => {
  it("keeps a good one as given", () => {
    expect(checkContact(draft)).toEqual({ ok: true, value: draft });
    const bare = { id: 1, reference: null, name: " J ", parentId: null };
    expect(checkContact(bare)).toEqual({ ok: true, value: bare });
    expect(checkContact({ ...draft, id: MAX, parentId: MAX }).ok).toBe(true);
    expect(checkContact({ ...draft, parentId: 1 }).ok).toBe(true);
  });

  it.each(["", "  "])("takes a reference of %j as none", (reference) => {
    expect(checkContact({ ...draft, reference })).toEqual({ ok: true, value: { ...draft, reference: null } });
  });

  it.each(["id", "parentId"] as const)("refuses a %s that is no positive 32-bit integer", (member) => {
    for (const id of [0, -1, 1.5, Number.NaN, MAX + 1]) {
      expect(checkContact({ ...draft, [member]: id })).toEqual({
        ok: false,
        error: [{ member, tag: "ID_OUT_OF_RANGE", max: MAX }],
      });
    }
  });

  it.each(["", "  "])("refuses a name of %j", (name) => {
    expect(checkContact({ ...draft, name })).toEqual({
      ok: false,
      error: [{ member: "name", tag: "REQUIRED" }],
    });
  });

  it("leaves lengths to those who know what is stored, and has the failures for them", () => {
    expect(checkContact({ ...draft, name: "x".repeat(5_000) }).ok).toBe(true);
    expect(tooLong(["name", "reference"])).toEqual([
      { member: "name", tag: "TEXT_TOO_LONG", max: 400 },
      { member: "reference", tag: "TEXT_TOO_LONG", max: 255 },
    ]);
  });

  it.each(["name", "reference"] as const)("refuses a %s that is no readable text", (member) => {
    for (const text of ["a\0b", "a\r\nb", "a\uD800b"]) {
      expect(checkContact({ ...draft, [member]: text })).toEqual({
        ok: false,
        error: [{ member, tag: "TEXT_UNREADABLE" }],
      });
    }
  });

  it("names every bad member at once", () => {
    const checked = checkContact({ id: 0, reference: "\0", name: "", parentId: -1 });
    expect(checked.ok ? [] : checked.error.map((failure) => failure.member)).toEqual([
      "id",
      "name",
      "reference",
      "parentId",
    ]);
  });
});
