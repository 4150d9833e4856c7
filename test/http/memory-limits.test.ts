// The rate limiter of a process: quotas by key and by address, by work, in bounded memory, told in headers.
import { describe, expect, it } from "vitest";
import { addressFrom, networkOf } from "../../src/http/request/limits/caller-address.ts";
import { costOf, costOfPlans } from "../../src/http/request/limits/cost.ts";
import { memoryLimiter } from "../../src/http/request/limits/memory-limiter.ts";
import { post, sendJson, testApp } from "../support/test-app.ts";

const MINUTE = 60_000;

function limited(key = 5, address = 3) {
  const clock = { ms: 1_000 };
  const limiter = memoryLimiter({ key, address }, () => clock.ms);
  const from = { address: "192.0.2.7" };
  const app = testApp({ limiter, addressOf: () => from.address });
  return { app, clock, from, limiter };
}
const PLANS = "/v1/payment-plans";
const WRONG = { headers: { key: "wrong" } };

describe("a key's quota", () => {
  it("is told with every answer, runs out, and is there again in the next minute", async () => {
    const { app, clock } = limited();
    const lefts: (string | null)[] = [];
    for (let n = 0; n < 5; n += 1) {
      const response = await app.request(n === 2 ? `${PLANS}/77` : PLANS);
      expect(response.headers.get("ratelimit-policy")).toBe('"key";q=5;w=60');
      lefts.push(response.headers.get("ratelimit"));
      clock.ms += 1_000;
    }
    expect(lefts).toEqual([
      '"key";r=4;t=60',
      '"key";r=3;t=59',
      '"key";r=2;t=58',
      '"key";r=1;t=57',
      '"key";r=0;t=56',
    ]);
    const refused = await app.request(PLANS);
    expect(refused.status).toBe(429);
    expect(refused.headers.get("retry-after")).toBe("55");
    expect(refused.headers.get("ratelimit")).toBe('"key";r=0;t=55');
    expect(await refused.json()).toMatchObject({ code: "RATE_LIMITED" });
    clock.ms += 54_999;
    expect((await app.request(PLANS)).status).toBe(429);
    clock.ms += 1;
    expect((await app.request(PLANS)).headers.get("ratelimit")).toBe('"key";r=4;t=60');
  });

  it("is each key's own, and told in the contracts' answers too", async () => {
    const { app } = limited(1);
    expect((await app.request(PLANS)).status).toBe(200);
    expect((await app.request(PLANS, { headers: { key: "reader-key" } })).status).toBe(200);
    const contract = await app.request("/Billings/PaymentPlan", post("application/json", "{}"));
    expect([contract.status, contract.headers.get("ratelimit")]).toEqual([429, '"key";r=0;t=60']);
    expect(contract.headers.get("cache-control")).toBe("no-cache");
    const extras = await app.request("/v01/services.ashx?action=x");
    expect([extras.status, await extras.json()]).toMatchObject([429, { Code: 2 }]);
  });

  it("is used up by the plans of a rehearsal, and paid back over the minutes that follow", async () => {
    const { app, clock } = limited(100);
    const rehearse = (plans: number) =>
      app.request(
        `${PLANS}/rehearsals`,
        sendJson("POST", {
          select: { ids: Array.from({ length: plans }, (_, at) => at + 1) },
          change: { count: 3 },
        }),
      );
    const small = await rehearse(100);
    expect(small.headers.get("ratelimit")).toBe('"key";r=74;t=60');
    await small.text();
    const large = await rehearse(1_000);
    expect([large.status, large.headers.get("ratelimit")]).toEqual([200, '"key";r=0;t=120']);
    await large.text();
    const refused = await app.request(PLANS);
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "120"]);
    clock.ms += 2 * MINUTE - 1;
    expect((await app.request(PLANS)).status).toBe(429);
    clock.ms += 1;
    // 277 were used of 100 a minute: 77 are left over for the third one.
    expect((await app.request(PLANS)).headers.get("ratelimit")).toBe('"key";r=22;t=60');
  });

  it("is used up by a commit as by its rehearsal", async () => {
    const { app } = limited(1_000);
    const plan = { clientId: 2, businessUnitId: 3, start: "2026-02-01", count: 6, recurrence: "Weekly" };
    const money = { amount: { amount: "5.00", currency: "AUD" }, paymentMethod: "Cash" };
    for (let n = 0; n < 20; n += 1) await app.request(PLANS, sendJson("POST", { ...plan, ...money }));
    const rehearsal = await (
      await app.request(
        `${PLANS}/rehearsals`,
        sendJson("POST", { select: { clientId: 2 }, change: { count: 3 } }),
      )
    ).text();
    const { hash } = JSON.parse(rehearsal.trim().split("\n").at(-1) ?? "") as { hash: string };
    const commit = await app.request(
      `${PLANS}/rehearsals/${hash}/commit`,
      post("application/x-ndjson", rehearsal),
    );
    expect(commit.status).toBe(200);
    // 20 plans made, and twice a request and what its 20 plans count for.
    expect(commit.headers.get("ratelimit")).toContain(`r=${1_000 - 20 - 2 * (1 + 5)}`);
  });
});

describe("an address's quota", () => {
  it("is used up by wrong keys, whoever holds a right one is served", async () => {
    const { app, from } = limited();
    for (let n = 0; n < 3; n += 1) {
      const response = await app.request(PLANS, WRONG);
      expect([response.status, response.headers.get("ratelimit")]).toEqual([
        401,
        `"address";r=${2 - n};t=60`,
      ]);
    }
    const refused = await app.request(PLANS, WRONG);
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "60"]);
    expect(refused.headers.get("www-authenticate")).toBeNull();
    expect(await refused.json()).toMatchObject({ code: "RATE_LIMITED" });
    expect((await app.request(PLANS)).status).toBe(200);
    from.address = "192.0.2.8";
    expect((await app.request(PLANS, WRONG)).status).toBe(401);
  });

  it("is used up by asking for readiness", async () => {
    const { app } = limited();
    const open = { headers: { key: "" } };
    for (let n = 0; n < 3; n += 1) expect((await app.request("/ready", open)).status).toBe(200);
    const refused = await app.request("/ready", open);
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "60"]);
    expect((await app.request("/health", open)).status).toBe(200);
  });

  it("stands in the log for requests without a valid key, and for no others", async () => {
    const { app } = limited();
    await app.request(PLANS, WRONG);
    await app.request(PLANS);
    await app.request(PLANS, { headers: { key: "expired-key" } });
    await app.request("/ready");
    expect(app.log.map(({ status, address }) => [status, address])).toEqual([
      [401, "192.0.2.7"],
      [200, undefined],
      [401, "192.0.2.7"],
      [200, undefined],
    ]);
  });

  it("takes no more memory than it may, whatever addresses come", () => {
    const { limiter, clock } = limited();
    for (let n = 0; n < 50_000; n += 1) {
      clock.ms += 1;
      limiter.take({ kind: "address", name: `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}` }, 1);
    }
    expect(limiter.size()).toBe(10_000);
  });
});

describe("the address", () => {
  const of = (header: string | undefined, sent: Record<string, string>, peer: string | null = "10.0.0.1") =>
    addressFrom(header, () => peer)(new Request("http://h/", { headers: sent }), undefined);

  it("is the connection's, unless a header is trusted", () => {
    expect(of(undefined, { "X-Forwarded-For": "6.6.6.6" })).toBe("10.0.0.1");
    expect(of(undefined, {}, "::ffff:10.1.2.3")).toBe("10.1.2.3");
    expect(of("X-Real-IP", { "X-Real-IP": "192.0.2.4" })).toBe("192.0.2.4");
    expect(of("CF-Connecting-IP", {}, null)).toBeNull();
  });

  it("is the proxy's own word, not what the caller put before it", () => {
    expect(of("X-Forwarded-For", { "X-Forwarded-For": "6.6.6.6, 192.0.2.5" })).toBe("192.0.2.5");
    expect(of("X-Forwarded-For", { "X-Forwarded-For": '6.6.6.6, "<script>' })).toBe("10.0.0.1");
    expect(of("X-Forwarded-For", { "X-Forwarded-For": "1".repeat(60) })).toBe("10.0.0.1");
    expect(of("X-Forwarded-For", {})).toBe("10.0.0.1");
  });

  it.each([
    ["192.0.2.7", "192.0.2.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
    ["2001:DB8:0001:2:ffff::1", "2001:db8:1:2"],
    ["2001:db8::1", "2001:db8:0:0"],
    ["::1", "0:0:0:0"],
    ["fe80::", "fe80:0:0:0"],
  ])("of %s is counted as %s: a network is one caller", (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

it.each([
  ["GET", "/v1/contacts", "http://h/v1/contacts", 1],
  ["GET", "/v1/contacts", "http://h/v1/contacts?limit=100", 1],
  ["GET", "/v1/contacts", "http://h/v1/contacts?after=3&limit=200", 2],
  [
    "GET",
    "/billings/paymentinstallments",
    "http://h/Billings/PaymentInstallments?ClientID=1&PageSize=1000",
    10,
  ],
  ["GET", "/v1/contacts", "http://h/v1/contacts?limit=999999", 10],
  ["GET", "/v1/contacts", "http://h/v1/contacts?limit=x", 1],
  ["POST", "/v1/payment-plans/1/history/verify", "http://h/v1/payment-plans/1/history/verify", 10],
])("%s %s (%s) counts for %i", (method, path, url, units) => {
  expect(costOf(method, path, url)).toBe(units);
});

it("counts four plans of a rehearsal for one", () => {
  expect([0, 3, 4, 1_000, 10_000].map(costOfPlans)).toEqual([0, 0, 1, 250, 2_500]);
});
