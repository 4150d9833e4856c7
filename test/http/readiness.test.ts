// /ready: what it checks, how often, and what it says of a service that is not set up.
import { describe, expect, it } from "vitest";
import { libsqlStores } from "../../src/adapters/libsql/stores.ts";
import { StoreUnavailable } from "../../src/domain/ports/store-errors.ts";
import { createApp } from "../../src/http/app.ts";
import { sharedCheck } from "../../src/http/health/readiness.ts";
import { readSettings } from "../../src/http/settings/settings.ts";
import worker from "../../src/http/worker.ts";
import { startFileDatabase, startServerDatabase } from "../support/libsql.ts";
import { memoryStores } from "../support/memory-stores.ts";
import { testApp } from "../support/test-app.ts";

describe("the check", () => {
  function counted() {
    const seen = { runs: 0, error: null as unknown };
    const clock = { ms: 5_000 };
    const shared = sharedCheck(() => clock.ms);
    const ask = () =>
      shared(async () => {
        seen.runs += 1;
        await new Promise((resolve) => setTimeout(resolve, 30));
        if (seen.error !== null) throw seen.error;
      });
    return { seen, clock, ask };
  }

  it("runs once for many callers, and once a second", async () => {
    const { seen, clock, ask } = counted();
    await Promise.all(Array.from({ length: 50 }, ask));
    expect(seen.runs).toBe(1);
    clock.ms += 999;
    await ask();
    expect(seen.runs).toBe(1);
    clock.ms += 1;
    await Promise.all([ask(), ask()]);
    expect(seen.runs).toBe(2);
  });

  it("shares a failure as well, and finds out when it is over", async () => {
    const { seen, clock, ask } = counted();
    seen.error = new StoreUnavailable(new Error("away"));
    const results = await Promise.allSettled([ask(), ask(), ask()]);
    expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    expect(seen.runs).toBe(1);
    seen.error = null;
    await expect(ask()).rejects.toThrow("unavailable");
    clock.ms += 1_000;
    await ask();
    expect(seen.runs).toBe(2);
  });

  it("is made anew when the one that ran was lost", async () => {
    const clock = { ms: 5_000 };
    const shared = sharedCheck(() => clock.ms);
    void shared(() => new Promise(() => {}));
    clock.ms += 5_001;
    let runs = 0;
    await shared(async () => {
      runs += 1;
    });
    expect(runs).toBe(1);
  });
});

it.each([
  ["file", startFileDatabase],
  ["server", startServerDatabase],
])("is answered by a %s that takes a write, and nothing of it stays", async (_, start) => {
  const test = await start();
  const stores = () => libsqlStores(test.database);
  const content = () =>
    test.database.read([
      { sql: "select * from sqlite_sequence", args: [] },
      { sql: "select count(*) as n from plans", args: [] },
      { sql: "pragma data_version", args: [] },
    ]);
  const app = testApp({ openStores: stores });
  const before = await content();
  expect((await app.request("/ready")).status).toBe(200);
  expect(await content()).toEqual(before);
  await test.stop();
});

it("is 503 for a database that was never migrated", async () => {
  const test = await startFileDatabase();
  await test.database.write([
    { sql: "drop table payments", args: [] },
    { sql: "drop table instalments", args: [] },
  ]);
  await test.database.write([{ sql: "drop table plans", args: [] }]);
  const response = await testApp({ openStores: () => libsqlStores(test.database) }).request("/ready");
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ code: "DATABASE_UNAVAILABLE" });
  await test.stop();
});

it("says why in the log, by a code", async () => {
  const error = Object.assign(new Error("disk"), { code: "SQLITE_FULL" });
  const stores = { ...memoryStores(), ready: () => Promise.reject(new StoreUnavailable(error)) };
  const app = testApp({ stores });
  expect((await app.request("/ready")).status).toBe(503);
  expect(app.log).toHaveLength(1);
  expect(app.log[0]).toMatchObject({ status: 503, error: "StoreUnavailable", code: "SQLITE_FULL" });
});

it("names what is not configured, and no value", async () => {
  const read = readSettings({ DATABASE_URL: "http://127.0.0.1:1" });
  if ("wrong" in read) throw new Error("settings");
  const app = createApp({
    settings: read.settings,
    openStores: () => memoryStores(),
    ready: async () => {},
    clock: () => 0,
    randomId: () => "id",
    log: () => {},
  });
  const ready = await app.request("/ready");
  expect(ready.status).toBe(503);
  expect(await ready.json()).toMatchObject({
    code: "NOT_CONFIGURED",
    detail: "Not set, or set wrongly: API_KEYS.",
  });
  const plans = await app.request("/v1/payment-plans");
  expect(await plans.json()).toMatchObject({
    code: "NOT_CONFIGURED",
    detail: expect.not.stringContaining("API_KEYS"),
  });
});

it("names the wrong variables where nothing could be composed", async () => {
  const secret = "libsql://user:hunter2hunter2@example.test";
  const bindings = { DATABASE_URL: secret, TIME_ZONE: "Mars/Olympus", API_KEYS: "rek_secret" };
  const response = await worker.fetch(new Request("http://h/ready"), bindings);
  expect(response.status).toBe(503);
  const text = await response.text();
  expect(text).toContain("Not set, or set wrongly: DATABASE_URL, API_KEYS, TIME_ZONE.");
  expect(text).not.toMatch(/hunter2|Mars|rek_secret/);
  const file = await worker.fetch(new Request("http://h/ready"), { DATABASE_URL: "file:x.db" });
  expect([file.status, await file.text()]).toEqual([503, expect.stringContaining("DATABASE_URL")]);
});
