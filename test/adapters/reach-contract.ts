// What every store promises of what lies within a caller's reach: lists, feeds and counts keep to it, whole pages of it.
import { beforeEach, describe, expect, it } from "vitest";
import { makePlan } from "../../src/domain/plans/commands/change-plan.ts";
import type { Reach } from "../../src/domain/ports/reach.ts";
import { reaching } from "../../src/domain/ports/reaching-stores.ts";
import { OutOfReach } from "../../src/domain/ports/store-errors.ts";
import type { Stores } from "../../src/domain/ports/stores.ts";
import { DEFAULT_IDENTITY } from "../../src/domain/references/identity.ts";
import { draftReference } from "../../src/domain/references/save-reference.ts";
import { createCommand, STAMP, TODAY, workOn } from "../support/plan-work.ts";

const ANY = { clientId: null, businessUnitId: null, state: null, active: null };
const ROWS = { from: null, to: null, paid: null, inBatch: null };
const UNITS = [3, 4, 3, 5, 4, 3];
const ACCOUNTS = [1, 2, 1, 3, 2, 1];

const draftOf = (accountId: number, at: number) => {
  const crn = `${at} 00 ${at}${at}${at} ABCDEFG`;
  const none = { benefitGroupId: null, statusId: 1, createId: null, createSessionId: null };
  const draft = draftReference(
    { accountId, contactId: 7, crn, ...none },
    { scheme: "any", identity: DEFAULT_IDENTITY },
  );
  if (!draft.ok) throw new Error("the reference is not valid");
  return draft.value;
};

export function reachContract(stores: () => Stores): void {
  describe("what a caller reaches", () => {
    const within = (businessUnits: Reach["businessUnits"], accounts: Reach["accounts"]) =>
      reaching(stores(), { businessUnits, accounts });
    const planIds: number[] = [];
    const referenceIds: number[] = [];
    /** The ids of what was made with these, in order. */
    const plansOf = (...units: number[]) => planIds.filter((_, at) => units.includes(UNITS[at] ?? 0));
    const referencesOf = (...accounts: number[]) =>
      referenceIds.filter((_, at) => accounts.includes(ACCOUNTS[at] ?? 0));

    beforeEach(async () => {
      planIds.length = 0;
      referenceIds.length = 0;
      for (const [at, businessUnitId] of UNITS.entries()) {
        const made = await makePlan(
          workOn(stores().plans),
          { ...createCommand({ count: 3 }), businessUnitId },
          `nonce ${at}`,
        );
        if (!made.ok) throw new Error(made.error.tag);
        planIds.push(made.value.plan.id);
        const saved = await stores().references.save(draftOf(ACCOUNTS[at] ?? 0, at + 1), STAMP);
        referenceIds.push(saved.reference.id);
      }
    });

    it.each([[[3]], [[3, 5]], [[9]], [[4, 9]]])(
      "is the plans of its business units in every list: %j",
      async (units) => {
        const { plans } = within(units, null);
        const own = plansOf(...units);
        const cursor = { after: 0, limit: 100 };
        const ids = (page: { readonly items: readonly { readonly id: number }[] }) =>
          page.items.map(({ id }) => id);
        expect(ids(await plans.summaries(ANY, TODAY, cursor))).toEqual(own);
        expect(ids(await plans.matching(ANY, cursor))).toEqual(own);
        expect(ids(await plans.byIds(planIds))).toEqual(own);
        expect(await plans.count(ANY, 100)).toBe(own.length);
        const four = { ...ANY, businessUnitId: 4 };
        expect(ids(await plans.matching(four, cursor))).toEqual(units.includes(4) ? plansOf(4) : []);
        for (const whose of [
          { planIds: null, clientId: 2 },
          { planIds, clientId: null },
          { planIds, clientId: 2 },
        ]) {
          const { items, found } = await plans.instalments(
            { ...whose, ...ROWS },
            { offset: 0, limit: 100 },
            0,
          );
          expect([...new Set(items.map(({ planId }) => planId))]).toEqual(own);
          expect(found).toBe(own.length * 3);
          const paid = await plans.instalments(
            { ...whose, ...ROWS, paid: false },
            { offset: 0, limit: 100 },
            0,
          );
          expect(paid.found).toBe(own.length * 3);
        }
      },
    );

    it("goes through a list page by page without losing any", async () => {
      const { plans, references } = within([3, 5], [1, 3]);
      const seen: number[][] = [[], []];
      for (let after: number | null = 0; after !== null; ) {
        const page: Awaited<ReturnType<typeof plans.matching>> = await plans.matching(ANY, {
          after,
          limit: 1,
        });
        seen[0]?.push(...page.items.map(({ id }) => id));
        after = page.next;
      }
      const query = { contactId: null, activeOnly: false, limit: 1 };
      for (let after: number | null = 0; after !== null; ) {
        const page: Awaited<ReturnType<typeof references.list>> = await references.list({ ...query, after });
        seen[1]?.push(...page.items.map(({ id }) => id));
        after = page.next;
      }
      expect(seen).toEqual([plansOf(3, 5), referencesOf(1, 3)]);
    });

    it("has no standing, history or kept history of another's plan", async () => {
      const { plans, events } = within([3], null);
      const asked = { plans: planIds.map((id) => ({ id, version: 1 })), requestHash: "none" };
      const standings = await plans.standing(asked, null);
      expect(standings.map(({ version }) => version)).toEqual(UNITS.map((unit) => (unit === 3 ? 1 : null)));
      for (const [at, id] of planIds.entries()) {
        const isOwn = UNITS[at] === 3;
        expect((await plans.byId(id)) !== null).toBe(isOwn);
        expect((await plans.keptHead(id)) !== null).toBe(isOwn);
        expect((await plans.keptEvents(id, 0, Number.MAX_SAFE_INTEGER)).items.length > 0).toBe(isOwn);
        expect((await events.history("plan", id, { after: 0, limit: 1 })) !== null).toBe(isOwn);
      }
    });

    it("writes to no plan of another, not even one that it was handed", async () => {
      const { plans } = within([3], null);
      const [, other = 0] = planIds;
      const plan = await stores().plans.byId(other);
      if (plan === null) throw new Error("the plan is not there");
      await expect(plans.keepUnchanged(plan)).rejects.toThrow(OutOfReach);
      await expect(plans.save(plan, plan, undefined as never)).rejects.toThrow(OutOfReach);
      await expect(plans.create(plan, undefined as never)).rejects.toThrow(OutOfReach);
      const save = { before: plan, after: plan, event: undefined as never };
      await expect(plans.saveTerms([save])).rejects.toThrow(OutOfReach);
      await expect(plans.saveAndTell([save], { plans: [], requestHash: "" })).rejects.toThrow(OutOfReach);
    });

    it("is the references of its accounts, in lists, histories and beside a new one", async () => {
      const { references, events } = within(null, [1]);
      const list = (contactId: number | null) =>
        references.list({ contactId, activeOnly: true, after: 0, limit: 100 });
      for (const contactId of [null, 7])
        expect((await list(contactId)).items.map(({ id }) => id)).toEqual(referencesOf(1));
      for (const [at, id] of referenceIds.entries()) {
        const isOwn = ACCOUNTS[at] === 1;
        expect((await references.byId(id)) !== null).toBe(isOwn);
        expect((await events.history("reference", id, { after: 0, limit: 1 })) !== null).toBe(isOwn);
      }
      const saved = await references.save(draftOf(1, 9), STAMP);
      expect(saved.others.map(({ id }) => id).sort((a, b) => a - b)).toEqual(referencesOf(1));
      const told = await references.saveAsOf(saved.reference.id, Number.MAX_SAFE_INTEGER);
      expect(told?.others.map(({ id }) => id).sort((a, b) => a - b)).toEqual(referencesOf(1));
      await expect(references.save(draftOf(2, 8), STAMP)).rejects.toThrow(OutOfReach);
      const [, other = 0] = referenceIds;
      expect(await references.deactivate(other, STAMP)).toEqual({ tag: "not-found" });
      expect((await stores().references.byId(other))?.inactivated).toBeNull();
    });

    it("is what the feed tells and what is counted", async () => {
      const store = within([3], [1]);
      const { items } = await store.events.feed({ after: 0, limit: 1_000 });
      const of = (subject: string) =>
        items.filter((event) => event.subject === subject).map(({ subjectId }) => subjectId);
      expect(of("plan")).toEqual(plansOf(3));
      expect(of("reference")).toEqual(referencesOf(1));
      expect(of("contact").sort()).toEqual([7, 8, 9]);
      expect(await store.usage({ businessUnits: null, accounts: null })).toEqual({
        ...{ plans: 3, instalments: 9, payments: 0, references: 3, contacts: 3, events: 9 },
        bytes: null,
      });
      const whole = await stores().usage({ businessUnits: null, accounts: null });
      expect(whole).toMatchObject({ plans: 6, instalments: 18, references: 6, contacts: 3, events: 15 });
      const onePart = await within(null, [1]).usage({ businessUnits: null, accounts: null });
      expect(onePart).toMatchObject({ plans: 6, references: 3, events: 12, bytes: null });
    });
  });
}
