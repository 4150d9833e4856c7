// Plans and payments that are known by a key of elsewhere: made and recorded as any other, once.
import { describe, expect, it } from "vitest";
import {
  differingMembers,
  type KeyedPayment,
  type RecordedPayment,
  recordKeyedPayment,
} from "../../../src/domain/plans/bulk/keyed-payments.ts";
import { makePlans } from "../../../src/domain/plans/bulk/keyed-plans.ts";
import type { KeyedPlan } from "../../../src/domain/plans/bulk/keyed-plans-port.ts";
import { makePlan, type PlanWork } from "../../../src/domain/plans/commands/change-plan.ts";
import type { PlanEvent } from "../../../src/domain/plans/history/plan-event.ts";
import type { Plan } from "../../../src/domain/plans/plan.ts";
import type { Currency } from "../../../src/domain/values/currency.ts";
import { AUD, createCommand, date, newPlan, ROLL, STAMP } from "./builders.ts";

const digest = async (text: string) => `digest of ${text.length}`;

describe("makePlans", () => {
  const stored: KeyedPlan[] = [];
  const work = {
    plans: {
      createMany: async (plans: readonly KeyedPlan[]) => {
        stored.push(...plans);
        return new Set(["new"]);
      },
    },
    digest,
    newNonce: () => "nonce",
    policy: ROLL,
    stamp: STAMP,
  };

  it("makes those that are new, tells those that are there, and leaves out those that are refused", async () => {
    const made = await makePlans(work, [
      { key: "new", command: createCommand() },
      { key: "wrong", command: createCommand({ count: 0 }) },
      { key: "known", command: createCommand({ amount: 5_000n }) },
    ]);
    expect(made).toEqual([
      { ok: true, value: "created" },
      { ok: false, error: { tag: "COUNT_OUT_OF_RANGE", count: 0, min: 1, max: 600 } },
      { ok: true, value: "unchanged" },
    ]);
    expect(stored.map(({ key }) => key)).toEqual(["new", "known"]);
  });

  it("stores what a request would", async () => {
    const events: PlanEvent[] = [];
    const create = async (_: unknown, event: PlanEvent) => events.push(event);
    const plans = { create } as unknown as PlanWork["plans"];
    await makePlan({ ...work, plans, newSalt: () => "salt" }, createCommand(), "nonce");
    expect(stored[0]?.event).toEqual(events[0]);
    expect(stored[0]?.state).toEqual(newPlan());
  });
});

const asked: KeyedPayment = {
  ...{ key: "p-1", amount: "80.00", receivedOn: date("2025-01-01"), instalment: null, note: "by cheque" },
};

describe("a payment of a key that is known", () => {
  const recorded: RecordedPayment = {
    ...{ planId: 7, amount: 8_000n, currency: AUD, receivedOn: date("2025-01-01"), instalment: null },
  };

  it.each<[string, Partial<KeyedPayment>, number | undefined, Partial<RecordedPayment>, readonly string[]]>([
    ["the same", {}, 7, {}, []],
    ["the same in other words", { amount: "80", note: "" }, 7, {}, []],
    ["of another plan", {}, 8, {}, ["plan"]],
    ["of a plan that is not known", {}, undefined, {}, ["plan"]],
    ["of another amount", { amount: "80.01" }, 7, {}, ["amount"]],
    ["of no amount", { amount: "x" }, 7, {}, ["amount"]],
    ["of the same digits in another currency", {}, 7, { currency: "JPY" as Currency }, ["amount"]],
    ["of another day", { receivedOn: date("2025-01-02") }, 7, {}, ["receivedOn"]],
    ["for another instalment", { instalment: 2 }, 8, {}, ["plan", "instalment"]],
  ])("is %s", (_, payment, planId, known, members) => {
    expect(differingMembers({ ...asked, ...payment }, planId, { ...recorded, ...known })).toEqual(members);
  });
});

describe("recordKeyedPayment", () => {
  const plan: Plan = { ...newPlan(), id: 7, eventHash: "hash", created: STAMP, lastUpdated: STAMP };
  function workWith(conflicts: number) {
    let saves = 0;
    const plans = {
      byId: async () => plan,
      save: async () => {
        saves += 1;
        return saves > conflicts ? "saved" : "version-conflict";
      },
    } as unknown as PlanWork["plans"];
    const work: PlanWork = { plans, digest, newSalt: () => "salt", policy: ROLL, stamp: STAMP };
    return { work, saves: () => saves };
  }

  it("records in the plan's currency", async () => {
    const { work } = workWith(0);
    const recorded = await recordKeyedPayment(work, 7, asked);
    expect(recorded.ok && recorded.value.plan.payments).toMatchObject([
      { amount: 8_000n, note: "by cheque" },
    ]);
    expect(await recordKeyedPayment(work, 7, { ...asked, amount: "80.001" })).toMatchObject({
      ok: false,
      error: { tag: "AMOUNT_TOO_PRECISE" },
    });
  });

  it("goes on where others are changing the plan, and gives up at last", async () => {
    const busy = workWith(23);
    expect((await recordKeyedPayment(busy.work, 7, asked)).ok).toBe(true);
    expect(busy.saves()).toBe(24);
    const hopeless = workWith(Number.POSITIVE_INFINITY);
    expect(await recordKeyedPayment(hopeless.work, 7, asked)).toMatchObject({
      ok: false,
      error: { tag: "VERSION_CONFLICT" },
    });
    expect(hopeless.saves()).toBe(100);
  });
});
