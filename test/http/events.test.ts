// Histories and the feed through /v1: every change told, CRNs masked, cursors that lose nothing.
import { beforeEach, describe, expect, it } from "vitest";
import { PLAN_JSON } from "../support/samples.ts";
import { post, sendJson, type TestApp, testApp } from "../support/test-app.ts";

type Event = Record<string, unknown> & { seq: number; subject: string; kind: string; version: number };
type Page = { items: Event[]; next: number | null };

let app: TestApp;
beforeEach(async () => {
  app = testApp();
  await app.request("/v1/contacts/7", sendJson("PUT", { name: "Joe" }));
  await app.request("/v1/contacts/7", sendJson("PUT", { name: "Jo", parentId: 40 }, { "If-Match": "*" }));
  await app.request("/v01/services.ashx?action=ContactExtraSave&ContactId=7&ContactExtraDelay2Pay=14");
  const crn = { accountId: 1, contactId: 7, crn: "123 456 789A" };
  await app.request("/v1/payment-references", sendJson("POST", crn));
  await app.request("/v1/payment-references/1/deactivate", { method: "POST" });
  await app.request("/Billings/PaymentPlan", post("application/json", PLAN_JSON));
});

const page = async (path: string, key = "clerk-key"): Promise<Page> =>
  (await (await app.request(path, { headers: { key } })).json()) as Page;

describe("the history of a contact", () => {
  it("has who, when, before, after and what changed, for every put and every saved extra", async () => {
    const { items, next } = await page("/v1/contacts/7/history");
    expect(next).toBeNull();
    expect(items.map(({ version, kind, actor, at }) => [version, kind, actor, at])).toEqual([
      [1, "created", "tester", "2026-01-02T03:04:05.678Z"],
      [2, "updated", "tester", "2026-01-02T03:04:05.678Z"],
      [3, "extra-saved", "tester", "2026-01-02T03:04:05.678Z"],
    ]);
    expect(items[0]).toMatchObject({
      before: null,
      after: { name: "Joe", reference: null, parentId: null },
      changed: ["reference", "name", "parentId"],
    });
    expect(items[1]).toMatchObject({ before: { name: "Joe" }, after: { name: "Jo", parentId: 40 } });
    expect(items[1]?.changed).toEqual(["name", "parentId"]);
    expect(items[2]).toMatchObject({ before: { delay2Pay: null }, after: { delay2Pay: 14 } });
    expect(items[2]?.changed).toEqual(["delay2Pay"]);
  });

  it("shows a limit as money, and comes by pages of versions", async () => {
    const limit = { amount: "5.00", currency: "AUD" };
    await app.request("/v1/contacts/7/credit", sendJson("PATCH", { creditLimit: limit }));
    const { items, next } = await page("/v1/contacts/7/history?after=2&limit=1");
    expect([items.map((event) => event.version), next]).toEqual([[3], 3]);
    const last = await page("/v1/contacts/7/history?after=3&limit=1");
    expect(last).toMatchObject({ items: [{ after: { creditLimit: limit }, changed: ["creditLimit"] }] });
    expect(last.next).toBeNull();
    const none = await app.request("/v1/contacts/99/history");
    expect([none.status, ((await none.json()) as { code: string }).code]).toEqual([404, "CONTACT_NOT_FOUND"]);
  });
});

describe("the history of a payment reference", () => {
  it("masks the CRN unless the key may see it", async () => {
    const { items } = await page("/v1/payment-references/1/history");
    expect(items.map((event) => event.kind)).toEqual(["created", "deactivated"]);
    expect(items[0]).toMatchObject({ before: null, after: { crn: "••••••789A", inactivated: null } });
    expect(items[1]).toMatchObject({
      before: { crn: "••••••789A", inactivated: null },
      after: { crn: "••••••789A", inactivated: { by: "tester" } },
      changed: ["inactivated"],
    });
    const open = await page("/v1/payment-references/1/history", "test-key");
    expect(open.items[1]).toMatchObject({ after: { crn: "123 456 789A" } });
  });
});

describe("GET /v1/events", () => {
  it("tells everything in the order in which it happened, plans included", async () => {
    const { items, next } = await page("/v1/events?after=4");
    expect(items.map((event) => [event.seq, event.subject, event.version, event.kind])).toEqual([
      [5, "contact", 1, "created"],
      [6, "contact", 2, "updated"],
      [7, "contact", 3, "extra-saved"],
      [8, "reference", 1, "created"],
      [9, "reference", 2, "deactivated"],
      [10, "plan", 1, "create"],
    ]);
    expect(next).toBe(10);
    const plan = items.at(-1) as { difference?: { totals: unknown; text: string[] }; hash?: string };
    expect(plan.difference?.totals).toMatchObject({ after: { total: { amount: "30.00", currency: "AUD" } } });
    expect(plan.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(items)).not.toContain("456 789");
    expect(JSON.stringify(await page("/v1/events", "test-key"))).toContain("123 456 789A");
  });

  it("goes on where it was left: `next` stays while there is nothing new", async () => {
    const seen: number[] = [];
    let after = 0;
    for (;;) {
      const { items, next } = await page(`/v1/events?after=${after}&limit=3`);
      if (items.length === 0) break;
      seen.push(...items.map((event) => event.seq));
      after = next ?? 0;
    }
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(await page("/v1/events?after=10")).toEqual({ items: [], next: 10 });
    await app.request("/v1/contacts/8", sendJson("PUT", { name: "New" }));
    expect((await page("/v1/events?after=10")).items).toMatchObject([{ seq: 11, subjectId: 8 }]);
  });

  it("needs its own scope", async () => {
    const response = await app.request("/v1/events", { headers: { key: "planner-key" } });
    expect(response.status).toBe(403);
  });
});
