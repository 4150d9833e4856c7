// What a twin is made with and told: taken as it is documented, and everything else refused with the member and a reason.
import { describe, expect, it } from "vitest";
import { TwinInputError } from "../../src/twin/twin-input-error.ts";
import type { TwinOptions } from "../../src/twin/types.ts";
import { newTwin, PAYMENT, PLAN, PLANS, sendTo } from "./twin-client.ts";

const refusal = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    if (!(error instanceof TwinInputError)) throw error;
    expect(error.message).toBe(`${error.member}: ${error.reason}`);
    return error.member;
  }
};

describe("a twin is not made with", () => {
  it.each([
    [{ clok: "2026-01-01" }, "options"],
    [null, "options"],
    [{ clock: "soon" }, "clock"],
    [{ clock: "2026-02-30" }, "clock"],
    [{ clock: "2026-03-01T25:00:00Z" }, "clock"],
    [{ clock: "2026-03-01T10:00:00" }, "clock"],
    [{ clock: "0999-01-01" }, "clock"],
    [{ clock: 20260301 }, "clock"],
    [{ seed: 1.5 }, "seed"],
    [{ seed: -1 }, "seed"],
    [{ seed: "1" }, "seed"],
    [{ faults: {} }, "faults"],
    [{ faults: [{ kind: "fire" }] }, "faults[0].kind"],
    [{ faults: [{ kind: "slow", times: 0 }] }, "faults[0].times"],
    [{ faults: [{ kind: "slow", rate: 1.5 }] }, "faults[0].rate"],
    [{ keys: [] }, "keys"],
    [{ keys: [{ key: "short", name: "a" }] }, "keys[0].key"],
    [{ keys: [{ key: "long enough?", name: "a" }] }, "keys[0].key"],
    [{ keys: [{ key: "long-enough" }] }, "keys[0].name"],
    [{ keys: [{ key: "long-enough", name: "a", scopes: ["all"] }] }, "keys[0].scopes[0]"],
    [{ keys: [{ key: "long-enough", name: "a", expires: "2026" }] }, "keys[0].expires"],
    [{ keys: [{ key: "long-enough", name: "fixtures" }] }, "keys"],
    [{ keys: ["one", "two"].map((name) => ({ key: "long-enough", name })) }, "keys"],
    [{ keys: ["a-long-key", "a-longer-key"].map((key) => ({ key, name: "same" })) }, "keys[1].name"],
    [{ settings: { DATABASE_URL: "file:x.db" } }, "settings"],
    [{ settings: { TIME_ZONE: "Mars/Olympus" } }, "settings.TIME_ZONE"],
    [{ settings: { DEFAULT_CURRENCY: "dollars" } }, "settings.DEFAULT_CURRENCY"],
  ])("%j", (options, member) => {
    expect(refusal(() => newTwin(options as unknown as TwinOptions))).toBe(member);
  });
});

describe("a control refuses", () => {
  const twin = newTwin();
  it.each([
    ["clock.set", () => twin.clock.set("tomorrow")],
    ["clock.set", () => twin.clock.set(7 as never)],
    ["clock.advance", () => twin.clock.advance({})],
    ["clock.advance", () => twin.clock.advance({ month: 1 } as never)],
    ["clock.advance.months", () => twin.clock.advance({ months: -1 })],
    ["clock.advance.days", () => twin.clock.advance({ days: 0.5 })],
    ["clock.advance", () => twin.clock.advance({ years: 8_000 })],
    ["clock.advance", () => twin.clock.advance({ hours: 4_000_000_000_000 })],
    ["faults.next.kind", () => twin.faults.next({} as never)],
    ["faults.next.route", () => twin.faults.next({ kind: "slow", route: "/v1/payment-plans" })],
    ["faults.next.route", () => twin.faults.next({ kind: "slow", route: "POST /v1/payment-plan" })],
    ["faults.next.route", () => twin.faults.next({ kind: "slow", route: "DELETE /v1/payment-plans" })],
    ["faults.next.ms", () => twin.faults.next({ kind: "slow", ms: 60_001 })],
    ["faults.next.ms", () => twin.faults.next({ kind: "wrong-key", ms: 5 })],
    ["faults.next", () => twin.faults.next({ kind: "slow", rate: 0.5 } as never)],
    ["faults.rate.rate", () => twin.faults.rate({ kind: "slow" } as never)],
    ["faults.rate.rate", () => twin.faults.rate({ kind: "slow", rate: 0 })],
    ["faults.rate.seed", () => twin.faults.rate({ kind: "slow", rate: 1 }, -5)],
    ["faults.rate", () => twin.faults.rate({ kind: "slow", rate: 1, times: 2 } as never)],
    ["state", () => twin.restore(undefined)],
  ])("%s", (member, act) => {
    expect(refusal(act)).toBe(member);
    expect([twin.clock.now(), twin.faults.list()]).toEqual(["2026-03-01T00:00:00.000Z", []]);
  });

  it.each([
    "POST /v1/payment-plans/7/payments",
    "* *".replace(" *", " /*"),
    "GET /help/ContactExtraSave",
    "post-is-not".replace("post-is-not", "POST /BILLINGS/paymentplan/UpdatePaymentPlanAndRecalculate"),
    "GET /v01/services.ashx",
    "PUT /v1/payment-plans/*/instalments/{ordinal}",
  ])("but not the route %s", (route) => {
    const own = newTwin();
    own.faults.next({ kind: "slow", route });
    expect(own.faults.list()).toEqual([{ kind: "slow", route, times: 1 }]);
  });
});

describe("load", () => {
  it("adds contacts, plans with payments and references, by the bodies of their calls", async () => {
    const twin = newTwin();
    await twin.load({
      contacts: [
        { id: 6, name: "Above" },
        { id: 7, name: "Ada", reference: "A-7", parentId: 6, credit: { delay2Pay: 14 } },
      ],
      plans: [{ ...PLAN, payments: [PAYMENT, PAYMENT] }, PLAN],
      references: [{ accountId: 1, contactId: 7, crn: "123 456 789A" }],
    });
    const send = sendTo(twin);
    const json = async (path: string) => (await send("GET", path)).json();
    expect(await json("/v1/contacts/7")).toMatchObject({
      name: "Ada",
      parentId: 6,
      extra: { delay2Pay: 14 },
    });
    expect(await json(`${PLANS}/1`)).toMatchObject({ version: 3, totals: { received: { amount: "60.00" } } });
    expect(await json(`${PLANS}/2`)).toMatchObject({ version: 1, created: { by: "fixtures" } });
    expect(await json("/v1/payment-references/1")).toMatchObject({ crn: "123 456 789A" });
    expect(twin.requests()).toHaveLength(4);
    // Also beside what is there.
    await twin.load({ plans: [PLAN] });
    expect(await json(`${PLANS}/3`)).toMatchObject({ version: 1 });
  });

  it("meets no fault, and adds all or nothing", async () => {
    const twin = newTwin();
    twin.faults.next({ kind: "database-away" });
    await twin.load({ plans: [PLAN] });
    const before = twin.snapshot();
    for (const [data, member] of [
      [{ plans: [PLAN, { ...PLAN, count: 0 }] }, "load.plans[1].count"],
      [
        { plans: [{ ...PLAN, payments: [PAYMENT, { ...PAYMENT, receivedOn: "x" }] }] },
        "load.plans[0].payments[1].receivedOn",
      ],
      [{ contacts: [{ id: 7, name: "Ada", parentId: 8 }] }, "load.contacts[0].parentId"],
      [{ contacts: [{ id: "7", name: "Ada" }] }, "load.contacts[0].id"],
      [{ contacts: [{ id: 7, name: "Ada", credit: { delay: 1 } }] }, "load.contacts[0].credit.delay"],
      [{ references: [PLAN] }, "load.references[0].accountId"],
      [{ plan: [] }, "load"],
      ["demos", "load"],
      ["demo", "load"],
    ] as const) {
      const error = await twin.load(data as never).catch((thrown: unknown) => thrown);
      expect(error, JSON.stringify(data)).toBeInstanceOf(TwinInputError);
      expect((error as TwinInputError).member).toBe(member);
      expect(twin.snapshot()).toEqual(before);
    }
  });
});
