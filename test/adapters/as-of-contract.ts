// What every store promises of the past: that what a write came to can be told again, whatever happened since.
import { fc } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import type { Contact } from "../../src/domain/contacts/contact.ts";
import { chainAsOf } from "../../src/domain/events/contact-history.ts";
import { type ChangedPlan, changePlan, makePlan } from "../../src/domain/plans/commands/change-plan.ts";
import { keptHistory } from "../../src/domain/plans/history/kept-history.ts";
import { planAtVersion, unchangedPlan } from "../../src/domain/plans/history/plan-at-version.ts";
import type { Stores } from "../../src/domain/ports/stores.ts";
import { DEFAULT_IDENTITY } from "../../src/domain/references/identity.ts";
import { draftReference, judgeSave } from "../../src/domain/references/save-reference.ts";
import { ok } from "../../src/domain/values/result.ts";
import { walk } from "../domain/plans/histories.ts";
import { anyHistory } from "../domain/plans/history-moves.ts";
import { AUD, createCommand, STAMP, updateCommand, workOn } from "../support/plan-work.ts";

const LATER = { at: "2026-02-02T00:00:00.000Z", by: "other" };

export function asOfContract(stores: () => Stores): void {
  const newest = async () => (await stores().events.feed({ after: 0, limit: 9_999 })).items.at(-1)?.seq ?? 0;
  const atVersion = async (id: number, version: number): Promise<ChangedPlan | null> => {
    const kept = await keptHistory(() => stores().plans, id);
    return kept === null ? null : planAtVersion(kept, id, version);
  };

  describe("what was told", () => {
    it("of a plan is told again for every version, with all that the version changed", async () => {
      for (const sample of fc.sample(anyHistory, { seed: 11, numRuns: 12 })) {
        const told: ChangedPlan[] = [];
        let id = 0;
        for (const { command, policy, stamp } of walk(sample).records) {
          const work = { ...workOn(stores().plans), policy, stamp };
          const result =
            command.kind === "create"
              ? await makePlan(work, command, "nonce")
              : await changePlan(work, id, () => ok(command));
          if (!result.ok) throw new Error(result.error.tag);
          id = result.value.plan.id;
          told.push(result.value);
        }
        for (const changed of told) {
          expect(await atVersion(id, changed.plan.version)).toEqual(changed);
        }
        expect(await atVersion(id, told.length + 1)).toBeNull();
      }
      expect(await atVersion(4711, 1)).toBeNull();
    });

    it("of a plan with a long history is told, and of a change of nothing too", async () => {
      const made = await makePlan(workOn(stores().plans), createCommand(), "nonce");
      if (!made.ok) throw new Error(made.error.tag);
      const { id } = made.value.plan;
      const work = workOn(stores().plans);
      for (let amount = 1n; amount <= 110n; amount += 1n) {
        await changePlan(work, id, (plan) => ok(updateCommand(plan, { amount })));
      }
      const same = await changePlan(work, id, (plan) => ok(updateCommand(plan, {})));
      const at = await atVersion(id, 111);
      await changePlan(work, id, (plan) => ok(updateCommand(plan, { amount: 7n })));
      if (!same.ok || at === null) throw new Error("not told");
      const { after, ...change } = unchangedPlan(at, work.policy).change;
      expect({ ...same.value, change: { ...same.value.change, after } }).toEqual({
        plan: { ...at.plan, asWritten: same.value.plan.asWritten },
        change: { ...change, after },
      });
    });

    it("of a contact and those above it is told as they were right after any event", async () => {
      const { contacts } = stores();
      const seen: { seq: number; contact: Contact | null; chain: unknown }[] = [];
      const note = async () =>
        seen.push({
          seq: await newest(),
          contact: await contacts.byId(60),
          chain: await contacts.chain(60),
        });
      await note();
      const put = (id: number, name: string, parentId: number | null) =>
        contacts.put({ id, reference: null, name, parentId }, "any", LATER);
      for (const step of [
        () => put(61, "Above", null),
        () => put(60, "First name", 61),
        () => contacts.saveExtra({ by: "id", id: 60 }, { accountBalance: "12.50" as never }, STAMP),
        () =>
          contacts.saveExtra({ by: "id", id: 60 }, { creditLimit: { minor: 5_000n, currency: AUD } }, LATER),
        () => contacts.saveExtra({ by: "id", id: 61 }, { onStopReason: "unpaid" }, LATER),
        () => put(60, "Second name", null),
        () => contacts.saveCredit(60, { accountBalance: "1.00" as never, onStopReason: null }, LATER, "any"),
        () => put(61, "Another", 60),
      ]) {
        await step();
        await note();
      }
      for (const { seq, contact, chain } of seen) {
        expect(await contacts.asOf(60, seq)).toEqual(contact);
        expect(await chainAsOf(contacts, 60, seq)).toEqual(chain);
      }
      expect(seen[0]?.contact).toBeNull();
    });

    it("of a contact's credit comes with the save itself", async () => {
      const { contacts } = stores();
      await contacts.put({ id: 60, reference: null, name: "Below", parentId: 7 }, "any", STAMP);
      expect(await contacts.saveCredit(60, { delay2Pay: 9 }, LATER, [1])).toEqual({
        tag: "saved",
        chain: await contacts.chain(60),
      });
      expect(await contacts.saveCredit(60, { delay2Pay: 1 }, LATER, [1])).toEqual({
        tag: "version-conflict",
        version: 2,
      });
      expect(await contacts.saveCredit(4711, {}, LATER, "any")).toEqual({ tag: "not-found" });
      expect((await contacts.byId(60))?.extra.delay2Pay).toBe(9);
    });

    it("of a save of a reference is told with the near-duplicates that there were then", async () => {
      const { references } = stores();
      const save = async (crn: string, statusId: number | null = null) => {
        const request = {
          ...{ accountId: 1, contactId: 7, crn, benefitGroupId: null, statusId },
          ...{ createId: null, createSessionId: null },
        };
        const draft = draftReference(request, { scheme: "any", identity: DEFAULT_IDENTITY });
        if (!draft.ok) throw new Error("refused");
        const saved = await references.save(draft.value, STAMP);
        return { draft: draft.value, verdict: judgeSave(draft.value, saved), inserted: saved.inserted };
      };
      await save("111 222 333A");
      await save("111 222 334A", 2);
      const gone = await save("111 222 335A");
      await references.deactivate(gone.verdict.reference.id, LATER);
      const first = await save("111 222 336A");
      const seq = await newest();
      expect(first.verdict.nearDuplicates).toEqual([1]);
      await save("111 222 337A");
      await references.deactivate(1, LATER);
      await references.deactivate(first.verdict.reference.id, LATER);
      const told = await references.saveAsOf(first.verdict.reference.id, seq);
      if (told === null) throw new Error("not told");
      expect(judgeSave(first.draft, { ...told, inserted: first.inserted })).toEqual(first.verdict);
      expect(await references.saveAsOf(4711, seq)).toBeNull();
    });

    it("of where plans stand is what it was then, and what a request did stays so", async () => {
      const { plans } = stores();
      for (const nonce of ["a", "b"]) await makePlan(workOn(plans), createCommand(), nonce);
      const change = (id: number, amount: bigint) =>
        changePlan(workOn(plans), id, (plan) => ok(updateCommand(plan, { amount })));
      await change(1, 5n);
      const seq = await newest();
      const [event] = (await plans.keptEvents(1, 1, Number.MAX_SAFE_INTEGER)).items;
      const requestHash = (JSON.parse(event?.text ?? "{}") as { requestHash: string }).requestHash;
      const asked = { plans: [1, 2, 4711].map((id) => ({ id, version: 1 })), requestHash };
      const then = [
        { id: 1, version: 2, applied: true },
        { id: 2, version: 1, applied: false },
        { id: 4711, version: null, applied: false },
      ];
      expect(await plans.standing(asked, null)).toEqual(then);
      await change(1, 6n);
      await change(2, 6n);
      expect(await plans.standing(asked, seq)).toEqual(then);
      const now = [
        { id: 1, version: 3, applied: true },
        { id: 2, version: 2, applied: false },
        { id: 4711, version: null, applied: false },
      ];
      expect(await plans.standing(asked, null)).toEqual(now);
      expect(await plans.saveAndTell([], asked)).toEqual(now);
    });
  });
}
