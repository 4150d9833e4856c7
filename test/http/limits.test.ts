// What keeps one caller from being too much: rates, lengths; and the trace that every request carries on.
import { describe, expect, it } from "vitest";
import { limiterOf } from "../../src/http/request/limits/platform-limiter.ts";
import { carryOn } from "../../src/http/request/log/trace.ts";
import { PLAN_JSON, PLAN_PATH } from "../support/samples.ts";
import { post, sendJson, testApp } from "../support/test-app.ts";

describe("the rate limit", () => {
  const limited = () => {
    const asked: string[] = [];
    const limiter = limiterOf({
      limit: async ({ key }: { key: string }) => {
        asked.push(key);
        return { success: asked.length <= 1 };
      },
    });
    return { asked, app: testApp({ limiter }) };
  };

  it("counts by the name of the key and answers 429 in the dialect's form", async () => {
    const { app, asked } = limited();
    expect((await app.request("/v1/payment-plans/1")).status).toBe(404);
    const v1 = await app.request("/v1/payment-plans/1");
    expect(v1.status).toBe(429);
    expect(v1.headers.get("retry-after")).toBe("10");
    expect(await v1.json()).toMatchObject({ code: "RATE_LIMITED" });
    const contract = await app.request(PLAN_PATH, post("application/json", PLAN_JSON));
    expect(contract.status).toBe(429);
    expect(await contract.json()).toMatchObject({ code: "RATE_LIMITED" });
    expect(new Set(asked)).toEqual(new Set(["tester"]));
  });

  it("counts by address what comes without a valid key, and readiness; health not at all", async () => {
    const { app, asked } = limited();
    await app.request("/health");
    expect(asked).toEqual([]);
    const headers = { key: "wrong" };
    expect((await app.request("/v1/payment-plans/1", { headers })).status).toBe(401);
    expect(asked).toEqual(["address:unknown"]);
    const second = await app.request("/v1/payment-plans/1", { headers });
    expect(second.status).toBe(429);
    expect(second.headers.get("www-authenticate")).toBeNull();
    expect((await app.request("/ready")).status).toBe(429);
    expect(new Set(asked)).toEqual(new Set(["address:unknown"]));
  });

  it("counts more for more work, as far as the platform counts by one", async () => {
    const asked: string[] = [];
    const limiter = limiterOf({
      limit: async ({ key }: { key: string }) => {
        asked.push(key);
        return { success: true };
      },
    });
    const app = testApp({ limiter });
    await app.request("/v1/payment-plans?limit=200");
    expect(asked).toHaveLength(2);
    const ids = Array.from({ length: 5_000 }, (_, at) => at + 1);
    await app.request(
      "/v1/payment-plans/rehearsals",
      sendJson("POST", { select: { ids }, change: { count: 3 } }),
    );
    expect(asked).toHaveLength(2 + 1 + 100);
  });

  it("is absent where the platform has none", () => {
    expect(limiterOf(undefined)).toBeUndefined();
    expect(limiterOf("text")).toBeUndefined();
  });
});

describe("a URL that is too long", () => {
  it("is refused with 414 in the dialect's form, before anything is read", async () => {
    const app = testApp();
    const long = "x".repeat(9_000);
    const services = await app.request(
      `/v01/services.ashx?action=ContactExtraSave&ContactExtraFlaggedReason=${long}`,
    );
    expect(services.status).toBe(414);
    expect(await services.json()).toMatchObject({ Code: 2 });
    expect((await app.request(`/v1/payment-plans?x=${long}`)).status).toBe(414);
  });
});

describe("the trace", () => {
  const randomId = () => "abababab-abab-abab-abab-abababababab";
  const ID = "0af7651916cd43dd8448eb211c80319c";

  it("is carried on with us as the parent", () => {
    expect(carryOn(`00-${ID}-b7ad6b7169203331-01`, randomId)).toEqual({
      traceId: ID,
      traceparent: `00-${ID}-abababababababab-01`,
    });
  });

  it.each([
    undefined,
    "",
    "nonsense",
    `00-${"0".repeat(32)}-b7ad6b7169203331-01`,
    `00-${ID}-${"0".repeat(16)}-01`,
    `ff-${ID}-b7ad6b7169203331-01`,
    `00-${ID.toUpperCase()}-b7ad6b7169203331-01`,
  ])("is begun anew for %j", (header) => {
    expect(carryOn(header, randomId)).toEqual({
      traceId: "ab".repeat(16),
      traceparent: `00-${"ab".repeat(16)}-abababababababab-00`,
    });
  });

  it("stands in the log", async () => {
    const app = testApp();
    await app.request("/health", { headers: { traceparent: `00-${ID}-b7ad6b7169203331-01` } });
    expect(app.log[0]?.traceId).toBe(ID);
  });
});
