// What every store promises of its events: one for each change, in order, with what was there before and after.
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { EMPTY_EXTRA } from "../../src/domain/contacts/contact.ts";
import type { RecordedEvent } from "../../src/domain/events/recorded-event.ts";
import { changePlan, makePlan } from "../../src/domain/plans/commands/change-plan.ts";
import type { Stores } from "../../src/domain/ports/stores.ts";
import { DEFAULT_IDENTITY } from "../../src/domain/references/identity.ts";
import { draftReference } from "../../src/domain/references/save-reference.ts";
import { ok } from "../../src/domain/values/result.ts";
import { AUD, createCommand, STAMP, updateCommand, workOn } from "../support/plan-work.ts";

const LATER = { at: "2026-02-02T00:00:00.000Z", by: "other" };
/** Between two looks of the one who follows: long enough for the writers to be heard, short enough to see them at it. */
const PAUSE_MS = 2;
const ALL = { after: 0, limit: 1_000 };
const CRN = "123 456 789A";

export function eventContract(stores: () => Stores): void {
  const saveReference = async (crn = CRN) => {
    const settings = { scheme: "any", identity: DEFAULT_IDENTITY } as const;
    const request = { accountId: 1, contactId: 7, crn, benefitGroupId: 4, statusId: null };
    const draft = draftReference({ ...request, createId: 5, createSessionId: null }, settings);
    if (!draft.ok) throw new Error("refused");
    return (await stores().references.save(draft.value, STAMP)).reference;
  };
  const makeAndChangePlan = async () => {
    const made = await makePlan(workOn(stores().plans), createCommand(), "nonce");
    if (!made.ok) throw new Error(made.error.tag);
    const { id } = made.value.plan;
    await changePlan(workOn(stores().plans, LATER), id, (plan) => ok(updateCommand(plan, { amount: 5n })));
    return id;
  };
  const historyOf = async (...of: Parameters<Stores["events"]["history"]>) =>
    (await stores().events.history(...of))?.items ?? [];
  const changeOf = (event: RecordedEvent | undefined) => event?.change;

  describe("events", () => {
    it("tell of a contact what every put and every extra changed", async () => {
      await stores().contacts.put({ id: 7, reference: "TWO", name: "Jo", parentId: 8 }, "any", LATER);
      const limit = { minor: 0n, currency: AUD };
      await stores().contacts.saveExtra(
        { by: "id", id: 7 },
        { creditLimit: limit, directDebit: true },
        STAMP,
      );
      await stores().contacts.saveExtra({ by: "id", id: 7 }, { creditLimit: null }, LATER);
      await stores().contacts.put({ id: 7, reference: "TWO", name: "Jo", parentId: 7 }, "any", LATER);
      const history = await historyOf("contact", 7, ALL);
      expect(history.map(({ version, at, actor }) => [version, at, actor]).slice(1)).toEqual([
        [2, LATER.at, LATER.by],
        [3, STAMP.at, STAMP.by],
        [4, LATER.at, LATER.by],
      ]);
      const [created, updated, first, second] = history.map(changeOf);
      const before = { reference: "ONE", name: "Joe Bloggs", parentId: null };
      expect(created).toEqual({ kind: "created", before: null, after: before });
      expect(updated).toEqual({
        kind: "updated",
        before,
        after: { reference: "TWO", name: "Jo", parentId: 8 },
      });
      const limited = { ...EMPTY_EXTRA, creditLimit: limit, directDebit: true };
      expect(first).toEqual({ kind: "extra-saved", before: EMPTY_EXTRA, after: limited });
      expect(second).toEqual({
        kind: "extra-saved",
        before: limited,
        after: { ...limited, creditLimit: null },
      });
    });

    it("tell the extra after a change as the contact has it", async () => {
      const patches = [
        { accountBalance: "12.345" as never },
        { creditLimit: { minor: 5n, currency: AUD }, flaggedReason: "late" },
        { creditLimit: { minor: 7n, currency: "JPY" as typeof AUD } },
        { accountBalance: "-1" as never, flaggedReason: null },
      ];
      for (const [index, patch] of patches.entries()) {
        await stores().contacts.saveExtra({ by: "id", id: 7 }, patch, index % 2 === 0 ? STAMP : LATER);
        const last = (await historyOf("contact", 7, ALL)).at(-1);
        expect(changeOf(last)?.kind).toBe("extra-saved");
        const after = last?.subject === "contact" ? last.change.after : null;
        expect(after).toEqual((await stores().contacts.byId(7))?.extra);
      }
    });

    it("tell of a reference when it was created and deactivated, its CRN from the reference", async () => {
      const { id } = await saveReference();
      await saveReference();
      await stores().references.deactivate(id, LATER);
      await stores().references.deactivate(id, LATER);
      const history = await historyOf("reference", id, ALL);
      const facts = {
        accountId: 1,
        contactId: 7,
        benefitGroupId: 4,
        statusId: 1,
        createId: 5,
        createSessionId: null,
      };
      const before = { ...facts, inactivated: null };
      expect(history.map(changeOf)).toEqual([
        { kind: "created", before: null, after: before },
        { kind: "deactivated", before, after: { ...facts, inactivated: LATER } },
      ]);
      expect(history.map(({ version, actor }) => [version, actor])).toEqual([
        [1, STAMP.by],
        [2, LATER.by],
      ]);
      expect(history[1]).toMatchObject({ crn: CRN, normalisedCrn: "123456789A" });
    });

    it("tell of a plan its own events, and the currency they are in", async () => {
      const id = await makeAndChangePlan();
      const history = await historyOf("plan", id, ALL);
      expect(history.map(({ version, actor }) => [version, actor])).toEqual([
        [1, STAMP.by],
        [2, LATER.by],
      ]);
      const [created, updated] = history;
      expect(created).toMatchObject({ subject: "plan", currency: "AUD", change: { kind: "create" } });
      expect(updated?.subject === "plan" && updated.change.difference.terms.after.amount).toBe(5n);
      const hash = created?.subject === "plan" ? created.change.hash : "";
      expect(updated).toMatchObject({ change: { kind: "update", previousHash: hash } });
    });

    it("make one feed of everything, in the order in which it happened", async () => {
      const { id: reference } = await saveReference();
      const plan = await makeAndChangePlan();
      await stores().references.deactivate(reference, LATER);
      const { items, next } = await stores().events.feed(ALL);
      expect(items.map((event) => event.seq)).toEqual(items.map((_, index) => index + 1));
      expect(next).toBeNull();
      expect(items.slice(3).map((event) => [event.subject, event.subjectId, event.version])).toEqual([
        ["reference", reference, 1],
        ["plan", plan, 1],
        ["plan", plan, 2],
        ["reference", reference, 2],
      ]);
    });

    it("come by pages", async () => {
      const first = await stores().events.feed({ after: 0, limit: 2 });
      expect([first.items.length, first.next]).toEqual([2, 2]);
      const second = await stores().events.feed({ after: 2, limit: 2 });
      expect([second.items.map((event) => event.seq), second.next]).toEqual([[3], null]);
      for (const name of ["a", "b", "c"]) {
        await stores().contacts.put({ id: 7, reference: null, name, parentId: null }, "any", STAMP);
      }
      const page = await stores().events.history("contact", 7, { after: 1, limit: 2 });
      expect([page?.items.map((event) => event.version), page?.next]).toEqual([[2, 3], 3]);
    });

    it("are none of what is not there, and an empty page beyond the last", async () => {
      for (const subject of ["contact", "reference", "plan"] as const) {
        expect(await stores().events.history(subject, 4711, ALL)).toBeNull();
      }
      expect(await stores().events.history("contact", 7, { after: 5, limit: 5 })).toEqual({
        items: [],
        next: null,
      });
    });

    it("are seen whole and in order by one who follows while many write", async () => {
      const writers = Array.from({ length: 30 }, async (_, index) => {
        if (index % 3 === 0) return makeAndChangePlan();
        if (index % 3 === 1) return saveReference(`CRN-${index}`);
        return stores().contacts.put(
          { id: 500 + index, reference: null, name: "N", parentId: null },
          "any",
          STAMP,
        );
      });
      const seen: number[] = [];
      let writing = true;
      const written = Promise.all(writers).finally(() => {
        writing = false;
      });
      const follow = async () => {
        for (;;) {
          const wasWriting = writing;
          const page = await stores().events.feed({ after: seen.at(-1) ?? 0, limit: 3 });
          seen.push(...page.items.map((event) => event.seq));
          if (!wasWriting && page.items.length === 0) return;
          await pause(PAUSE_MS);
        }
      };
      await Promise.all([written, follow()]);
      expect(seen).toEqual(Array.from({ length: 3 + 20 + 10 + 10 }, (_, index) => index + 1));
    });
  });
}
