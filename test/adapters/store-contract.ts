// The one suite that every store passes: what the ports promise, whatever keeps the data.
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { changePlan, makePlan } from "../../src/domain/plans/change-plan.ts";
import type { ChangePlan } from "../../src/domain/plans/plan-command.ts";
import { DEFAULT_IDENTITY } from "../../src/domain/references/identity.ts";
import type { NewReference } from "../../src/domain/references/payment-reference.ts";
import { draftReference, judgeSave } from "../../src/domain/references/save-reference.ts";
import type { LocalDate } from "../../src/domain/values/local-date.ts";
import { ok } from "../../src/domain/values/result.ts";
import type { Stores } from "../../src/http/stores.ts";
import { AUD, createCommand, STAMP, updateCommand, workOn } from "../support/plan-work.ts";
import type { StoreHarness } from "../support/store-harness.ts";

const CONTACTS = [
  { id: 7, reference: "ONE", name: "Joe Bloggs" },
  { id: 8, reference: "SHARED", name: "First" },
  { id: 9, reference: "SHARED", name: "Second" },
];

const REFERENCE: NewReference = {
  accountId: 1,
  contactId: 7,
  crn: "123 456 789A",
  benefitGroupId: 4,
  statusId: null,
  createId: 5,
  createSessionId: 6,
};

export function storeContract(name: string, harness: StoreHarness): void {
  describe(`the ${name} store`, () => {
    let stores: Stores;
    beforeEach(async () => {
      stores = await harness.open(CONTACTS);
    });
    afterAll(() => harness.close());

    describe("plans", () => {
      const make = async () => {
        const made = await makePlan(workOn(stores.plans), createCommand(), "nonce");
        if (!made.ok) throw new Error(made.error.tag);
        return made.value.plan;
      };
      const change = async (id: number, command: ChangePlan) => {
        const changed = await changePlan(workOn(stores.plans), id, () => ok(command));
        if (!changed.ok) throw new Error(changed.error.tag);
        return changed.value.plan;
      };

      it("gives back a made plan with its rows, as it was made", async () => {
        const plan = await make();
        expect(await stores.plans.byId(plan.id)).toEqual(plan);
        expect(plan).toMatchObject({ version: 1, created: STAMP, lastUpdated: STAMP });
        expect(plan.rows).toHaveLength(12);
      });

      it("knows no plan that was never made", async () => {
        expect(await stores.plans.byId(4711)).toBeNull();
      });

      it("gives every plan an id of its own", async () => {
        const ids = [await make(), await make(), await make()].map((plan) => plan.id);
        expect(new Set(ids).size).toBe(3);
      });

      it("keeps every kind of change: longer, shorter, dearer, another rhythm, closed", async () => {
        const plan = await make();
        const steps = [
          { count: 15 },
          { count: 3 },
          { amount: 123_456_789_012n },
          { recurrence: "FourWeekly" as const },
          { start: "9998-12-31" as LocalDate, count: 2 },
          { state: "Inactive" },
        ];
        let current = plan;
        for (const step of steps) {
          current = await change(plan.id, updateCommand(current, step));
          expect(await stores.plans.byId(plan.id)).toEqual(current);
        }
        expect(current.version).toBe(1 + steps.length);
      });

      it("keeps payments, their reversal, overrides and batches", async () => {
        const { id } = await make();
        const receivedOn = "2025-01-01" as LocalDate;
        await change(id, {
          kind: "record-payment",
          amount: 15_000n,
          receivedOn,
          note: "Ünïcode 'quoted'",
          instalment: null,
        });
        await change(id, { kind: "record-payment", amount: 2_500n, receivedOn, note: "", instalment: 5 });
        await change(id, { kind: "set-instalment", instalment: 7, override: 0n, inBatch: false });
        await change(id, { kind: "set-instalment", instalment: 8, override: null, inBatch: true });
        const plan = await change(id, { kind: "reverse-payment", payment: 1 });
        expect(await stores.plans.byId(id)).toEqual(plan);
        expect(plan.payments.map((payment) => payment.reversed)).toEqual([STAMP, null]);
        expect(plan.rows[6]?.override).toBe(0n);
        expect(plan.rows[7]?.inBatch).toBe(true);
      });

      it("writes nothing when nothing changes", async () => {
        const plan = await make();
        const same = await change(plan.id, updateCommand(plan, {}));
        expect(same.version).toBe(1);
        expect(await stores.plans.byId(plan.id)).toEqual(plan);
      });

      it("lets one of two saves from the same version win and tells the other", async () => {
        const plan = await make();
        let raced = false;
        const racing = {
          ...stores.plans,
          byId: async (id: number) => {
            const read = await stores.plans.byId(id);
            if (!raced) {
              raced = true;
              await change(id, updateCommand(plan, { amount: 1n }));
            }
            return read;
          },
        };
        const changed = await changePlan(workOn(racing), plan.id, (current) =>
          ok(updateCommand(current, { count: 10 })),
        );
        if (!changed.ok) throw new Error(changed.error.tag);
        expect(changed.value.plan).toMatchObject({ version: 3, terms: { amount: 1n, count: 10 } });
        expect(await stores.plans.byId(plan.id)).toEqual(changed.value.plan);
      });

      it("loses none of 20 updates at once: each accepted one is a version", async () => {
        const { id } = await make();
        const outcomes = await Promise.all(
          Array.from({ length: 20 }, (_, index) =>
            changePlan(workOn(stores.plans), id, (plan) =>
              ok(updateCommand(plan, { amount: BigInt(1_000 + index) })),
            ),
          ),
        );
        const accepted = outcomes.filter((outcome) => outcome.ok);
        const refused = outcomes.filter((outcome) => !outcome.ok);
        expect(refused.every((outcome) => !outcome.ok && outcome.error.tag === "VERSION_CONFLICT")).toBe(
          true,
        );
        const plan = await stores.plans.byId(id);
        expect(plan?.version).toBe(1 + accepted.length);
        expect(accepted.length).toBeGreaterThan(0);
        expect(new Set(accepted.map((outcome) => outcome.ok && outcome.value.plan.version)).size).toBe(
          accepted.length,
        );
        expect(plan?.rows.every((row) => row.amount === plan.terms.amount)).toBe(true);
        expect(plan?.currency).toBe(AUD);
      });
    });

    describe("references", () => {
      const save = async (request: Partial<NewReference> = {}, identity = DEFAULT_IDENTITY) => {
        const draft = draftReference({ ...REFERENCE, ...request }, { scheme: "any", identity });
        if (!draft.ok) throw new Error("refused");
        return judgeSave(draft.value, await stores.references.save(draft.value, STAMP));
      };

      it("creates once and finds afterwards, in any spelling, the text as first sent", async () => {
        const first = await save();
        expect(first.outcome).toEqual({ tag: "created" });
        expect(first.reference).toMatchObject({
          ...REFERENCE,
          statusId: 1,
          normalisedCrn: "123456789A",
          created: STAMP,
          inactivated: null,
          version: 1,
        });
        const second = await save({ crn: "１２３-456.789a" });
        expect(second.outcome).toEqual({ tag: "existing" });
        expect(second.reference).toEqual(first.reference);
      });

      it("names what differs and overwrites nothing", async () => {
        const first = await save();
        const second = await save({ benefitGroupId: 9 });
        expect(second.outcome).toEqual({ tag: "existing-different", differing: ["benefitGroupId"] });
        expect(second.reference).toEqual(first.reference);
      });

      it("tells accounts, contacts and CRNs apart", async () => {
        await save();
        for (const other of [{ accountId: 2 }, { contactId: 8 }, { crn: "123456789B" }]) {
          expect((await save(other)).outcome.tag).toBe("created");
        }
      });

      it("follows the identity setting", async () => {
        await save();
        const narrow = { accountId: false, benefitGroupId: false };
        await save({ crn: "555" }, narrow);
        expect((await save({ crn: "555", accountId: 2 }, narrow)).outcome.tag).toBe("existing-different");
      });

      it("stores another status once and lets the active one in beside it", async () => {
        expect((await save({ statusId: 2 })).outcome.tag).toBe("created");
        expect((await save({ statusId: 2 })).outcome.tag).toBe("existing");
        expect((await save()).outcome.tag).toBe("created");
        expect((await save({ statusId: 3 })).outcome).toMatchObject({ differing: ["statusId"] });
      });

      it("warns of a near-duplicate of the same contact only", async () => {
        const first = await save();
        expect((await save({ crn: "123456798A" })).nearDuplicates).toEqual([first.reference.id]);
        expect((await save({ crn: "123456789B", contactId: 8 })).nearDuplicates).toEqual([]);
      });

      it("creates one of 50 identical saves at once", async () => {
        const outcomes = await Promise.all(Array.from({ length: 50 }, () => save()));
        const tags = outcomes.map((verdict) => verdict.outcome.tag).sort();
        expect(tags).toEqual(["created", ...Array.from({ length: 49 }, () => "existing")]);
        expect(new Set(outcomes.map((verdict) => verdict.reference.id)).size).toBe(1);
      });
    });

    describe("contact extras", () => {
      const extraOf = async (id: number) => (await stores.contacts.byId(id))?.extra;

      it("finds a contact by id and by a reference of its own", async () => {
        const saved = { tag: "saved", id: 7, name: "Joe Bloggs" };
        expect(await stores.contacts.saveExtra({ by: "id", id: 7 }, {}, STAMP)).toEqual(saved);
        const byReference = { by: "reference", reference: "ONE" } as const;
        expect(await stores.contacts.saveExtra(byReference, {}, STAMP)).toEqual(saved);
      });

      it("matches neither the unknown nor the ambiguous", async () => {
        for (const selector of [
          { by: "id", id: 1 },
          { by: "reference", reference: "one" },
          { by: "reference", reference: "SHARED" },
        ] as const) {
          const saved = await stores.contacts.saveExtra(selector, { delay2Pay: 1 }, STAMP);
          expect(saved).toEqual({ tag: "no-match" });
        }
        expect((await extraOf(8))?.delay2Pay).toBeNull();
      });

      it("changes what the patch names and leaves the rest", async () => {
        const by7 = { by: "id", id: 7 } as const;
        const full = {
          creditLimit: { minor: 999_999_999_999_999n, currency: AUD },
          delay2Pay: -32_768,
          directDebit: true,
          accountReference: "A'\"\\ ü",
          accountType: 3,
          flaggedReason: "late",
          financialSyncExclude: false,
          useParentRef: true,
          accountStatus: -1,
          onStopReason: "talks",
          creditLimitOnStop: false,
          onStopDescendant: true,
        };
        await stores.contacts.saveExtra(by7, full, STAMP);
        expect(await extraOf(7)).toMatchObject(full);
        await stores.contacts.saveExtra(by7, { onStopReason: null, delay2Pay: 0 }, STAMP);
        expect(await extraOf(7)).toMatchObject({ ...full, onStopReason: null, delay2Pay: 0 });
      });

      it("tells a limit of zero from none", async () => {
        await stores.contacts.saveExtra(
          { by: "id", id: 7 },
          { creditLimit: { minor: 0n, currency: AUD } },
          STAMP,
        );
        expect((await extraOf(7))?.creditLimit).toEqual({ minor: 0n, currency: "AUD" });
        expect((await extraOf(8))?.creditLimit).toBeNull();
      });
    });
  });
}
