// What every store of plans promises.
import { describe, expect, it } from "vitest";
import { changePlan, makePlan } from "../../src/domain/plans/commands/change-plan.ts";
import type { ChangePlan } from "../../src/domain/plans/commands/plan-command.ts";
import type { Stores } from "../../src/domain/ports/stores.ts";
import type { LocalDate } from "../../src/domain/values/local-date.ts";
import { ok } from "../../src/domain/values/result.ts";
import { AUD, createCommand, STAMP, updateCommand, workOn } from "../support/plan-work.ts";

export function planContract(stores: () => Stores): void {
  describe("plans", () => {
    const make = async () => {
      const made = await makePlan(workOn(stores().plans), createCommand(), "nonce");
      if (!made.ok) throw new Error(made.error.tag);
      return made.value.plan;
    };
    const change = async (id: number, command: ChangePlan) => {
      const changed = await changePlan(workOn(stores().plans), id, () => ok(command));
      if (!changed.ok) throw new Error(changed.error.tag);
      return changed.value.plan;
    };

    it("gives back a made plan with its rows, as it was made", async () => {
      const plan = await make();
      expect(await stores().plans.byId(plan.id)).toEqual(plan);
      expect(plan).toMatchObject({ version: 1, created: STAMP, lastUpdated: STAMP });
      expect(plan.rows).toHaveLength(12);
    });

    it("knows no plan that was never made", async () => {
      expect(await stores().plans.byId(4711)).toBeNull();
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
        expect(await stores().plans.byId(plan.id)).toEqual(current);
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
      await change(id, {
        kind: "reverse-payment",
        payment: 1,
        reason: "bounced \u2018twice\u2019",
        on: receivedOn,
      });
      const plan = await change(id, { kind: "reverse-payment", payment: 2 });
      expect(await stores().plans.byId(id)).toEqual(plan);
      expect(plan.payments.map((payment) => payment.reversed)).toEqual([
        { ...STAMP, reason: "bounced \u2018twice\u2019", on: receivedOn },
        { ...STAMP, reason: null, on: null },
      ]);
      expect(plan.rows[6]?.override).toBe(0n);
      expect(plan.rows[7]?.inBatch).toBe(true);
    });

    it("keeps which versions made the amounts and the anchors, and freed a row at another amount", async () => {
      const { id } = await make();
      const batched = { kind: "set-instalment", instalment: 1, override: null } as const;
      await change(id, { ...batched, inBatch: true });
      const dearer = await change(
        id,
        updateCommand(await make(), { amount: 12_000n, start: "2025-02-01" as LocalDate }),
      );
      expect(dearer.anchors.map(({ cause }) => cause)).toEqual([
        { kind: "creation", version: 1 },
        { kind: "moved-start", version: 3 },
      ]);
      const late = {
        ...workOn(stores().plans),
        policy: { arrears: "roll", today: "2025-03-01" as LocalDate },
      } as const;
      const freed = await changePlan(late, id, () => ok({ ...batched, inBatch: false }));
      if (!freed.ok) throw new Error(freed.error.tag);
      const { plan } = freed.value;
      expect(plan.rows.slice(0, 2).map(({ amountSince, freedIn }) => [amountSince, freedIn])).toEqual([
        [1, 4],
        [3, null],
      ]);
      expect(await stores().plans.byId(id)).toEqual(plan);
      expect((await stores().plans.keptHead(id))?.plan).toEqual(plan);
    });

    it("writes nothing when nothing changes", async () => {
      const plan = await make();
      const same = await change(plan.id, updateCommand(plan, {}));
      expect(same.version).toBe(1);
      expect(await stores().plans.byId(plan.id)).toEqual(plan);
    });

    it("lets one of two saves from the same version win and tells the other", async () => {
      const plan = await make();
      let raced = false;
      const racing = {
        ...stores().plans,
        byId: async (id: number) => {
          const read = await stores().plans.byId(id);
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
      expect(await stores().plans.byId(plan.id)).toEqual(changed.value.plan);
    });

    it("loses none of 20 updates at once: each accepted one is a version", async () => {
      const { id } = await make();
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          changePlan(workOn(stores().plans), id, (plan) =>
            ok(updateCommand(plan, { amount: BigInt(1_000 + index) })),
          ),
        ),
      );
      const accepted = outcomes.filter((outcome) => outcome.ok);
      const refused = outcomes.filter((outcome) => !outcome.ok);
      expect(refused.every((outcome) => !outcome.ok && outcome.error.tag === "VERSION_CONFLICT")).toBe(true);
      const plan = await stores().plans.byId(id);
      expect(plan?.version).toBe(1 + accepted.length);
      expect(accepted.length).toBeGreaterThan(0);
      expect(new Set(accepted.map((outcome) => outcome.ok && outcome.value.plan.version)).size).toBe(
        accepted.length,
      );
      expect(plan?.rows.every((row) => row.amount === plan.terms.amount)).toBe(true);
      expect(plan?.currency).toBe(AUD);
    });
  });
}
