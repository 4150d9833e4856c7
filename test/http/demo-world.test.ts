// The demo data shows every state that there is, on whatever day it is made.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDemoData } from "../../scripts/demo-data.ts";
import { addDemoWorld } from "../../scripts/demo-world.ts";
import { libsqlStores } from "../../src/adapters/libsql/stores.ts";
import { RECURRENCES } from "../../src/domain/plans/terms/recurrence.ts";
import { fromDayNumber, type LocalDate, toDayNumber } from "../../src/domain/values/local-date.ts";
import { startFileDatabase, type TestDatabase } from "../support/libsql.ts";
import { type TestApp, testApp } from "../support/test-app.ts";

type Plan = {
  readonly id: number;
  readonly status: string;
  readonly nextDue: string | null;
  readonly terms: { readonly recurrence: string };
  readonly totals: { readonly total: { readonly currency: string } };
};

describe.each(["2026-03-31", "2028-02-29"])("the demo data of %s", (day) => {
  const today = day as LocalDate;
  let test: TestDatabase;
  let app: TestApp;
  beforeAll(async () => {
    test = await startFileDatabase();
    await addDemoData(test.database, { at: `${today}T00:00:00.000Z` });
    const world = { connect: () => test.database, today, newSalt: () => crypto.randomUUID() };
    await addDemoWorld(world);
    await addDemoWorld(world);
    const clock = () => Date.parse(`${today}T02:00:00Z`);
    app = testApp({ openStores: () => libsqlStores(test.database), clock });
  });
  afterAll(() => test.stop());

  const get = async <T>(path: string) => (await (await app.request(path)).json()) as T;
  const plans = async () => (await get<{ items: readonly Plan[] }>("/v1/payment-plans?limit=200")).items;

  it("is 42 contacts and 61 plans, the contracts' samples first, once", async () => {
    const { counts } = await get<{ counts: Record<string, number> }>("/v1/usage");
    expect(counts).toMatchObject({ contacts: 42, plans: 61 });
    expect(await get("/v1/payment-plans/1")).toMatchObject({
      clientId: 2,
      terms: { start: "2024-12-04", count: 4 },
    });
  });

  it("has plans of every recurrence, state and currency, and some due this week and to come", async () => {
    const all = await plans();
    expect(new Set(all.map(({ terms }) => terms.recurrence))).toEqual(new Set(Object.keys(RECURRENCES)));
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set(["active", "completed", "closed"]));
    expect(new Set(all.map(({ totals }) => totals.total.currency))).toEqual(new Set(["AUD", "JPY", "KWD"]));
    const week = fromDayNumber(toDayNumber(today) + 6);
    const next = all.flatMap(({ nextDue }) => (nextDue === null ? [] : [nextDue]));
    expect(next.filter((due) => due <= week).length).toBeGreaterThan(5);
    expect(next.filter((due) => due > week).length).toBeGreaterThan(5);
  });

  it("has overdue plans of each age with names, and contacts on stop", async () => {
    type Work = { kind: string; contact: { id: number } | null };
    const { totals, items } = await get<{
      totals: { currencies: { ages: { age: string; plans: number }[] }[] };
      items: Work[];
    }>("/v1/worklist?limit=200");
    const ages = totals.currencies[0]?.ages ?? [];
    expect(ages.filter(({ plans: count }) => count > 0).map(({ age }) => age)).toHaveLength(4);
    const stopped = items.filter(({ kind }) => kind === "contact-on-stop");
    expect(stopped.map(({ contact }) => contact?.id).sort()).toEqual([5005, 5008, 5011]);
    const owing = items.filter(({ kind }) => kind === "overdue-plan");
    expect(owing.filter(({ contact }) => contact === null).length).toBeGreaterThan(0);
    expect(owing.filter(({ contact }) => contact !== null).length).toBeGreaterThan(10);
    for (const [id, causes] of [
      [5012, ["ANCESTOR_STOP"]],
      [5014, ["LIMIT_EXCEEDED"]],
    ] as const) {
      const credit = await get<{ stop: { causes: { code: string }[] } }>(`/v1/contacts/${id}/credit`);
      expect(credit.stop.causes.map(({ code }) => code)).toEqual(causes);
    }
  });

  it("has part-paid, bounced, waived and batched instalments, and histories that verify", async () => {
    const whole = await Promise.all(
      (await plans()).map(({ id }) =>
        get<{
          payments: { reversed: unknown }[];
          instalments: {
            inBatch: boolean;
            override: unknown;
            amount: { amount: string };
            received: { amount: string };
          }[];
        }>(`/v1/payment-plans/${id}`),
      ),
    );
    const rows = whole.flatMap(({ instalments }) => instalments);
    expect(
      whole.filter(({ payments }) => payments.some(({ reversed }) => reversed !== null)).length,
    ).toBeGreaterThan(0);
    expect(rows.filter(({ inBatch }) => inBatch).length).toBeGreaterThan(0);
    expect(rows.filter(({ override }) => override !== null).length).toBeGreaterThan(0);
    const isPart = ({ amount, received }: (typeof rows)[number]) =>
      Number(received.amount) > 0 && Number(received.amount) < Number(amount.amount);
    expect(rows.filter(isPart).length).toBeGreaterThan(0);
    for (const id of [2, 9, 13, 40]) {
      const verdict = await app.request(`/v1/payment-plans/${id}/history/verify`, { method: "POST" });
      expect(await verdict.json()).toMatchObject({ intact: true });
    }
  });

  it("finds people by names of several scripts, and has statements to print", async () => {
    const search = async (text: string) => {
      const init = {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ text }),
      };
      const found = (await (await app.request("/v1/search", init)).json()) as {
        contacts: { items: { id: number }[] };
      };
      return found.contacts.items.map(({ id }) => id);
    };
    expect(await search("محمد")).toEqual([5016]);
    expect(await search("järv")).toEqual([5008]);
    expect(await search("very longest")).toEqual([5035]);
    const statement = await get<{ sections: unknown[]; plans: unknown[] }>("/v1/contacts/5001/statement");
    expect(statement.plans.length).toBeGreaterThan(0);
  });
});
