// GET /v1/worklist: what needs a person, in one order, with its sums, to a key that may see it.
import { beforeEach, describe, expect, it } from "vitest";
import { makePlan } from "../../src/domain/plans/commands/change-plan.ts";
import type { CreatePlan } from "../../src/domain/plans/commands/plan-command.ts";
import type { Currency } from "../../src/domain/values/currency.ts";
import type { LocalDate } from "../../src/domain/values/local-date.ts";
import { createCommand, STAMP, workOn } from "../support/plan-work.ts";
import { NOW, type TestApp, testApp } from "../support/test-app.ts";

type Item = Record<string, unknown> & {
  readonly kind: string;
  readonly since: string | null;
  readonly plan?: { readonly id: number };
  readonly contact?: { readonly id: number };
};
type Body = {
  readonly asOf: string;
  readonly kinds: readonly string[];
  readonly totals: {
    readonly plans: number;
    readonly complete: boolean;
    readonly currencies: unknown[];
  } | null;
  readonly items: readonly Item[];
  readonly next: string | null;
};

const aud = (amount: string) => ({ amount, currency: "AUD" });

/** Made as of 2026-01-02: one instalment each, and what makes it another one. */
const PLANS: readonly (readonly [due: string, amount: bigint, more: Partial<CreatePlan>])[] = [
  ["2025-12-03", 1_000n, {}],
  ["2025-12-02", 2_000n, { businessUnitId: 9 }],
  ["2025-11-03", 4_000n, {}],
  ["2025-10-03", 8_000n, { clientId: 7 }],
  ["2026-01-02", 1n, {}],
  ["2025-12-03", 500n, { currency: "JPY" as Currency }],
];

let app: TestApp;
beforeEach(async () => {
  app = testApp();
  for (const [index, [due, amount, more]] of PLANS.entries()) {
    const command = createCommand({ start: due as LocalDate, amount, count: 1 });
    await makePlan(workOn(app.stores.plans), { ...command, ...more }, `nonce ${index}`);
  }
  const { contacts } = app.stores;
  await contacts.saveExtra({ by: "id", id: 40 }, { onStopDate: "2025-11-03" as never }, STAMP);
  await contacts.saveExtra({ by: "id", id: 41 }, { onStopReason: "<b>talks</b>" }, STAMP);
  await contacts.saveExtra({ by: "id", id: 38759340 }, { onStopDate: "2026-01-03" as never }, STAMP);
});

const read = async (query = "", key = "test-key") => {
  const response = await app.request(`/v1/worklist${query}`, { headers: { key } });
  expect(response.status).toBe(200);
  return (await response.json()) as Body;
};
const idsOf = ({ items }: Body) =>
  items.map(({ plan, contact }) => (plan === undefined ? `contact ${contact?.id}` : plan.id));

describe("the worklist", () => {
  it("has plans and contacts in one order, the oldest first, with what is known of each", async () => {
    const body = await read();
    expect(body.asOf).toBe(NOW.slice(0, 10));
    expect(body.kinds).toEqual(["overdue-plan", "contact-on-stop"]);
    expect(idsOf(body)).toEqual(["contact 41", 4, 3, "contact 40", 2, 1, 6]);
    expect(body.next).toBeNull();
    const [reasoned, oldest, , stopped, , , yen] = body.items;
    expect(reasoned).toEqual({
      ...{ kind: "contact-on-stop", since: null, days: null },
      ...{ contact: { id: 41, name: "Two" }, reason: "<b>talks</b>" },
    });
    expect(oldest).toEqual({
      ...{ kind: "overdue-plan", since: "2025-10-03", days: 91, age: "over-90", overdue: aud("80.00") },
      plan: { id: 4, version: 1, clientId: 7, businessUnitId: 3 },
      contact: null,
    });
    expect(stopped).toMatchObject({ since: "2025-11-03", days: 60, reason: null });
    expect(yen).toMatchObject({ days: 30, age: "1-30", overdue: { amount: "500", currency: "JPY" } });
  });

  it("sums all of it by currency and age on the first page alone", async () => {
    const { totals } = await read("?limit=1");
    const none = (age: string, currency: string, amount: string) => ({
      ...{ age, plans: 0, overdue: { amount, currency } },
    });
    expect(totals).toEqual({
      plans: 5,
      complete: true,
      currencies: [
        {
          overdue: aud("150.00"),
          plans: 4,
          ages: [
            { age: "1-30", plans: 1, overdue: aud("10.00") },
            { age: "31-60", plans: 2, overdue: aud("60.00") },
            none("61-90", "AUD", "0.00"),
            { age: "over-90", plans: 1, overdue: aud("80.00") },
          ],
        },
        {
          overdue: { amount: "500", currency: "JPY" },
          plans: 1,
          ages: [
            { age: "1-30", plans: 1, overdue: { amount: "500", currency: "JPY" } },
            ...["31-60", "61-90", "over-90"].map((age) => none(age, "JPY", "0")),
          ],
        },
      ],
    });
  });

  it.each([1, 2, 3])("comes in pages of %i that miss and repeat nothing", async (limit) => {
    const ids: unknown[] = [];
    let pages = 0;
    for (let after: string | null = ""; after !== null; pages += 1) {
      const query = after === "" ? "" : `&after=${encodeURIComponent(after)}`;
      const body = await read(`?limit=${limit}${query}`);
      expect(body.totals === null).toBe(after !== "");
      ids.push(...idsOf(body));
      after = body.next;
      expect(pages).toBeLessThan(10);
    }
    expect(ids).toEqual(["contact 41", 4, 3, "contact 40", 2, 1, 6]);
  });

  it.each([
    ["?businessUnitId=9", [2]],
    ["?clientId=7", [4]],
    ["?aged=31-60", [3, 2]],
    ["?aged=61-90", []],
    ["?aged=over-90", [4]],
    ["?atLeast=20.00", [4, 3, 2]],
    ["?atLeast=500&currency=JPY", [6]],
    ["?currency=JPY", [6]],
    ["?kind=overdue-plan", [4, 3, 2, 1, 6]],
    ["?kind=contact-on-stop", ["contact 41", "contact 40"]],
    ["?kind=contact-on-stop&clientId=7", []],
  ])("is filtered by %s", async (query, expected) => {
    const body = await read(query);
    expect(idsOf(body)).toEqual(expected);
    if (body.totals !== null) expect(body.totals.plans).toBe(body.items.filter(({ plan }) => plan).length);
  });

  it("has the largest first, currency by currency, and says among how many", async () => {
    const first = await read("?order=largest&limit=3");
    expect(idsOf(first)).toEqual([4, 3, 2]);
    expect(first.totals).toMatchObject({ plans: 5, complete: true });
    const rest = await read(`?order=largest&limit=3&after=${first.next}`);
    expect(idsOf(rest)).toEqual([1, 6]);
    expect(rest.next).toBeNull();
    expect(rest.totals).toEqual(first.totals);
  });

  it("names the contact that a plan's client is, to a key that may read contacts", async () => {
    await app.stores.clients.put(7, 40, [0], STAMP);
    expect((await read("?clientId=7")).items).toMatchObject([{ contact: { id: 40, name: "One" } }]);
    expect((await read("?clientId=7", "planner-key")).items).toMatchObject([{ contact: null }]);
  });

  it("tells contacts to nobody who may not read them, and says so", async () => {
    const body = await read("", "planner-key");
    expect(body.kinds).toEqual(["overdue-plan"]);
    expect(idsOf(body)).toEqual([4, 3, 2, 1, 6]);
    expect((await read("?kind=contact-on-stop", "planner-key")).kinds).toEqual([]);
  });

  it.each([
    ["?after=7", "after"],
    ["?after=yesterday", "after"],
    ["?order=largest&after=2025-10-03%2Fplan%2F4", "after"],
    ["?atLeast=1.005", "atLeast"],
    ["?atLeast=-1", "atLeast"],
    ["?currency=XXX", "currency"],
    ["?aged=100", "aged"],
    ["?kind=exception", "kind"],
  ])("refuses %s", async (query, pointer) => {
    const response = await app.request(`/v1/worklist${query}`);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ code: "FIELDS_INVALID", errors: [{ pointer }] });
  });
});

describe("plans by what is overdue", () => {
  it("are those with something overdue, the oldest first, page by page", async () => {
    const ids: number[] = [];
    for (let after: number | null = 0; after !== null; ) {
      const response = await app.request(`/v1/payment-plans?order=overdue&limit=2&after=${after}`);
      const page = (await response.json()) as {
        items: { id: number; oldestUnpaid: string }[];
        next: number | null;
      };
      ids.push(...page.items.map(({ id }) => id));
      if (after === 0) expect(page.items[0]?.oldestUnpaid).toBe("2025-10-03");
      after = page.next;
    }
    expect(ids).toEqual([4, 3, 2, 1, 6]);
    const asOf = await app.request("/v1/payment-plans?order=overdue&clientId=2&asOf=2025-11-30");
    expect(((await asOf.json()) as { items: { id: number }[] }).items.map(({ id }) => id)).toEqual([3]);
  });
});
