// The facts and the contact of a call, read from texts: every member that cannot be read is named, in the core's words.
import { describe, expect, it } from "vitest";
import {
  readExtra,
  readSelector,
  WRITTEN_MEMBERS,
  type WrittenMember,
} from "../../../src/domain/contacts/extras/read-extra.ts";
import { saveContactExtra } from "../../../src/domain/contacts/extras/save-contact-extra.ts";
import { aud } from "./contact-builders.ts";

const text = (value: string) => ({ text: value });
const read = (texts: { readonly [M in WrittenMember]?: string }) =>
  readExtra((member) => (texts[member] === undefined ? "absent" : text(texts[member])));

describe("the facts", () => {
  it("are those that are there", () => {
    const texts = { creditLimit: "100", creditLimitCurrency: "AUD", delay2Pay: "14", flaggedReason: "" };
    expect(read(texts)).toEqual({
      ok: true,
      value: { creditLimit: aud(10_000n), delay2Pay: 14, flaggedReason: null },
    });
    expect(read({})).toEqual({ ok: true, value: {} });
  });

  it("name every member that cannot be read", () => {
    const unreadable = (...members: WrittenMember[]) => ({
      ok: false,
      error: members.map((member) => ({ tag: "EXTRA_UNREADABLE", member })),
    });
    expect(read({ delay2Pay: "x", onStopDate: "soon", directDebit: "true" })).toEqual(
      unreadable("delay2Pay", "onStopDate"),
    );
    expect(read({ creditLimit: "100" })).toEqual(unreadable("creditLimitCurrency", "creditLimit"));
    expect(read({ creditLimitCurrency: "AUD" })).toEqual(unreadable("creditLimit"));
    const all = readExtra(() => "repeated");
    const named = all.ok ? [] : all.error.map(({ member }) => member);
    expect(named.toSorted()).toEqual([...WRITTEN_MEMBERS].sort());
  });
});

describe("the contact", () => {
  it("is named by its id, or else by its reference", () => {
    expect(readSelector(text("7"), text("ABC"))).toEqual({ ok: true, value: { by: "id", id: 7 } });
    expect(readSelector("absent", text("ABC"))).toEqual({
      ok: true,
      value: { by: "reference", reference: "ABC" },
    });
    expect(readSelector(text("x"), text("ABC"))).toEqual({ ok: true, value: null });
  });

  it.each([
    ["absent", "absent"],
    [text(" "), "absent"],
    ["repeated", "absent"],
    [text("7"), "repeated"],
  ] as const)("is not named by %j and %j", (id, reference) => {
    expect(readSelector(id, reference)).toEqual({ ok: false, error: { tag: "CONTACT_UNNAMED" } });
  });
});

describe("saving the facts", () => {
  const stamp = { at: "2026-01-15T08:38:50.000Z", by: "test" };

  it("asks the store for the contact that is named", async () => {
    const asked: unknown[] = [];
    const contacts = {
      saveExtra: async (...call: unknown[]) => {
        asked.push(call);
        return { tag: "saved", id: 7, name: "Joe Bloggs" } as const;
      },
    };
    const call = { selector: { by: "id", id: 7 }, patch: { delay2Pay: 14 } } as const;
    expect(await saveContactExtra({ contacts, stamp }, call)).toEqual({
      tag: "saved",
      id: 7,
      name: "Joe Bloggs",
    });
    expect(asked).toEqual([[call.selector, call.patch, stamp]]);
  });

  it("asks nothing where nobody can be meant, and judges a text before the contact", async () => {
    const contacts = { saveExtra: () => Promise.reject(new Error("there is nobody to look for")) };
    const save = (flaggedReason: string) =>
      saveContactExtra({ contacts, stamp }, { selector: null, patch: { flaggedReason } });
    expect(await save("late")).toEqual({ tag: "no-match" });
    expect(await save("x".repeat(1_001))).toEqual({ tag: "text-too-long", members: ["flaggedReason"] });
  });
});
