// Who may call what, and what the log says of it.
import { describe, expect, it } from "vitest";
import { createApp } from "../../src/http/app.ts";
import { readSettings } from "../../src/http/settings/settings.ts";
import { memoryStores } from "../support/memory-stores.ts";
import { PLAN_JSON, PLAN_PATH, REFERENCE_JSON, REFERENCE_PATH } from "../support/samples.ts";
import { KEY, post, testApp } from "../support/test-app.ts";

const EXTRAS_PATH = "/v01/services.ashx?action=ContactExtraSave&ContactId=38759340";
const basic = (name: string, password: string) => `Basic ${btoa(`${name}:${password}`)}`;

describe("a key", () => {
  it.each([
    ["a bearer token", { Authorization: `Bearer ${KEY}` }],
    ["the password of HTTP Basic", { Authorization: basic("anybody", KEY) }],
    ["the key header", { key: KEY }],
  ])("is taken as %s by every dialect", async (_, headers: Record<string, string>) => {
    const app = testApp();
    expect((await app.request(EXTRAS_PATH, { headers })).status).toBe(200);
    expect((await app.request("/v1/payment-plans/1", { headers })).status).toBe(404);
    const save = post("application/json", REFERENCE_JSON, headers);
    expect((await app.request(REFERENCE_PATH, save)).status).toBe(200);
  });

  it("is taken from the query by services.ashx alone", async () => {
    const app = testApp();
    const headers = { key: "" };
    expect((await app.request(`${EXTRAS_PATH}&KEY=${KEY}`, { headers })).status).toBe(200);
    expect((await app.request(`/v1/payment-plans/1?key=${KEY}`, { headers })).status).toBe(401);
  });

  it.each([
    ["none", { key: "" }],
    ["a wrong one", { key: "wrong" }],
    ["an expired one", { key: "expired-key" }],
    ["a wrong scheme", { Authorization: `Digest ${KEY}` }],
    ["broken Basic", { Authorization: "Basic %%%" }],
  ])("is asked for when there is %s, in each dialect's form", async (_, headers: Record<string, string>) => {
    const app = testApp();
    const extras = await app.request(EXTRAS_PATH, { headers });
    expect(extras.status).toBe(401);
    expect(await extras.json()).toMatchObject({ Code: 2 });
    const reference = await app.request(REFERENCE_PATH, post("application/json", REFERENCE_JSON, headers));
    expect(reference.status).toBe(401);
    expect(await reference.json()).toEqual({
      Message: "Authorization has been denied for this request.",
      Code: "UNAUTHENTICATED",
    });
    const plan = await app.request("/v1/payment-plans/1", { headers });
    expect(plan.headers.get("www-authenticate")).toMatch(/^Bearer/);
    expect(await plan.json()).toMatchObject({ status: 401, code: "UNAUTHENTICATED" });
    expect((await app.request("/nowhere", { headers })).status).toBe(401);
    expect((await app.stores.contacts.byId(38759340))?.version).toBe(1);
  });

  it("goes no further than its scopes", async () => {
    const app = testApp();
    const headers = { key: "reader-key" };
    expect((await app.request("/v1/payment-plans/1", { headers })).status).toBe(404);
    for (const [path, init] of [
      [PLAN_PATH, post("application/json", PLAN_JSON, headers)],
      [REFERENCE_PATH, post("application/json", REFERENCE_JSON, headers)],
      ["/v1/payment-plans", post("application/json", "{}", headers)],
      [EXTRAS_PATH, { headers }],
    ] as const) {
      expect((await app.request(path, init)).status).toBe(403);
    }
  });

  it("must be configured: without any, nothing but health is served", async () => {
    const read = readSettings({ DATABASE_URL: "http://127.0.0.1:1" });
    if ("wrong" in read) throw new Error("settings");
    const app = createApp({
      settings: read.settings,
      openStores: () => memoryStores(),
      ready: async () => {},
      clock: () => 0,
      randomId: () => "",
      log: () => {},
    });
    for (const path of ["/v1/payment-plans/1", PLAN_PATH, REFERENCE_PATH, EXTRAS_PATH, "/"]) {
      expect((await app.request(path, { headers: { key: KEY } })).status).toBe(503);
    }
    expect((await app.request("/health")).status).toBe(200);
  });
});

describe("the log", () => {
  it("has one line a request: the route's pattern and the key's name, nothing of what was sent", async () => {
    const app = testApp();
    await app.request(`${EXTRAS_PATH}&ContactExtraFlaggedReason=hidden&key=${KEY}`);
    await app.request(REFERENCE_PATH, post("application/json", REFERENCE_JSON, { "X-Request-Id": "abc-1" }));
    await app.request("/v1/payment-plans/77");
    expect(app.log.map(({ method, route, status, key }) => [method, route, status, key])).toEqual([
      ["GET", "/v01/services.ashx", 200, "tester"],
      ["POST", `${REFERENCE_PATH.toLowerCase()}/:id?`, 200, "tester"],
      ["GET", "/v1/payment-plans/:id{[0-9]{1,10}}", 404, "tester"],
    ]);
    expect(app.log[1]?.requestId).toBe("abc-1");
    const said = app.log.map(({ requestId, traceId, ms, ...line }) => line);
    expect(JSON.stringify(said)).not.toMatch(/hidden|sample string|test-key|38759340|77/);
  });

  it("carries the request id that the answer carries", async () => {
    const app = testApp();
    for (const path of ["/health", "/v1/payment-plans/1", "/Billings/PaymentPlan/1", "/nowhere"]) {
      const response = await app.request(path);
      expect(response.headers.get("x-request-id")).toBe(app.log.at(-1)?.requestId);
    }
  });
});

describe("settings", () => {
  it.each([
    ["DATABASE_URL", ""],
    ["API_KEYS", "{"],
    ["API_KEYS", '[{"name":"a","hash":"short","scopes":[]}]'],
    ["API_KEYS", JSON.stringify([{ name: "n".repeat(101), hash: "0".repeat(64), scopes: [] }])],
    ["DEFAULT_CURRENCY", "XXX"],
    ["BUSINESS_UNIT_CURRENCIES", '{"3":"Dollars"}'],
    ["TIME_ZONE", "Mars/Olympus"],
    ["ARREARS", "maybe"],
    ["ENUMERATIONS", '{"Recurrence":{"Weekly":0}}'],
    ["CRN_SCHEME", "none"],
    ["REFERENCE_IDENTITY", "name"],
  ])("say which variable is wrong: %s=%s", (name, value) => {
    const read = readSettings({ DATABASE_URL: "http://127.0.0.1:1", [name]: value });
    expect("wrong" in read && read.wrong.every((line) => line.startsWith(name))).toBe(true);
  });

  it("take a key's name of 100 characters", () => {
    const keys = JSON.stringify([{ name: "👍".repeat(100), hash: "0".repeat(64), scopes: [] }]);
    expect("settings" in readSettings({ DATABASE_URL: "http://127.0.0.1:1", API_KEYS: keys })).toBe(true);
  });

  it("give each business unit its currency", async () => {
    const app = testApp({ environment: { BUSINESS_UNIT_CURRENCIES: '{"3":"JPY"}' } });
    const body = PLAN_JSON.replace("5.0", "500");
    const made = await app.request("/Billings/PaymentPlan", post("application/json", body));
    expect(made.status).toBe(201);
    expect((await app.stores.plans.byId(1))?.terms.amount).toBe(500n);
    expect(
      (await app.request(PLAN_PATH, post("application/json", PLAN_JSON.replace("5.0", "5.5")))).status,
    ).toBe(400);
  });

  it("can replace the enumeration tables", async () => {
    const app = testApp({ environment: { ENUMERATIONS: '{"Recurrence":{"Weekly":7,"Monthly":9}}' } });
    const made = await app.request(
      "/Billings/PaymentPlan",
      post("application/json", PLAN_JSON.replace('"recurrence": 1', '"recurrence": 9')),
    );
    expect(made.status).toBe(201);
    expect(await made.text()).toContain('"recurrence":9');
    expect((await app.stores.plans.byId(1))?.terms.recurrence).toBe("Monthly");
  });
});
