// The edge of the protocol: what is not kept, what a browser may not do, which ways in are offered, and to whom what is shown.
import { expect, it } from "vitest";
import { PLAN_JSON, PLAN_PATH, REFERENCE_JSON, REFERENCE_PATH } from "../support/samples.ts";
import { CONTACTS, post, sendJson, type TestApp, testApp } from "../support/test-app.ts";

const EXTRAS = "/v01/services.ashx?action=ContactExtraSave&ContactId=38759340&ContactExtraDelay2Pay=14";
const PLANS = "/v1/payment-plans";
const REFERENCES = "/v1/payment-references";
const NEW_PLAN = {
  clientId: 2,
  businessUnitId: 3,
  start: "2026-02-01",
  amount: { amount: "5.00", currency: "AUD" },
  count: 6,
  recurrence: "Weekly",
  paymentMethod: "Cash",
};
const TERMS = { ...NEW_PLAN, recordState: "Active" };
/** How much was written since the app was there with its contacts. */
const happened = async (app: TestApp): Promise<number> =>
  (await app.stores.events.feed({ after: 0, limit: 50 })).items.length - CONTACTS.length;
const contract = (headers: Record<string, string> = {}) => post("application/json", PLAN_JSON, headers);

it.each<[string, RequestInit, number]>([
  [PLANS, {}, 200],
  [PLANS, sendJson("POST", NEW_PLAN), 201],
  [PLANS, sendJson("POST", {}), 422],
  [`${PLANS}/77`, {}, 404],
  ["/v1/nowhere", {}, 404],
  [PLANS, { headers: { key: "wrong" } }, 401],
  [EXTRAS, {}, 200],
  [EXTRAS, { headers: { key: "wrong" } }, 401],
  ["/v01/services.ashx?action=other", {}, 200],
  ["/ready", {}, 200],
])("%s %j is kept by no cache", async (path, init, status) => {
  const response = await testApp().request(path, init);
  expect(response.status).toBe(status);
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(response.headers.get("pragma")).toBeNull();
});

it.each<[string, RequestInit, number]>([
  ["/Billings/PaymentPlan", contract(), 201],
  [PLAN_PATH, contract(), 404],
  [PLAN_PATH, contract({ key: "wrong" }), 401],
  [PLAN_PATH, contract({ key: "reader-key" }), 403],
  [PLAN_PATH, contract({ "Sec-Fetch-Site": "cross-site" }), 403],
  ["/Billings/Nothing", {}, 404],
  [REFERENCE_PATH, post("application/json", REFERENCE_JSON), 200],
])("%s keeps the contract's own headers, %#", async (path, init, status) => {
  const { status: found, headers } = await testApp().request(path, init);
  expect(found).toBe(status);
  expect([headers.get("cache-control"), headers.get("pragma"), headers.get("expires")]).toEqual([
    "no-cache",
    "no-cache",
    "-1",
  ]);
});

it("writes nothing for HEAD, and says which methods do", async () => {
  const app = testApp();
  const head = await app.request(EXTRAS, { method: "HEAD" });
  expect([head.status, head.headers.get("allow"), await head.text()]).toEqual([405, "GET, POST", ""]);
  expect((await app.stores.contacts.byId(38759340))?.version).toBe(1);
  expect((await app.request(EXTRAS)).status).toBe(200);
  expect((await app.stores.contacts.byId(38759340))?.version).toBe(2);
  for (const path of [PLAN_PATH, REFERENCE_PATH, PLANS, `${PLANS}/1`, "/v1/contacts/38759340"]) {
    await app.request(path, { method: "HEAD" });
  }
  expect(await happened(app)).toBe(1);
});

const FOREIGN = [
  { "Sec-Fetch-Site": "cross-site" },
  { "Sec-Fetch-Site": "Cross-Site" },
  { "Sec-Purpose": "prefetch" },
  { "Sec-Purpose": "prefetch;prerender" },
];

it.each(FOREIGN)("refuses a write with %j in every dialect's form", async (headers) => {
  const app = testApp();
  const v1 = await app.request(PLANS, sendJson("POST", NEW_PLAN, headers as Record<string, string>));
  expect([v1.status, await v1.json()]).toMatchObject([403, { code: "CROSS_SITE_WRITE" }]);
  const billing = await app.request("/Billings/PaymentPlan", contract(headers as Record<string, string>));
  expect([billing.status, await billing.json()]).toMatchObject([403, { code: "CROSS_SITE_WRITE" }]);
  for (const method of ["GET", "POST"]) {
    const extras = await app.request(EXTRAS, { method, headers: headers as Record<string, string> });
    expect([extras.status, await extras.json()]).toMatchObject([403, { Code: 2 }]);
  }
  const patch = sendJson("PATCH", { delay2Pay: 3 }, { "If-Match": "*", ...headers });
  expect((await app.request("/v1/contacts/38759340/credit", patch)).status).toBe(403);
  expect(await happened(app)).toBe(0);
  expect((await app.request(PLANS, { headers: headers as Record<string, string> })).status).toBe(200);
});

it.each([
  { "Sec-Fetch-Site": "same-origin" },
  { "Sec-Fetch-Site": "same-site" },
  { "Sec-Fetch-Site": "none" },
  {},
])("takes a write with %j", async (headers) => {
  const app = testApp();
  expect(
    (await app.request(PLANS, sendJson("POST", NEW_PLAN, headers as Record<string, string>))).status,
  ).toBe(201);
  expect((await app.request(EXTRAS, { headers: headers as Record<string, string> })).status).toBe(200);
});

it("offers Basic where the contracts' clients need it, and nowhere else", async () => {
  const app = testApp();
  const offered = async (path: string, init: RequestInit = {}) => {
    const response = await app.request(path, { ...init, headers: { ...init.headers, key: "wrong" } });
    expect(response.status).toBe(401);
    return response.headers.get("www-authenticate");
  };
  const [bearer, both] = [/^Bearer realm="[^"]+"$/, /^Bearer realm="[^"]+", Basic realm="[^"]+"$/];
  expect(await offered(PLANS)).toMatch(bearer);
  expect(await offered("/v1/nowhere")).toMatch(bearer);
  expect(await offered("/nowhere")).toMatch(bearer);
  expect(await offered(EXTRAS)).toMatch(both);
  expect(await offered(PLAN_PATH, contract())).toMatch(both);
  expect(await offered(REFERENCE_PATH, post("application/json", REFERENCE_JSON))).toMatch(both);
});

it("takes an id of the caller's own only where it is fit for a log", async () => {
  const app = testApp();
  const idFor = async (id: string) => {
    const response = await app.request("/health", { headers: { "X-Request-Id": id } });
    expect(app.log.at(-1)?.requestId).toBe(response.headers.get("x-request-id"));
    return response.headers.get("x-request-id");
  };
  for (const id of ["a", "A.b_c-9", "x".repeat(64)]) expect(await idFor(id)).toBe(id);
  for (const id of ["x".repeat(65), "a b", "a=b", "a/b", "ä", "a,b"])
    expect(await idFor(id)).toMatch(/^id-\d+$/);
});

it("logs a body that its caller cut off as 499, by the request's own signal where there is one", async () => {
  const app = testApp();
  const gone = new AbortController();
  const body = new ReadableStream({
    pull: (controller) => {
      gone.abort();
      controller.error(new Error("the connection was lost"));
    },
  });
  const headers = { "Content-Type": "application/json" };
  const cut = { method: "POST", headers, body, duplex: "half" } as RequestInit;
  // Nobody receives this answer, so the document does not have it.
  await expect(app.request(PLANS, { ...cut, signal: gone.signal })).rejects.toThrow(
    "499 is not in the document",
  );
  expect(app.log.at(-1)).toMatchObject({ status: 499, key: "tester" });
  expect(await happened(app)).toBe(0);
  // A stream that fails while the caller is there is a failure of ours.
  const broken = new ReadableStream({ pull: (controller) => controller.error(new Error("a bug")) });
  const bug = await testApp().request(PLANS, { ...cut, body: broken });
  expect(bug.status).toBe(500);
});

it("refuses lines that are nested too deep, before anything recurses into them", async () => {
  const app = testApp();
  const commit = (text: string) =>
    app.request(`${PLANS}/rehearsals/${"0".repeat(64)}/commit`, post("application/x-ndjson", text));
  const header =
    '{"select":{"ids":[1]},"change":{"count":2},"policy":{"arrears":"roll","today":"2026-01-02"}}\n';
  const deep = (depth: number) => `{"summary":${'{"a":'.repeat(depth)}1${"}".repeat(depth)},"hash":"x"}\n`;
  for (const depth of [33, 1_000, 10_000]) {
    const response = await commit(header + deep(depth));
    expect([response.status, await response.json()]).toMatchObject([400, { code: "BODY_MALFORMED" }]);
  }
  const lists = await commit(`${"[".repeat(30_000)}${"]".repeat(30_000)}\n`);
  expect(lists.status).toBe(400);
  // Braces in a text are no nesting.
  const text = await commit(`${header}{"summary":{"a":"${"{[".repeat(500)}\\"{{"},"hash":"x"}\n`);
  expect([text.status, await text.json()]).toMatchObject([409, { code: "REHEARSAL_HASH_DIFFERS" }]);
});

it("shows a CRN whole to keys that may see it, and to nobody else who registers it", async () => {
  const app = testApp();
  const clerk = { key: "clerk-key" };
  const CRN = "204 815 733K";
  const body = { accountId: 1, contactId: 2, crn: CRN };
  const crnOf = async (init: RequestInit) =>
    ((await (await app.request(REFERENCES, init)).json()) as { reference: { crn: string } }).reference.crn;
  expect(await crnOf(sendJson("POST", body))).toBe(CRN);
  expect(await crnOf(sendJson("POST", { ...body, crn: "204815733k" }))).toBe(CRN);
  expect(await crnOf(sendJson("POST", { ...body, crn: "204815733k" }, clerk))).toBe("••••••733K");
  expect(await crnOf(sendJson("POST", { ...body, crn: "111222333A" }, clerk))).toBe("••••••333A");

  const dto = JSON.stringify({ AccountID: 1, ContactID: 2, CRNNumber: "204-815-733K" });
  const whole = { Prefer: "return=representation" };
  const shown = async (headers: Record<string, string>) => {
    const response = await app.request(
      REFERENCE_PATH,
      post("application/json", dto, { ...whole, ...headers }),
    );
    return ((await response.json()) as { Response: { CRNNumber: string } }).Response.CRNNumber;
  };
  expect(await shown({})).toBe(CRN);
  expect(await shown(clerk)).toBe("••••••733K");
});

it("previews a plan only for keys that may read plans", async () => {
  const app = testApp();
  await app.request(PLANS, sendJson("POST", NEW_PLAN));
  const writer = { key: "writer-key" };
  const any = { "If-Match": "*", ...writer };
  const payment = { amount: { amount: "5.00", currency: "AUD" }, receivedOn: "2026-01-01" };
  const facts = { override: null, inBatch: false };
  const dto = JSON.stringify({ ...JSON.parse(PLAN_JSON), paymentPlanID: 1, installments: 7 });
  for (const [path, init] of [
    [PLANS, sendJson("POST", NEW_PLAN, writer)],
    [`${PLANS}/1`, sendJson("PUT", { ...TERMS, count: 7 }, any)],
    [`${PLANS}/1/payments`, sendJson("POST", payment, any)],
    [`${PLANS}/1/payments/1/reverse`, sendJson("POST", {}, any)],
    [`${PLANS}/1/instalments/1`, sendJson("PUT", facts, any)],
    ["/Billings/PaymentPlan", contract(writer)],
    [PLAN_PATH, post("application/json", dto, writer)],
    ["/Billings/PaymentPlan/1", { ...post("application/json", dto, writer), method: "PUT" }],
  ] as const) {
    const preview = await app.request(`${path}?validateOnly=true`, init);
    expect([path, preview.status]).toEqual([path, 403]);
    expect(await preview.text()).toContain("plans:read");
  }
  const real = await app.request(`${PLANS}/1`, sendJson("PUT", { ...TERMS, count: 7 }, any));
  expect(real.status).toBe(200);
  const full = sendJson("PUT", { ...TERMS, count: 8 }, { "If-Match": "*" });
  expect((await app.request(`${PLANS}/1?validateOnly=true`, full)).status).toBe(200);
  expect((await app.stores.plans.byId(1))?.terms.count).toBe(7);
});
