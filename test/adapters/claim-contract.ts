// What every store promises of idempotency keys: a write and its key are kept together or not at all, and what the write
// came to can be told by the key.
import { describe, expect, it } from "vitest";
import { changePlan, makePlan } from "../../src/domain/plans/commands/change-plan.ts";
import { KeyUsedBefore } from "../../src/domain/ports/store-errors.ts";
import { DEFAULT_IDENTITY } from "../../src/domain/references/identity.ts";
import { draftReference } from "../../src/domain/references/save-reference.ts";
import type { Claim, EarlierUse } from "../../src/domain/values/idempotency.ts";
import type { LocalDate } from "../../src/domain/values/local-date.ts";
import { ok } from "../../src/domain/values/result.ts";
import { createCommand, STAMP, TODAY, updateCommand, workOn } from "../support/plan-work.ts";
import type { ErasableStores } from "../support/store-harness.ts";

const HOUR = 3_600_000;
const AT = Date.parse("2026-01-02T03:04:05.678Z");
const claimOf = (key: string, at = AT): Claim => ({
  key,
  requestHash: `hash of ${key}`,
  at: new Date(at).toISOString(),
  today: "2026-01-02" as LocalDate,
});

const draftOf = (crn: string) => {
  const none = { benefitGroupId: null, statusId: 1, createId: null, createSessionId: null };
  const asked = { accountId: 1, contactId: 7, crn, ...none };
  const draft = draftReference(asked, { scheme: "any", identity: DEFAULT_IDENTITY });
  if (!draft.ok) throw new Error("the reference is not valid");
  return draft.value;
};

export function claimContract(stores: () => ErasableStores): void {
  describe("idempotency keys", () => {
    const under = (key: string, at?: number) => stores().claiming(claimOf(key, at));
    const use = (key: string) => stores().idempotencyKeys.earlierUse(claimOf(key));
    const made = async () => {
      const plan = await makePlan(workOn(stores().plans), createCommand(), "nonce");
      if (!plan.ok) throw new Error(plan.error.tag);
      return plan.value.plan;
    };
    const put = (key: string, name: string, at?: number) =>
      under(key, at).contacts.put({ id: 60, reference: null, name, parentId: null }, "any", STAMP);
    /** The use that stands in the way, and that nothing was written. */
    const refusing = async (act: () => Promise<unknown>): Promise<EarlierUse> => {
      const count = async () => (await stores().events.feed({ after: 0, limit: 9_999 })).items.length;
      const before = await count();
      const error = await act().then(
        () => new Error("it was not refused"),
        (thrown: unknown) => thrown,
      );
      if (!(error instanceof KeyUsedBefore)) throw error;
      expect(await count()).toBe(before);
      return error.use;
    };

    it("is kept with what a write made, and what it gave to be kept", async () => {
      const { plans } = under("one");
      const work = { ...workOn(plans), kept: () => "as it was told" };
      const created = await makePlan(work, createCommand(), "nonce");
      if (!created.ok) throw new Error(created.error.tag);
      const { id } = created.value.plan;
      const wrote = { subject: "plan", id, version: 1, changed: true, seq: 4 };
      const { key: _, ...said } = claimOf("one");
      expect(await use("one")).toEqual({ ...said, wrote, dto: "as it was told", answer: null });
      expect(await use("another")).toBeNull();
    });

    it("stands in the way of a second write, and of the first read for one", async () => {
      await put("one", "Ada");
      const kept = await use("one");
      expect(kept?.wrote).toMatchObject({ subject: "contact", id: 60, version: 1 });
      expect(await refusing(() => put("one", "Bea"))).toEqual(kept);
      expect(await refusing(() => under("one").plans.byId(1))).toEqual(kept);
      expect(await refusing(() => under("one").events.feed({ after: 0, limit: 1 }))).toEqual(kept);
      expect((await stores().contacts.byId(60))?.name).toBe("Ada");
    });

    it("is looked up by the first read alone, and claimed by the first write alone", async () => {
      const own = under("one");
      expect(await own.contacts.byId(60)).toBeNull();
      await put("one", "Somebody else");
      expect((await own.contacts.byId(60))?.name).toBe("Somebody else");
      await refusing(() => own.references.save(draftOf("AB 1"), STAMP));
      const two = under("two");
      await two.contacts.saveExtra({ by: "id", id: 60 }, { delay2Pay: 3 }, STAMP);
      await two.contacts.saveExtra({ by: "id", id: 60 }, { delay2Pay: 4 }, STAMP);
      expect((await stores().contacts.byId(60))?.extra.delay2Pay).toBe(4);
      expect((await use("two"))?.wrote).toMatchObject({ id: 60, version: 2 });
    });

    it("is free after a write that was refused or lost its race", async () => {
      const plan = await made();
      const { plans, contacts, references } = under("free");
      await changePlan(workOn(stores().plans), plan.id, (now) => ok(updateCommand(now, { count: 5 })));
      const stale = { ...plans, byId: async () => plan };
      let tries = 0;
      const changed = await changePlan(workOn(stale), plan.id, (now) => {
        tries += 1;
        return ok(updateCommand(now, { count: 6 }));
      });
      expect([changed.ok, tries]).toEqual([false, 5]);
      const draft = { id: 60, reference: null, name: "Ada", parentId: null };
      expect(await contacts.put(draft, [3], STAMP)).toMatchObject({ tag: "version-conflict" });
      expect(await contacts.saveCredit(4711, { delay2Pay: 1 }, STAMP, "any")).toEqual({ tag: "not-found" });
      expect(await contacts.saveExtra({ by: "id", id: 4711 }, {}, STAMP)).toEqual({ tag: "no-match" });
      expect(await references.deactivate(4711, STAMP)).toEqual({ tag: "not-found" });
      expect(await use("free")).toBeNull();
      expect(await put("free", "Ada")).toMatchObject({ tag: "created" });
      expect(await use("free")).not.toBeNull();
    });

    it("is kept with what was found as it should be, and says so", async () => {
      const plan = await made();
      const saved = await stores().references.save(draftOf("AB 1"), STAMP);
      await put("put", "Ada");
      const { id } = saved.reference;
      const newest = (await stores().events.feed({ after: 0, limit: 9_999 })).items.length;
      const found = (subject: string, subjectId: number, version: number) => ({
        ...{ subject, id: subjectId, version, changed: false, seq: newest },
      });
      await under("plan").plans.keepUnchanged(plan, "as it stands");
      expect(await use("plan")).toMatchObject({ wrote: found("plan", plan.id, 1), dto: "as it stands" });
      expect(await put("put again", "Ada")).toMatchObject({ tag: "unchanged" });
      expect((await use("put again"))?.wrote).toEqual(found("contact", 60, 1));
      expect((await under("saved").references.save(draftOf("AB-1"), STAMP)).inserted).toBe(false);
      expect((await use("saved"))?.wrote).toEqual(found("reference", id, 1));
      await under("nothing").plans.saveAndTell([], { plans: [], requestHash: "" });
      expect((await use("nothing"))?.wrote).toEqual(found("plan", 0, 0));
      await under("ended").references.deactivate(id, STAMP);
      expect((await use("ended"))?.wrote).toMatchObject({ version: 2, changed: true, seq: newest + 1 });
      await under("ended again").references.deactivate(id, STAMP);
      expect((await use("ended again"))?.wrote).toMatchObject({ version: 2, changed: false });
    });

    it("lets one of many writes at once through", async () => {
      const plan = await made();
      const pay = (at: number) =>
        changePlan(workOn(under("burst").plans), plan.id, () =>
          ok({
            ...{ kind: "record-payment", amount: BigInt(at), receivedOn: TODAY },
            ...{ note: "", instalment: null },
          }),
        );
      const done = await Promise.allSettled(Array.from({ length: 12 }, (_, at) => pay(at + 1)));
      const told = done.map((one) =>
        one.status === "fulfilled" ? one.value.ok : one.reason instanceof KeyUsedBefore && "used",
      );
      expect(told.toSorted()).toEqual([true, ...new Array(11).fill("used")]);
      expect((await stores().plans.byId(plan.id))?.payments).toHaveLength(1);
    });

    it("is forgotten after two days by the clocks of two writes, and not by one", async () => {
      await put("old", "Ada");
      await refusing(() => put("old", "Bea", AT + 47 * HOUR));
      await refusing(() => put("old", "Bea", AT + 49 * HOUR));
      await put("between", "Bea", AT + 49 * HOUR);
      expect((await use("old"))?.wrote?.version).toBe(1);
      expect(await put("old", "Cleo", AT + 49 * HOUR)).toMatchObject({ tag: "updated" });
      expect((await use("old"))?.wrote?.version).toBe(3);
    });
  });
}
