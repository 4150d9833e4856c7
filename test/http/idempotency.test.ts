// Idempotency-Key over a real database: one effect, the same answer again, and what happens in between.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { libsqlStores } from "../../src/http/stores.ts";
import { startServerDatabase, type TestDatabase } from "../support/libsql.ts";
import { NOW, type TestApp, testApp } from "../support/test-app.ts";

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
    const statuses = answers.map((answer) => answer.status);
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(0);
    expect(statuses.every((status) => status === 200 || status === 409)).toBe(true);
    const running = answers.find((answer) => answer.status === 409);
    if (running !== undefined) {
      expect(await running.json()).toMatchObject({ code: "IDEMPOTENCY_KEY_IN_USE" });
      expect(running.headers.get("retry-after")).toBe("1");
    }
    const bodies = new Set(
      await Promise.all(answers.filter((answer) => answer.status === 200).map((answer) => answer.text())),
    );
    expect(bodies.size).toBe(1);
  });

  it("may be another caller's: keys of different API keys do not meet", async () => {
    await send("/payment-plans", PLAN, "shared");
    const other = await send("/payment-plans", PLAN, "shared", { key: "planner-key" });
    expect(other.headers.get("idempotency-replayed")).toBeNull();
  });

  it("is forgotten after two days, not after one", async () => {
    await send("/payment-plans", PLAN, "old");
    now += 25 * 3_600_000;
    expect((await send("/payment-plans", PLAN, "old")).headers.get("idempotency-replayed")).toBe("true");
    now += 24 * 3_600_000;
    await send("/payment-plans", PLAN, "another");
    expect(await rows("select key from idempotency_keys")).toHaveLength(1);
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

describe("a process that died between the write and the answer", () => {
  const loseAnswer = () =>
    test.database.write([{ sql: "update idempotency_keys set status = null", args: [] }]);

  it("has acted once: at first the key is in use, later the answer is what was written", async () => {
    const id = await makePlan();
    await send(`/payment-plans/${id}/payments`, PAYMENT, "crash");
    await loseAnswer();
    const soon = await send(`/payment-plans/${id}/payments`, PAYMENT, "crash");
    expect(soon.status).toBe(409);
    now += 11_000;
    const later = await send(`/payment-plans/${id}/payments`, PAYMENT, "crash");
    expect(later.status).toBe(200);
    expect(later.headers.get("idempotency-replayed")).toBe("true");
    expect(await later.json()).toMatchObject({ id, version: 2, totals: { received: AUD("150.00") } });
    expect(await rows("select number from payments")).toHaveLength(1);
  });

  it("keeps claim and effect together: a write that failed left the key free", async () => {
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
