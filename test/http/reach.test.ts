// Keys that are narrowed to business units and accounts: plans and references of others are not there for them, in any
// call, and nothing of an answer is another one because they are there.
import { generateKeyPairSync } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { signedKey } from "../../src/cli/sign-key.ts";
import { SCOPES } from "../../src/http/request/key/api-key.ts";
import type { TenantName } from "../../src/http/settings/tenant-name.ts";
import { callsByName } from "../support/declared-calls.ts";
import { type TenantsService, tenantsService } from "../support/tenants-service.ts";
import { answersOf, askedOf, type Known, makeData, type Send } from "../support/two-owners.ts";

const SHARED = { contactId: 100, contactName: "shared", clientId: 2 };
const INSIDE = { ...SHARED, mark: "inside", accountId: 1, businessUnitId: 3 };
const OUTSIDE = { ...SHARED, mark: "outside", accountId: 2, businessUnitId: 4 };
const KEYS = [
  ["inside-secret", { name: "inside", tenant: "first" }],
  ["outside-secret", { name: "outside", tenant: "first" }],
  ["narrow-secret", { name: "narrow", tenant: "first", businessUnits: [3], accounts: [1] }],
  ["two-secret", { name: "two", tenant: "first", businessUnits: [3, 5], accounts: [1, 7] }],
  ["units-secret", { name: "units", tenant: "first", businessUnits: [3] }],
  ["accounts-secret", { name: "accounts", tenant: "first", accounts: [1] }],
  ["whole-secret", { name: "whole", tenant: "first" }],
] as const;

const open: TenantsService[] = [];
afterEach(() => {
  for (const service of open.splice(0)) service.stop();
});

async function start(variables: Record<string, string> = {}): Promise<TenantsService> {
  const service = await tenantsService(["first"], KEYS, { variables });
  open.push(service);
  return service;
}

/** A service with data within the reach and outside of it, and one that never had the latter. */
async function twoServices(): Promise<{
  both: TenantsService;
  alone: TenantsService;
  theirs: Known;
  own: Known;
}> {
  const [both, alone] = [await start(), await start()];
  const own = await makeData(both.as("inside-secret"), INSIDE);
  const theirs = await makeData(both.as("outside-secret"), OUTSIDE);
  await makeData(alone.as("inside-secret"), INSIDE);
  return { both, alone, theirs, own };
}

/** Events of a tenant have one sequence of numbers: of what happened after others' events, they tell that there were some. */
const unnumbered = (name: string, answer: string): string =>
  /\/v1\/(events|contacts\/\{id\}\/history)/.test(name) ? answer.replace(/"(seq|next)":\d+/g, "") : answer;

/** The calls that answer a key otherwise because there is something outside of its reach, or tell any of it. */
async function leaksFor(key: string): Promise<readonly string[]> {
  const { both, alone, theirs } = await twoServices();
  const asked = askedOf(theirs);
  const told = await answersOf(both, both.as(key), asked);
  const expected = await answersOf(alone, alone.as(key), asked);
  return asked.flatMap(({ name }, at) => {
    const [answer = "", other = ""] = [told[at], expected[at]];
    const isLeak = unnumbered(name, answer) !== unnumbered(name, other) || /outside/.test(answer);
    return isLeak ? [name] : [];
  });
}

describe("a narrowed key, with all that can be known of what is outside", () => {
  it.each(["narrow-secret", "two-secret"])("is told nothing of it by any call: %s", async (key) => {
    expect(await leaksFor(key)).toEqual([]);
  });

  it("changes nothing of it", async () => {
    const { both, theirs } = await twoServices();
    const whole = both.as("whole-secret");
    const all = async () =>
      Promise.all(
        [
          `/v1/payment-plans/${theirs.planId}/history`,
          `/v1/payment-references/${theirs.referenceId}/history`,
        ].map(async (path) => (await whole(path)).text()),
      );
    const before = await all();
    await answersOf(both, both.as("narrow-secret"), askedOf(theirs));
    expect(await all()).toEqual(before);
  });

  it("is noticed by the same test where it is not narrowed: at every call of plans and references", async () => {
    const told = new Set(await leaksFor("whole-secret"));
    const silent = callsByName().flatMap(([name]) => (told.has(name) ? [] : [name]));
    // Contacts and settings belong to no business unit and to no account.
    const ofContacts = callsByName().flatMap(([name]) =>
      /\/v1\/(contacts(?!.*statement)|clients|settings)|services/.test(name) ? [name] : [],
    );
    expect(silent).toEqual(ofContacts);
  });

  it("narrowed in one way alone sees the other half whole", async () => {
    const { both, theirs } = await twoServices();
    const status = async (key: string, path: string) => (await both.as(key)(path)).status;
    const plan = `/v1/payment-plans/${theirs.planId}`;
    const reference = `/v1/payment-references/${theirs.referenceId}`;
    expect([await status("units-secret", plan), await status("units-secret", reference)]).toEqual([404, 200]);
    expect([await status("accounts-secret", plan), await status("accounts-secret", reference)]).toEqual([
      200, 404,
    ]);
  });
});

describe("a narrowed key, with what it reaches", () => {
  const readsOf = ({ planId, referenceId }: Known) => [
    `/v1/payment-plans/${planId}`,
    `/v1/payment-plans/${planId}/history`,
    `/v1/payment-plans?businessUnitId=3`,
    `/v1/payment-references/${referenceId}`,
    `/v1/payment-references/${referenceId}/history`,
    `/Billings/PaymentPlan/${planId}`,
    `/Billings/PaymentInstallments?PaymentPlanIDs=${planId}`,
    "/v1/contacts/100",
  ];

  it("is told what any key is told", async () => {
    const { both, own } = await twoServices();
    const read = async (send: Send) =>
      Promise.all(readsOf(own).map(async (path) => (await send(path)).text()));
    expect(await read(both.as("narrow-secret"))).toEqual(await read(both.as("whole-secret")));
    expect(await read(both.as("two-secret"))).toEqual(await read(both.as("whole-secret")));
  });

  it("has its lists of both halves, the feed and the counts without the rest", async () => {
    const { both, own, theirs } = await twoServices();
    const narrow = both.as("narrow-secret");
    const items = async (path: string) =>
      ((await (await narrow(path)).json()) as { items: { id: number; subjectId: number }[] }).items;
    expect((await items("/v1/payment-plans?clientId=2")).map(({ id }) => id)).toEqual([own.planId]);
    expect((await items("/v1/payment-references")).map(({ id }) => id)).toEqual([own.referenceId]);
    const feed = JSON.stringify(await items("/v1/events?limit=100"));
    expect(feed).toContain('"subject":"plan"');
    expect(feed).toContain('"subject":"reference"');
    expect(feed).not.toContain("outside");
    const usage = async (send: Send) => (await send("/v1/usage")).json();
    expect(await usage(narrow)).toEqual({
      tenant: "first",
      counts: { plans: 1, instalments: 4, payments: 1, references: 1, contacts: 1, events: 5 },
      bytes: null,
    });
    expect(await usage(both.as("whole-secret"))).toEqual({
      tenant: "first",
      counts: { plans: 2, instalments: 8, payments: 2, references: 2, contacts: 1, events: 8 },
      bytes: expect.any(Number),
    });
    expect(theirs.planId).not.toBe(own.planId);
  });

  it("commits of a rehearsal of everybody's plans its own alone", async () => {
    const { both, own, theirs } = await twoServices();
    const change = { amount: { amount: "9.00", currency: "AUD" } };
    const init = (body: unknown) => ({
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    const rehearsed = await both.as("whole-secret")(
      "/v1/payment-plans/rehearsals",
      init({ select: { ids: [own.planId, theirs.planId] }, change }),
    );
    const text = await rehearsed.text();
    const { hash } = JSON.parse(text.trimEnd().split("\n").at(-1) ?? "") as { hash: string };
    const done = await both.as("narrow-secret")(`/v1/payment-plans/rehearsals/${hash}/commit`, {
      method: "POST",
      headers: { "Content-Type": "application/x-ndjson" },
      body: text,
    });
    const lines = (await done.text())
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines[0]).toMatchObject({ id: own.planId, outcome: "applied" });
    expect(lines[1]).toMatchObject({ id: theirs.planId, outcome: "refused", version: null });
  });
});

describe("a narrowed key that makes something", () => {
  const json = (body: unknown) => ({
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const plan = (businessUnitId: number) => ({
    ...{ clientId: 2, businessUnitId, start: "2026-01-31", count: 4, recurrence: "Weekly" },
    ...{ amount: { amount: "8.00", currency: "AUD" }, paymentMethod: "Cash" },
  });

  it("makes plans of its business units alone, and is told so before it tries", async () => {
    const send = (await start()).as("narrow-secret");
    for (const path of ["/v1/payment-plans", "/v1/payment-plans?validateOnly=true"]) {
      const refused = await send(path, json(plan(4)));
      expect(refused.status).toBe(422);
      expect(await refused.json()).toMatchObject({ code: "OWNER_OUT_OF_REACH" });
      expect((await send(path, json(plan(3)))).status).toBeLessThan(300);
    }
  });

  it("registers references of its accounts alone, and is warned by those alone", async () => {
    const service = await start();
    const [narrow, whole] = [service.as("narrow-secret"), service.as("whole-secret")];
    const save = (send: Send, accountId: number, crn: string) =>
      send("/v1/payment-references", json({ accountId, contactId: 1, crn }));
    expect((await save(narrow, 2, "555 444 333A")).status).toBe(403);
    expect((await save(whole, 2, "555 444 333B")).status).toBe(201);
    expect((await save(whole, 1, "555 444 333C")).status).toBe(201);
    const saved = (await (await save(narrow, 1, "555 444 333D")).json()) as { warnings: unknown[] };
    expect(saved.warnings).toHaveLength(1);
  });

  it("is not told the reference of another account that has its CRN already", async () => {
    const service = await start({ REFERENCE_IDENTITY: "none" });
    const save = (key: string, accountId: number, more: Record<string, string> = {}) => {
      const init = json({ accountId, contactId: 1, crn: "555 444 333B" });
      return service.as(key)("/v1/payment-references", { ...init, headers: { ...init.headers, ...more } });
    };
    expect((await save("whole-secret", 2)).status).toBe(201);
    for (let time = 1; time <= 2; time += 1) {
      const refused = await save("narrow-secret", 1, { "Idempotency-Key": "same" });
      expect(refused.status).toBe(403);
      expect(await refused.json()).toMatchObject({ code: "OUT_OF_REACH" });
    }
  });

  it("is told nothing by an idempotency key of a wider key of its name", async () => {
    const { publicKey, privateKey } = generateKeyPairSync("ed25519");
    const signers = JSON.stringify([{ id: "one", key: publicKey.export({ format: "jwk" }).x }]);
    const service = await start({ API_KEY_SIGNERS: signers });
    const members = { name: "same", scopes: SCOPES, tenant: "first" as TenantName };
    const keyOf = (reach: object) =>
      service.as(signedKey({ id: "one", key: privateKey }, { ...members, ...reach }).key);
    const init = json(plan(3));
    const keyed = { ...init, headers: { ...init.headers, "Idempotency-Key": "same" } };
    const send = async (to: Send) => {
      const response = await to("/v1/payment-plans", keyed);
      return [response.status, response.headers.get("idempotency-replayed")];
    };
    expect(await send(keyOf({}))).toEqual([201, null]);
    expect(await send(keyOf({}))).toEqual([201, "true"]);
    expect(await send(keyOf({ businessUnits: [3] }))).toEqual([201, null]);
    // Renewed, it is the same caller.
    expect(await send(keyOf({ businessUnits: [3] }))).toEqual([201, "true"]);
  });
});
