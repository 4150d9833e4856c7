// /v1/contacts/{id}/credit and credit-decisions: what the facts come to, and what may be had on credit.
import { beforeEach, describe, expect, it } from "vitest";
import { sendJson, type TestApp, testApp } from "../support/test-app.ts";

const NOW = "2026-01-02T03:04:05.678Z";
const AUD = (amount: string) => ({ amount, currency: "AUD" });

let app: TestApp;
beforeEach(async () => {
  app = testApp();
  await app.request("/v1/contacts/1", sendJson("PUT", { name: "Group" }));
  await app.request("/v1/contacts/2", sendJson("PUT", { name: "Branch", parentId: 1 }));
  await app.request("/v1/contacts/3", sendJson("PUT", { name: "Shop", parentId: 2 }));
});

const send = async (path: string, init?: RequestInit) => {
  const response = await app.request(path, init);
  return { response, status: response.status, body: (await response.json()) as Record<string, unknown> };
};
const patch = (id: number, body: unknown, headers: Record<string, string> = {}) =>
  send(`/v1/contacts/${id}/credit`, sendJson("PATCH", body, headers));
const credit = async (id: number) => (await send(`/v1/contacts/${id}/credit`)).body;
const decide = (id: number, amount: unknown, kind: string) =>
  send(`/v1/contacts/${id}/credit-decisions`, sendJson("POST", { amount, kind }));

const FULL = {
  creditLimit: AUD("2500.00"),
  delay2Pay: 30,
  directDebit: true,
  accountReference: "ACC-1",
  accountType: 2,
  lastUpdated: "2026-01-01 10:00:00",
  flaggedReason: "late",
  financialSyncExclude: false,
  useParentRef: true,
  accountBalance: "420.005",
  accountStatus: -1,
  onStopReason: "talks",
  onStopDate: "2099-01-01",
  creditLimitOnStop: true,
  onStopDescendant: false,
};

describe("PATCH /v1/contacts/{id}/credit", () => {
  it("sets every fact, answers what they come to, and reads the same", async () => {
    const { response, status, body } = await patch(3, FULL);
    expect(status).toBe(200);
    expect(response.headers.get("etag")).toBe('"2"');
    const balance = { amount: "420.005", currency: "AUD", updatedAt: NOW };
    expect(body).toEqual({
      contact: { id: 3, name: "Shop" },
      version: 2,
      limit: AUD("2500.00"),
      balance,
      available: { known: true, ...AUD("2079.99"), asOf: NOW },
      stop: {
        onStop: true,
        causes: [{ code: "OWN_STOP", contact: { id: 3, name: "Shop" }, date: "2099-01-01", reason: "talks" }],
      },
      accountReference: { reference: "ACC-1", from: { id: 3, name: "Shop" } },
      extra: { ...FULL, accountBalance: balance },
    });
    expect(await credit(3)).toEqual(body);
  });

  it("leaves what is not sent and clears what is null", async () => {
    await patch(3, FULL);
    const { body } = await patch(3, { creditLimit: null, onStopReason: null, flaggedReason: "" });
    const balance = { amount: "420.005", currency: "AUD", updatedAt: NOW };
    expect(body.extra).toEqual({
      ...FULL,
      accountBalance: balance,
      creditLimit: null,
      onStopReason: null,
      flaggedReason: null,
    });
    expect(body).toMatchObject({ limit: null, available: { known: false, because: "LIMIT_UNSET" } });
  });

  it.each([
    ["unset", { creditLimit: null }, null, { known: false, because: "LIMIT_UNSET" }],
    ["zero", { creditLimit: AUD("0") }, AUD("0.00"), { known: false, because: "BALANCE_UNSET" }],
    [
      "positive, with a balance",
      { creditLimit: AUD("5"), accountBalance: "6" },
      AUD("5.00"),
      { known: true, ...AUD("-1.00"), asOf: NOW },
    ],
  ])("tells a limit that is %s", async (_, facts, limit, available) => {
    expect((await patch(3, facts)).body).toMatchObject({ limit, available });
  });

  it.each([
    ["/creditLimit/amount", { creditLimit: AUD("1.005") }],
    ["/creditLimit/amount", { creditLimit: AUD("-1") }],
    ["/creditLimit/currency", { creditLimit: { amount: "1", currency: "XYZ" } }],
    ["/creditLimit", { creditLimit: 5 }],
    ["/delay2Pay", { delay2Pay: 40_000 }],
    ["/directDebit", { directDebit: "true" }],
    ["/accountBalance", { accountBalance: null }],
    ["/accountBalance", { accountBalance: "1e3" }],
    ["/onStopDate", { onStopDate: "2026-02-30" }],
    ["/onStopReason", { onStopReason: "a\0b" }],
    ["/accountType", { accountType: 2 ** 31 }],
    ["/accountReference", { accountReference: "x".repeat(256) }],
    ["/flaggedReason", { flaggedReason: "x".repeat(1_001) }],
    ["/onStopReason", { onStopReason: "é".repeat(1_001) }],
    ["/limit", { limit: 1 }],
  ])("points at %s and writes nothing", async (pointer, facts) => {
    const { status, body } = await patch(3, { delay2Pay: 1, ...facts });
    expect(status).toBe(422);
    expect(body).toMatchObject({ code: "FIELDS_INVALID", errors: [{ pointer }] });
    expect((await app.stores.contacts.byId(3))?.version).toBe(1);
  });

  it("holds to If-Match where it is sent", async () => {
    expect((await patch(3, { delay2Pay: 1 }, { "If-Match": '"1"' })).status).toBe(200);
    const stale = await patch(3, { delay2Pay: 2 }, { "If-Match": '"1"' });
    expect([stale.status, stale.body.code]).toEqual([412, "VERSION_STALE"]);
    expect((await app.stores.contacts.byId(3))?.extra.delay2Pay).toBe(1);
  });

  it("knows no contact 99, and no key that may only read", async () => {
    expect((await patch(99, { delay2Pay: 1 })).body.code).toBe("CONTACT_NOT_FOUND");
    expect((await patch(99, { delay2Pay: 1 }, { "If-Match": '"1"' })).status).toBe(404);
    expect((await send("/v1/contacts/99/credit")).status).toBe(404);
    expect((await patch(3, {}, { key: "reader-key" })).status).toBe(403);
  });
});

describe("the effective stop", () => {
  it("lists every cause: its own, those above that are marked for descendants, and the limit", async () => {
    await patch(1, { onStopDate: "2025-12-31", onStopReason: "insolvent", onStopDescendant: true });
    await patch(2, { onStopReason: "talks", onStopDescendant: false });
    await patch(3, {
      onStopDate: "2026-01-01",
      creditLimit: AUD("10"),
      accountBalance: "11",
      creditLimitOnStop: true,
    });
    const { stop } = (await credit(3)) as { stop: { onStop: boolean; causes: Record<string, unknown>[] } };
    expect(stop.onStop).toBe(true);
    expect(stop.causes.map(({ code, contact }) => [code, contact])).toEqual([
      ["OWN_STOP", { id: 3, name: "Shop" }],
      ["ANCESTOR_STOP", { id: 1, name: "Group" }],
      ["LIMIT_EXCEEDED", { id: 3, name: "Shop" }],
    ]);
    expect(stop.causes[1]).toMatchObject({ date: "2025-12-31", reason: "insolvent" });
  });

  it("is none without a cause, and the parent's reference counts where the contact says so", async () => {
    await patch(1, { accountReference: "GROUP-REF" });
    await patch(2, { useParentRef: true });
    await patch(3, { useParentRef: true, onStopDate: "2026-01-03" });
    expect(await credit(3)).toMatchObject({
      stop: { onStop: false, causes: [] },
      accountReference: { reference: "GROUP-REF", from: { id: 1, name: "Group" } },
    });
    expect(await credit(1)).toMatchObject({ accountReference: { from: { id: 1, name: "Group" } } });
    await patch(2, { useParentRef: false });
    expect(await credit(3)).toMatchObject({ accountReference: null });
  });
});

describe("POST /v1/contacts/{id}/credit-decisions", () => {
  it("blocks an order over the limit and says what would unblock it", async () => {
    await patch(3, { creditLimit: AUD("2080"), accountBalance: "2000" });
    const { status, body } = await decide(3, AUD("500"), "order");
    expect(status).toBe(200);
    expect(body).toEqual({
      verdict: "block",
      contact: { id: 3, name: "Shop" },
      version: 2,
      kind: "order",
      amount: AUD("500.00"),
      reasons: [
        {
          code: "OVER_LIMIT",
          verdict: "block",
          text: "This order needs a limit of 2,500.00 AUD; it is 2,080.00 AUD.",
          limit: AUD("2080.00"),
          needed: AUD("2500.00"),
          shortfall: AUD("420.00"),
          balanceKnown: true,
        },
      ],
      unblock: {
        liftStopOf: [],
        receive: AUD("420.00"),
        limit: AUD("2500.00"),
        text: "420.00 AUD received, or a limit of 2,500.00, would allow this order",
      },
    });
    await patch(3, { creditLimit: AUD("2500") });
    expect((await decide(3, AUD("500"), "order")).body).toMatchObject({ verdict: "allow", unblock: null });
  });

  const LIMITS = [
    ["none", {}],
    ["0", { creditLimit: AUD("0"), accountBalance: "0" }],
    ["100, 40 owed", { creditLimit: AUD("100"), accountBalance: "40" }],
    ["100, nothing known to be owed", { creditLimit: AUD("100") }],
  ] as const;
  const STOPS = [
    ["no stop", {}],
    ["a stop above", { onStopReason: "x", onStopDescendant: true }],
  ] as const;
  const EXPECTED: Record<string, Record<string, string>> = {
    none: { quote: "allow", order: "allow", collect: "allow" },
    "0": { quote: "warn", order: "block", collect: "allow" },
    "100, 40 owed": { quote: "allow", order: "allow", collect: "allow" },
    "100, nothing known to be owed": { quote: "warn", order: "warn", collect: "allow" },
  };
  const pairs = LIMITS.flatMap((limit) =>
    STOPS.map((stop) => [limit[0], stop[0], limit[1], stop[1]] as const),
  );
  it.each(pairs)("decides with a limit of %s and %s", async (limit, stop, facts, above) => {
    await patch(3, facts);
    await patch(1, above);
    for (const [kind, alone] of Object.entries(EXPECTED[limit] ?? {})) {
      const stopped = { quote: "warn", order: "block", collect: "allow" }[kind];
      const expected = stop === "no stop" || alone === "block" ? alone : stopped;
      const { body } = await decide(3, AUD("60"), kind);
      expect([kind, body.verdict]).toEqual([kind, expected]);
      const codes = (body.reasons as { code: string }[]).map((reason) => reason.code);
      expect(codes.includes("STOPPED")).toBe(stop !== "no stop");
    }
  });

  it.each([
    ["/amount/amount", AUD("-1"), "order"],
    ["/amount/amount", AUD("1.001"), "order"],
    ["/kind", AUD("1"), "gift"],
    ["/amount", 5, "order"],
  ])("points at %s", async (pointer, amount, kind) => {
    const { status, body } = await decide(3, amount, kind);
    expect(status).toBe(422);
    expect((body.errors as { pointer: string }[])[0]?.pointer).toBe(pointer);
  });

  it("knows no contact 99", async () => {
    expect((await decide(99, AUD("1"), "order")).body.code).toBe("CONTACT_NOT_FOUND");
  });
});
