// Tenants that differ in their settings, in one deployment: each call goes by those of its key's tenant.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { memoryLimiter } from "../../src/http/request/limits/memory-limiter.ts";
import { type TenantsService, tenantsService } from "../support/tenants-service.ts";

const KEYS = [
  ["au-secret", { name: "same", tenant: "australia" }],
  ["nz-secret", { name: "same", tenant: "zealand" }],
  ["pl-secret", { name: "same", tenant: "plain" }],
  ["no-secret", { name: "none" }],
  ["un-secret", { name: "unknown", tenant: "unknown" }],
  ["sh-secret", { name: "shut", tenant: "shut" }],
] as const;

let service: TenantsService;
beforeAll(async () => {
  service = await tenantsService(["australia", "zealand", "plain"], KEYS, {
    limiter: memoryLimiter({ key: 30, address: 30 }, () => 0),
    tenants: (folder) => ({
      "*": { DATABASE_URL: `file:${folder}/{tenant}.db` },
      ...{ australia: { ENUMERATIONS: { Recurrence: { Weekly: 7 } } }, plain: {} },
      zealand: {
        DEFAULT_CURRENCY: "NZD",
        ENUMERATIONS: { Recurrence: { Weekly: 8 } },
        TIME_ZONE: "Pacific/Auckland",
      },
      shut: { BLOCKED: true },
    }),
  });
});
afterAll(() => service.stop());

const json = (body: unknown): RequestInit => ({
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(body),
});
const dto = (recurrence: number) => ({
  ...{ clientID: 2, buid: 3, startDate: "2026-01-31T00:00:00", paymentAmount: 5, installments: 2 },
  ...{ recurrence, paymentMethod: 10, recordState: 1 },
});

describe("a tenant's own settings", () => {
  it("are in force for its keys alone", async () => {
    const currency = async (key: string) => {
      const told = (await (await service.as(key)("/v1/settings")).json()) as {
        currency: { default: string };
      };
      return told.currency.default;
    };
    expect(await Promise.all(["au-secret", "nz-secret", "pl-secret"].map(currency))).toEqual([
      "AUD",
      "NZD",
      "AUD",
    ]);
    const made = async (key: string, recurrence: number) =>
      (await service.as(key)("/Billings/PaymentPlan", json(dto(recurrence)))).status;
    expect([await made("au-secret", 7), await made("au-secret", 8), await made("au-secret", 1)]).toEqual([
      201, 400, 400,
    ]);
    expect([await made("nz-secret", 8), await made("nz-secret", 7)]).toEqual([201, 400]);
    expect([await made("pl-secret", 1), await made("pl-secret", 99)]).toEqual([201, 400]);
  });

  it("leave quotas apart, also of keys of one name", async () => {
    for (let sent = 0; sent < 40; sent += 1) await service.as("au-secret")("/v1/contacts");
    expect((await service.as("au-secret")("/v1/contacts")).status).toBe(429);
    expect((await service.as("nz-secret")("/v1/contacts")).status).toBe(200);
  });
});

it.each([
  ["no-secret", "TENANT_UNKNOWN"],
  ["sh-secret", "TENANT_BLOCKED"],
])("a key of no tenant, or of a blocked one, gets 403 in every dialect: %s", async (key, code) => {
  const send = service.as(key);
  const problem = await send("/v1/contacts");
  expect([problem.status, await problem.json()]).toEqual([403, expect.objectContaining({ code })]);
  expect((await send("/Billings/PaymentPlan/1")).status).toBe(403);
  expect((await send("/v01/services.ashx?action=ContactExtraSave&ContactId=1")).status).toBe(403);
});

it("a tenant of the pattern that has no database is 503, and none is made", async () => {
  expect((await service.as("un-secret")("/v1/contacts")).status).toBe(503);
  expect(
    (await service.as("un-secret")("/v1/contacts/1", { ...json({ name: "x" }), method: "PUT" })).status,
  ).toBe(503);
  expect((await service.as("un-secret")("/v1/contacts")).status).toBe(503);
});
