// GET /v1/payment-plans: summaries as the plans themselves are shown, page by page.
import { beforeEach, describe, expect, it } from "vitest";
import { changePlan, makePlan } from "../../src/domain/plans/commands/change-plan.ts";
import { ok } from "../../src/domain/values/result.ts";
import { createCommand, TODAY, updateCommand, workOn } from "../support/plan-work.ts";
import { type TestApp, testApp } from "../support/test-app.ts";

type Summary = Record<string, unknown> & { readonly id: number };
type Body = { readonly items: readonly Summary[]; readonly next: number | null };

let app: TestApp;
/** Plans 1, 3 and 5 of client 2; 2 and 4 of client 7 and business unit 9; 5 is closed, 3 has money. */
beforeEach(async () => {
  app = testApp();
  const work = workOn(app.stores.plans);
  for (const index of [1, 2, 3, 4, 5]) {
    const owner = index % 2 === 1 ? { clientId: 2, businessUnitId: 3 } : { clientId: 7, businessUnitId: 9 };
    await makePlan(work, { ...createCommand(), ...owner }, `nonce ${index}`);
  }
  const payment = {
    kind: "record-payment",
    amount: 15_000n,
    receivedOn: TODAY,
    note: "",
    instalment: null,
  } as const;
  await changePlan(work, 3, () => ok(payment));
  await changePlan(work, 5, (plan) => ok(updateCommand(plan, { state: "Deleted" })));
});

const list = async (query = "") => {
  const response = await app.request(`/v1/payment-plans${query}`);
  return { status: response.status, ...((await response.json()) as Body) };
};
const ids = async (query: string) => (await list(query)).items.map((item) => item.id);

describe("the list of plans", () => {
  it("shows each plan as it is shown alone, without rows and ledger, with the next due date", async () => {
    const { items, next } = await list("?asOf=2025-03-01");
    expect(next).toBeNull();
    for (const item of items) {
      const {
        instalments: _rows,
        payments: _payments,
        ...plan
      } = (await (await app.request(`/v1/payment-plans/${item.id}?asOf=2025-03-01`)).json()) as Record<
        string,
        unknown
      >;
      const { nextDue, oldestUnpaid, ...rest } = item;
      expect(rest).toEqual(plan);
      expect(oldestUnpaid).toBe(
        [null, "2025-01-31", "2025-01-31", "2025-02-28", "2025-01-31", null][item.id],
      );
      expect(nextDue).toBe(item.id === 5 ? null : "2025-03-31");
    }
    expect(items[2]?.totals).toEqual({
      asOf: "2025-03-01",
      total: { amount: "1200.00", currency: "AUD" },
      received: { amount: "150.00", currency: "AUD" },
      outstanding: { amount: "1050.00", currency: "AUD" },
      credit: { amount: "0.00", currency: "AUD" },
      overdue: { amount: "50.00", currency: "AUD" },
      dueNow: { amount: "50.00", currency: "AUD" },
    });
    expect(items[0]?.totals).not.toEqual((await list()).items[0]?.totals);
  });

  it("filters by client, business unit, record state and whether it is live", async () => {
    expect(await ids("?clientId=2")).toEqual([1, 3, 5]);
    expect(await ids("?businessUnitId=9")).toEqual([2, 4]);
    expect(await ids("?clientId=2&businessUnitId=9")).toEqual([]);
    expect(await ids("?active=true&clientId=2")).toEqual([1, 3]);
    expect(await ids("?active=false")).toEqual([5]);
    expect(await ids("?recordState=Deleted")).toEqual([5]);
    expect(await ids("?recordState=Inactive")).toEqual([]);
  });

  it("pages by cursor to the end", async () => {
    const pages: number[][] = [];
    for (let after: number | null = 0; after !== null; ) {
      const page = await list(`?limit=2&after=${after}`);
      pages.push(page.items.map((item) => item.id));
      after = page.next;
    }
    expect(pages).toEqual([[1, 2], [3, 4], [5]]);
  });

  it.each([
    "clientId=0",
    "clientId=x",
    "businessUnitId=-1",
    "active=yes",
    "recordState=Gone",
    "asOf=2025-02-30",
  ])("refuses %s", async (query) => {
    expect((await list(`?${query}`)).status).toBe(422);
  });

  it("needs the scope to read", async () => {
    expect((await app.request("/v1/payment-plans", { headers: { key: "reader-key" } })).status).toBe(200);
    expect((await app.request("/v1/payment-plans", { headers: { key: "" } })).status).toBe(401);
  });
});
