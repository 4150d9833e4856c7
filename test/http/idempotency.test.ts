// Idempotency-Key over a real database: one effect, the same answer again, and what happens in between.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { deleteExpired } from "../../src/adapters/libsql/idempotency/idempotency-statements.ts";
import { libsqlStores } from "../../src/adapters/libsql/stores.ts";
import type { LocalDate } from "../../src/domain/values/local-date.ts";
import { startServerDatabase, type TestDatabase } from "../support/libsql.ts";
import { NOW, type TestApp, testApp } from "../support/test-app.ts";

const HOUR = 3_600_000;

let test: TestDatabase;
let app: TestApp;
let now = Date.parse(NOW);
beforeAll(async () => {
  test = await startServerDatabase();
});
afterAll(() => test.stop());
beforeEach(async () => {
  now = Date.parse(NOW);
  await test.empty();
  await test.database.write([{ sql: "delete from idempotency_keys", args: [] }]);
  app = testApp({
    stores: libsqlStores(test.database),
    openStores: (claim) => libsqlStores(test.database, claim),
    clock: () => now,
  });
});

const AUD = (amount: string) => ({ amount, currency: "AUD" });
const PLAN = {
  clientId: 2,
  businessUnitId: 3,
  start: "2025-01-31",
  amount: AUD("100.00"),
  count: 12,
  recurrence: "Monthly",
  paymentMethod: "Cash",
};
const PAYMENT = { amount: AUD("150.00"), receivedOn: "2025-06-01" };

const send = (path: string, body: unknown, key: string | null, headers: Record<string, string> = {}) =>
  app.request(`/v1${path}`, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "If-Match": "*",
      ...(key === null ? {} : { "Idempotency-Key": key }),
      ...headers,
    },
    body: JSON.stringify(body),
  });
const rows = async (sql: string) => (await test.database.read([{ sql, args: [] }]))[0] ?? [];
const makePlan = async () => {
  const made = await send("/payment-plans", PLAN, null);
  return ((await made.json()) as { id: number }).id;
};

describe("a key whose request had no effect", () => {
  it("is free again when the request was refused, whatever refused it", async () => {
    const nothing = await send("/payment-references/9/deactivate", undefined, "one");
    expect(nothing.status).toBe(404);
    expect(await rows("select key from idempotency_keys")).toEqual([]);
    const made = await send("/payment-plans", PLAN, "one");
    expect(made.status).toBe(201);
    expect(made.headers.get("idempotency-replayed")).toBeNull();
  });

  it("leaves the kept answer of another request alone when it is a preview", async () => {
    const first = await send("/payment-plans", PLAN, "one");
    const preview = await send("/payment-plans?validateOnly=true", { ...PLAN, count: 3 }, "one");
    expect(preview.status).toBe(200);
    const again = await send("/payment-plans", PLAN, "one");
    expect(again.status).toBe(201);
    expect(await again.text()).toBe(await first.text());
    expect(again.headers.get("idempotency-replayed")).toBe("true");
  });

  it("is free again after a version that was stale, so that the request can be mended", async () => {
    const put = (version: string) =>
      app.request("/v1/contacts/7", {
        method: "PUT",
        headers: { "Content-Type": "application/json", "Idempotency-Key": "put", "If-Match": version },
        body: JSON.stringify({ name: "Ada" }),
      });
    expect((await put('"3"')).status).toBe(412);
    expect((await put("*")).status).toBe(412);
    expect(await rows("select key from idempotency_keys")).toEqual([]);
    expect((await put('"0"')).status).toBe(201);
    expect(await rows("select key from idempotency_keys")).toHaveLength(1);
  });
});

describe("the same key and the same request", () => {
  it("makes one plan and answers the same again", async () => {
    const first = await send("/payment-plans", PLAN, "one");
    const second = await send("/payment-plans", PLAN, '"one"');
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(await second.text()).toBe(await first.text());
    for (const name of ["location", "etag", "content-type"]) {
      expect(second.headers.get(name)).toBe(first.headers.get(name));
    }
    expect(first.headers.get("idempotency-replayed")).toBeNull();
    expect(second.headers.get("idempotency-replayed")).toBe("true");
    expect(await rows("select id from plans")).toHaveLength(1);
  });

  it("records one payment, also after others have changed the plan", async () => {
    const id = await makePlan();
    const first = await send(`/payment-plans/${id}/payments`, PAYMENT, "pay", { "If-Match": '"1"' });
    await send(`/payment-plans/${id}/payments`, PAYMENT, "other");
    const again = await send(`/payment-plans/${id}/payments`, PAYMENT, "pay", { "If-Match": '"1"' });
    expect(again.status).toBe(200);
    expect(await again.text()).toBe(await first.text());
    expect(await rows("select number from payments")).toHaveLength(2);
  });

  it("acts once when sent 20 times at once", async () => {
    const id = await makePlan();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => send(`/payment-plans/${id}/payments`, PAYMENT, "burst")),
    );
    expect(await rows("select number from payments")).toHaveLength(1);
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
    const replays = answers.filter((answer) => answer.headers.get("idempotency-replayed") === "true");
    expect(replays).toHaveLength(19);
  });

  it("may be another caller's: keys of different API keys do not meet", async () => {
    await send("/payment-plans", PLAN, "shared");
    const other = await send("/payment-plans", PLAN, "shared", { key: "planner-key" });
    expect(other.headers.get("idempotency-replayed")).toBeNull();
  });

  it("is forgotten after two days, not after one, by the clocks of two writes", async () => {
    const replayed = async () =>
      (await send("/payment-plans", PLAN, "old")).headers.get("idempotency-replayed");
    await send("/payment-plans", PLAN, "old");
    now += 47 * HOUR;
    expect(await replayed()).toBe("true");
    now += 2 * HOUR;
    await send("/payment-plans", PLAN, "another");
    expect(await rows("select key from idempotency_keys")).toHaveLength(2);
    expect(await replayed()).toBeNull();
    expect(await rows("select key from idempotency_keys")).toHaveLength(2);
  });

  it.each([400 * 24 * HOUR, -400 * 24 * HOUR])(
    "is not forgotten early by a clock that jumps by %d ms",
    async (jump) => {
      await send("/payment-plans", PLAN, "kept");
      now += HOUR;
      await send("/payment-plans", PLAN, "kept-too");
      now += jump;
      expect((await send("/payment-plans", PLAN, "in-the-jump")).status).toBe(201);
      now -= jump;
      for (const key of ["kept", "kept-too", "in-the-jump"]) {
        const again = await send("/payment-plans", PLAN, key);
        expect([key, again.headers.get("idempotency-replayed")]).toEqual([key, "true"]);
      }
      await send("/payment-plans", PLAN, "after-it");
      expect(await rows("select key from idempotency_keys")).toHaveLength(4);
    },
  );

  it("clears at most 100 expired keys away at once, by their index", async () => {
    const old = Array.from({ length: 250 }, (_, index) => ({
      sql: `insert into idempotency_keys (key, request_hash, at, seq_before, subject, subject_id, version)
        values ('old ${index}', 'x', '2025-12-01T00:00:00.000Z', 0, 'plan', 1, 1)`,
      args: [],
    }));
    await test.database.write(old);
    const left = async () => (await rows("select key from idempotency_keys where key like 'old %'")).length;
    const counts: number[] = [];
    for (const key of ["a", "b", "c", "d", "e"]) {
      await send("/payment-plans", PLAN, key);
      counts.push(await left());
    }
    // The first finds that the write before it was as old as they are.
    expect(counts).toEqual([250, 150, 50, 0, 0]);
    const at = "2026-01-02T00:00:00.000Z";
    const { sql, args } = deleteExpired({ key: "k", requestHash: "r", at, today: "2026-01-02" as LocalDate });
    const plan = await test.database.read([{ sql: `explain query plan ${sql}`, args }]);
    const steps = plan.flat().map((row) => String(row.detail));
    expect(steps.join("\n")).toContain("USING COVERING INDEX idempotency_keys_by_age (at<?)");
    expect(steps.filter((step) => step.includes("TEMP B-TREE"))).toEqual([]);
  });
});

describe("the same key and another request", () => {
  it("is refused with 422 and does nothing", async () => {
    await send("/payment-plans", PLAN, "key");
    for (const [path, body] of [
      ["/payment-plans", { ...PLAN, count: 11 }],
      ["/payment-plans?arrears=keep", PLAN],
    ] as const) {
      const refused = await send(path, body, "key");
      expect(refused.status).toBe(422);
      expect(await refused.json()).toMatchObject({ code: "IDEMPOTENCY_KEY_REUSED" });
    }
    expect(await rows("select id from plans")).toHaveLength(1);
  });
});

describe("a request that wrote nothing", () => {
  it("leaves its key free: refused, previewed, or without change", async () => {
    expect((await send("/payment-plans", { ...PLAN, count: 0 }, "free")).status).toBe(422);
    expect((await send("/payment-plans?validateOnly=true", PLAN, "free")).status).toBe(200);
    expect((await send("/payment-plans", PLAN, "free")).status).toBe(201);
  });

  it.each(["", " ", "a b", "x".repeat(256), "ü"])("is refused for the key %j", async (key) => {
    const headers = new Headers({ "Content-Type": "application/json", "If-Match": "*" });
    try {
      headers.set("Idempotency-Key", key);
    } catch {
      return; // no client can send it
    }
    const refused = await app.request("/v1/payment-plans", {
      method: "POST",
      headers,
      body: JSON.stringify(PLAN),
    });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ code: "IDEMPOTENCY_KEY_INVALID" });
  });
});

describe("a write that failed", () => {
  it("left its key free: claim and effect are kept together", async () => {
    const broken = testApp({
      stores: libsqlStores(test.database),
      openStores: (claim) =>
        libsqlStores(
          {
            ...test.database,
            write: (statements) =>
              test.database.write([...statements, { sql: "insert into plans (id) values (1)", args: [] }]),
          },
          claim,
        ),
      clock: () => now,
    });
    const failing = { ...app, request: broken.request };
    const response = await failing.request("/v1/payment-plans", {
      method: "POST",
      headers: { "Content-Type": "application/json", "Idempotency-Key": "atomic" },
      body: JSON.stringify(PLAN),
    });
    expect(response.status).toBe(500);
    expect(await rows("select key from idempotency_keys")).toEqual([]);
    expect((await send("/payment-plans", PLAN, "atomic")).status).toBe(201);
  });
});

describe("the other writes of /v1", () => {
  it("answer a saved reference the same way again", async () => {
    const reference = { accountId: 1, contactId: 7, crn: "123 456 789A" };
    const first = await send("/payment-references", reference, "ref");
    const again = await send("/payment-references", reference, "ref");
    expect(again.status).toBe(first.status);
    expect(await again.text()).toBe(await first.text());
    const anew = await send("/payment-references", reference, "new");
    expect([first.status, anew.status]).toEqual([201, 200]);
  });

  it("answer a put contact the same way again, though its version moved on", async () => {
    const put = (key: string, name: string, ifMatch?: string) =>
      app.request("/v1/contacts/7", {
        method: "PUT",
        headers: {
          "Content-Type": "application/json",
          "Idempotency-Key": key,
          ...(ifMatch === undefined ? {} : { "If-Match": ifMatch }),
        },
        body: JSON.stringify({ name, reference: null, parentId: null }),
      });
    const first = await put("a", "Joe");
    await put("b", "Jim", "*");
    const again = await put("a", "Joe");
    expect(again.status).toBe(first.status);
    expect(await again.text()).toBe(await first.text());
    expect(await rows("select name from contacts")).toEqual([{ name: "Jim" }]);
  });
});
