// Lists of the longest texts there can be, older and longer ones among them: every page answers, is no larger than a
// page, and following `next` gives each thing once. The whole measure of it is `npm run bounds -- --only S3`.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEVELOPMENT_API_KEYS, DEVELOPMENT_KEY } from "../../scripts/development-key.ts";
import type { Database } from "../../src/adapters/libsql/connection/database.ts";
import { libsqlStores } from "../../src/adapters/libsql/stores.ts";
import { instalmentsAcross } from "../../src/domain/plans/bulk/instalments-across.ts";
import { MAX_PAGE_BYTES } from "../../src/domain/values/page.ts";
import { createApp } from "../../src/http/app.ts";
import { readSettings } from "../../src/http/settings/settings.ts";
import { changeOften, copyPlan, longContacts, longPlan } from "../../tools/bounds/bounds-data.ts";
import { followAll, followList, type Get } from "../../tools/bounds/bounds-lists.ts";
import { startFileDatabase, startServerDatabase, type TestDatabase } from "../support/libsql.ts";
import { testApp } from "../support/test-app.ts";

const CONTACTS = 5;
const UPDATES = 14;
const REFERENCES = 12;
const VERSIONS = 40;

/** Megabytes are not held to the document here: that takes longer than all the rest. */
function plainApp(database: Database): (path: string, init?: RequestInit) => Promise<Response> {
  const variables = { DATABASE_URL: "http://127.0.0.1:1", API_KEYS: JSON.stringify(DEVELOPMENT_API_KEYS) };
  const read = readSettings(variables);
  if ("wrong" in read) throw new Error(read.wrong.join("; "));
  const app = createApp({
    settings: read.settings,
    openStores: () => libsqlStores(database),
    ready: async () => {},
    clock: Date.now,
    randomId: () => crypto.randomUUID(),
    log: () => {},
  });
  return async (path, init = {}) => {
    const headers = { ...(init.headers as Record<string, string>), key: DEVELOPMENT_KEY };
    return app.request(`http://service.test${path}`, { ...init, headers });
  };
}

describe.each([
  ["an embedded file", startFileDatabase],
  ["a libSQL server", startServerDatabase],
])("lists in %s", (_, start) => {
  let test: TestDatabase;
  let get: Get;
  let plan: number;
  beforeAll(async () => {
    test = await start();
    const open = () => test.database;
    await longContacts(open, { contacts: CONTACTS, updates: UPDATES, old: 3, oldLength: 400_000 });
    plan = await longPlan(test.database);
    await changeOften(open, plan, VERSIONS);
    const app = plainApp(test.database);
    get = app;
    for (let number = 0; number < REFERENCES; number += 1) {
      const body = JSON.stringify({ accountId: 1, contactId: 1, crn: `AB ${number}` });
      const headers = { "Content-Type": "application/json" };
      const saved = await app("/v1/payment-references", { method: "POST", headers, body });
      expect(saved.status).toBe(201);
    }
    // A spelling from before there was a limit to it.
    await test.database.write([
      {
        sql: "update payment_references set crn = 'AB' || replace(hex(zeroblob(150000)), '0', ' ')",
        args: [],
      },
    ]);
  });
  afterAll(() => test.stop());

  it("of contacts, their histories and all events", async () => {
    const expected = {
      contacts: CONTACTS,
      history: UPDATES + 1,
      events: CONTACTS * (UPDATES + 1) + VERSIONS + REFERENCES,
    };
    for (const { list, pages, largestBytes, wrong } of await followAll(get, expected)) {
      expect(wrong, list).toEqual([]);
      expect(largestBytes, list).toBeLessThanOrEqual(MAX_PAGE_BYTES);
      if (!list.endsWith(`/${CONTACTS}/history`)) expect(pages, list).toBeGreaterThan(1);
    }
  });

  it("of references, and of a plan's history with the hashed texts", async () => {
    for (const [list, key, count] of [
      ["/v1/payment-references", "id", REFERENCES],
      ["/v1/payment-references?contactId=1&active=true", "id", REFERENCES],
      [`/v1/payment-plans/${plan}/history`, "version", VERSIONS],
      [`/v1/payment-plans/${plan}/history?text=true`, "version", VERSIONS],
    ] as const) {
      const { keys, pages, largestBytes, wrong } = await followList(get, list, (item) => Number(item[key]));
      expect(wrong, list).toEqual([]);
      expect(keys, list).toEqual(Array.from({ length: count }, (_, index) => index + 1));
      expect(pages, list).toBeGreaterThan(1);
      expect(largestBytes, list).toBeLessThanOrEqual(MAX_PAGE_BYTES);
    }
  });

  it("give one that is too large for a page alone", async () => {
    const app = testApp({ stores: libsqlStores(test.database) });
    const page = (await (await app.request("/v1/contacts/1/history?after=5&limit=200")).json()) as {
      items: { version: number }[];
      next: number;
    };
    expect([page.items.map(({ version }) => version), page.next]).toEqual([[6], 6]);
  });
});

describe("lists of plans with more rows than one trip sums", () => {
  const PLANS = 180;
  let test: TestDatabase;
  let trips = 0;
  beforeAll(async () => {
    test = await startFileDatabase();
    await copyPlan(test.database, await longPlan(test.database), PLANS - 1);
  });
  afterAll(() => test.stop());
  const stores = () => {
    trips = 0;
    const read: typeof test.database.read = (statements) => {
      trips += 1;
      return test.database.read(statements);
    };
    return libsqlStores({ ...test.database, read });
  };

  it("have as many plans as were asked for, in several trips", async () => {
    const app = testApp({ stores: stores() });
    const response = await app.request("/v1/payment-plans?limit=150");
    const { items, next } = (await response.json()) as { items: { id: number }[]; next: number };
    expect(items.map(({ id }) => id)).toEqual(Array.from({ length: 150 }, (_, index) => index + 1));
    expect(next).toBe(150);
    expect(trips).toBeGreaterThan(2);
    expect(trips).toBeLessThan(15);
  });

  it.each([
    ["all", null, 1],
    ["the unpaid", false, 3],
  ] as const)("have %s instalments by position, however far", async (_, paid, most) => {
    const { plans } = stores();
    const filter = { planIds: null, clientId: 2, from: null, to: null, inBatch: null, paid };
    const total = PLANS * 600;
    for (const [offset, limit] of [
      [0, 3],
      [100_199, 5],
      [total - 2, 10],
      [total + 5, 10],
    ] as const) {
      trips = 0;
      const found = await instalmentsAcross(plans, filter, { offset, limit }, async () => {});
      expect(found.total).toBe(total);
      const expected = Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_unused, at) => {
        const position = offset + at;
        return [Math.floor(position / 600) + 1, (position % 600) + 1];
      });
      expect(found.items.map(({ planId, ordinal }) => [planId, ordinal])).toEqual(expected);
      expect(trips).toBe(most);
    }
    const planIds = [3, 175, 179];
    const named = await instalmentsAcross(
      plans,
      { ...filter, planIds },
      { offset: 599, limit: 602 },
      async () => {},
    );
    expect(named.total).toBe(1_800);
    expect(named.items.map(({ planId }) => planId)).toEqual([3, ...new Array(600).fill(175), 179]);
  });
});
