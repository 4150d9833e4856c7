// Rehearsals: what a change would do to many plans, and that committing does exactly that or nothing.
import { beforeEach, describe, expect, it } from "vitest";
import { changePlan, makePlan } from "../../src/domain/plans/commands/change-plan.ts";
import { createPlan } from "../../src/domain/plans/commands/create-plan.ts";
import type { Terms } from "../../src/domain/plans/plan.ts";
import type { Currency } from "../../src/domain/values/currency.ts";
import { ok } from "../../src/domain/values/result.ts";
import { sha256 } from "../../src/http/request/key/api-key.ts";
import { wholeHistory } from "../../tools/shared/whole-history.ts";
import { memoryStores } from "../support/memory-stores.ts";
import { createCommand, STAMP, TODAY, updateCommand, workOn } from "../support/plan-work.ts";
import { CONTACTS, post, type TestApp, testApp } from "../support/test-app.ts";

type Json = Record<string, unknown> & { readonly hash: string };

const PATH = "/v1/payment-plans/rehearsals";

let app: TestApp;
beforeEach(() => {
  app = testApp();
});

const make = async (clientId: number, terms: Partial<Terms> = {}, currency = "AUD") => {
  const command = { ...createCommand(terms), clientId, currency: currency as Currency };
  if (!createPlan(command, { arrears: "roll", today: TODAY }, STAMP).ok) throw new Error("wrong plan");
  await makePlan(workOn(app.stores.plans), command, `nonce ${clientId}`);
};
const change = async (id: number, terms: Partial<Terms>) => {
  const changed = await changePlan(workOn(app.stores.plans), id, (plan) => ok(updateCommand(plan, terms)));
  if (!changed.ok) throw new Error(changed.error.tag);
};
const linesOf = (text: string) =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Json);
const send = async (body: object, init: RequestInit = {}) => {
  const response = await app.request(PATH, { ...post("application/json", JSON.stringify(body)), ...init });
  const text = await response.text();
  return { status: response.status, type: response.headers.get("content-type"), text };
};
const rehearse = async (body: object) => {
  const { status, text } = await send(body);
  expect(status, text).toBe(200);
  const lines = linesOf(text);
  const end = lines.at(-1);
  if (end === undefined) throw new Error("no lines");
  return { text, header: lines[0], plans: lines.slice(1, -1), summary: end.summary as Json, hash: end.hash };
};
const commit = async (text: string, hash: string, headers: Record<string, string> = {}) => {
  const init = post("application/x-ndjson", text, headers);
  const response = await app.request(`${PATH}/${hash}/commit`, init);
  return { status: response.status, text: await response.text() };
};
const outcomes = (text: string) =>
  linesOf(text)
    .slice(0, -1)
    .map(({ id, outcome, version, code }) => [id, outcome, version, ...(code === undefined ? [] : [code])]);
const everything = async () =>
  Promise.all(
    [1, 2, 3, 4, 5, 6].map(async (id) => [
      await app.stores.plans.byId(id),
      await wholeHistory(app.stores.plans, id),
    ]),
  );
const money = (amount: string, currency = "AUD") => ({ amount, currency });

/** Plans 1 to 3 and 5 of client 2, 4 of client 9: 1 ordinary, 2 already so, 3 locked up to row 11, 5 in yen. */
const five = async () => {
  await make(2, { count: 12 });
  await make(2, { count: 10, amount: 8_000n });
  await make(2);
  await make(9);
  await make(2, { amount: 100n }, "JPY");
  await changePlan(workOn(app.stores.plans), 3, () =>
    ok({ kind: "record-payment", amount: 110_000n, receivedOn: TODAY, note: "", instalment: null }),
  );
};
const FALL = { select: { clientId: 2 }, change: { count: 10, amount: money("80.00") } };

describe("a rehearsal", () => {
  it("tells line by line and in sum what would come of the change, and writes nothing", async () => {
    await five();
    const before = await everything();
    const { header, plans, summary, hash } = await rehearse(FALL);
    expect(header).toEqual({ ...FALL, policy: { arrears: "roll", today: "2026-01-02" } });
    expect(plans.map(({ id, version, outcome, code }) => [id, version, outcome, code])).toEqual([
      [1, 1, "changed", undefined],
      [2, 1, "unchanged", undefined],
      [3, 2, "refused", "INSTALMENTS_BELOW_LOCKED"],
      [5, 1, "refused", "CURRENCY_DIFFERS"],
    ]);
    expect(plans[0]).toMatchObject({
      totals: {
        before: { total: money("1200.00") },
        after: { total: money("800.00"), overdue: money("800.00") },
      },
      nextDue: { before: null, after: null },
      text: [
        "10 past-due payments fall from 100.00 to 80.00",
        "2 past-due payments from 30 Nov 2025 on leave the plan",
        "what is overdue falls from 1,200.00 to 800.00",
        "plan total 1,200.00 -> 800.00",
      ],
      warnings: [
        {
          code: "ARREARS_REDUCED",
          from: money("1200.00"),
          to: money("800.00"),
          text: "what is overdue falls from 1,200.00 to 800.00, without a payment",
        },
      ],
      effect: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(summary).toMatchObject({
      plans: 4,
      changed: 1,
      unchanged: 1,
      refused: 2,
      moved: 0,
      refusals: { INSTALMENTS_BELOW_LOCKED: 1, CURRENCY_DIFFERS: 1 },
      warnings: { ARREARS_REDUCED: 1 },
      arrearsReduced: { AUD: { from: money("1200.00"), to: money("800.00") } },
      totals: {
        AUD: { before: { total: money("3200.00") }, after: { total: money("2800.00") } },
        JPY: { before: { total: money("1200", "JPY") }, after: { total: money("1200", "JPY") } },
      },
    });
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(await everything()).toEqual(before);
  });

  it("has the same hash while nothing changes, and another once a plan, the change or the policy does", async () => {
    await five();
    const { hash } = await rehearse(FALL);
    expect((await rehearse(FALL)).hash).toBe(hash);
    const others = [
      { ...FALL, arrears: "keep" },
      { ...FALL, change: { ...FALL.change, count: 11 } },
      { ...FALL, select: { clientId: 2, businessUnitId: 3 } },
    ];
    for (const other of others) expect((await rehearse(other)).hash).not.toBe(hash);
    await change(2, { count: 11 });
    expect((await rehearse(FALL)).hash).not.toBe(hash);
  });

  it("takes plans by id, business unit or client, live or not, and tells which ids are none", async () => {
    await five();
    await change(4, { state: "Inactive" });
    const ids = async (select: object) =>
      (await rehearse({ select, change: { count: 12 } })).plans.map(({ id, code }) => [id, code]);
    expect(await ids({ ids: [9, 4, 1, 4] })).toEqual([
      [1, undefined],
      [4, undefined],
      [9, "PLAN_NOT_FOUND"],
    ]);
    const all = [1, 2, 3, 4, 5].map((id) => [id, undefined]);
    expect(await ids({ businessUnitId: 3 })).toEqual(all);
    expect(await ids({ businessUnitId: 3, active: true })).toEqual(all.filter(([id]) => id !== 4));
    expect(await ids({ businessUnitId: 3, recordState: "Inactive" })).toEqual([[4, undefined]]);
    expect(await ids({ clientId: 77 })).toEqual([]);
  });

  it("counts the promises that move, and treats past-due rows as asked", async () => {
    await make(2, { start: "2026-01-01" as Terms["start"] });
    const roll = await rehearse({ select: { ids: [1] }, change: { amount: money("50.00") } });
    expect(roll.summary).toMatchObject({ moved: 0 });
    const keep = await rehearse({
      select: { ids: [1] },
      change: { amount: money("50.00") },
      arrears: "keep",
    });
    expect(roll.plans[0]).toMatchObject({ totals: { after: { total: money("600.00") } } });
    expect(keep.plans[0]).toMatchObject({ totals: { after: { total: money("650.00") } } });
    const moved = await rehearse({ select: { ids: [1] }, change: { start: "2026-03-05" } });
    expect(moved.summary).toMatchObject({ moved: 1 });
    expect(moved.plans[0]).toMatchObject({ nextDue: { before: "2026-02-01", after: "2026-03-05" } });
  });

  it.each([
    ["nobody", { select: {}, change: { count: 1 } }],
    ["only a state", { select: { active: true }, change: { count: 1 } }],
    ["ids and a client", { select: { ids: [1], clientId: 2 }, change: { count: 1 } }],
    ["no change", { select: { ids: [1] }, change: {} }],
    ["a change of what is no term", { select: { ids: [1] }, change: { clientId: 3 } }],
    ["a record state that is none", { select: { ids: [1] }, change: { recordState: "Gone" } }],
    ["a method that is none", { select: { ids: [1] }, change: { paymentMethod: "Shells" } }],
    ["an amount with too many decimals", { select: { ids: [1] }, change: { amount: money("1.001") } }],
    [
      "too many ids",
      { select: { ids: Array.from({ length: 10_001 }, (_, i) => i + 1) }, change: { count: 1 } },
    ],
  ])("refuses %s", async (_, body) => {
    expect((await send(body)).status).toBe(422);
  });

  it("refuses to take more than 10,000 plans", async () => {
    const stores = memoryStores(CONTACTS);
    const count = async (_: unknown, most: number) => most;
    app = testApp({ stores: { ...stores, plans: { ...stores.plans, count } } });
    const { status, text } = await send(FALL);
    expect(status).toBe(422);
    expect(JSON.parse(text)).toMatchObject({ code: "SELECTION_TOO_LARGE" });
  });
});

describe("committing a rehearsal", () => {
  it("applies exactly what was rehearsed, each an event that names the rehearsal and verifies", async () => {
    await five();
    const { text, hash } = await rehearse(FALL);
    const committed = await commit(text, hash);
    expect(committed.status, committed.text).toBe(200);
    expect(outcomes(committed.text)).toEqual([
      [1, "applied", 2],
      [2, "unchanged", 1],
      [3, "refused", 2],
      [5, "refused", 1],
    ]);
    expect(linesOf(committed.text).at(-1)).toEqual({
      summary: { plans: 4, applied: 1, unchanged: 1, refused: 2, changedSince: 0 },
    });
    expect(await app.stores.plans.byId(1)).toMatchObject({
      version: 2,
      terms: { count: 10, amount: 8_000n },
    });
    const history = await (await app.request("/v1/payment-plans/1/history?after=1")).json();
    expect(history).toMatchObject({
      items: [{ version: 2, kind: "update", requestHash: hash, actor: "tester" }],
    });
    const verified = await app.request("/v1/payment-plans/1/history/verify", { method: "POST" });
    expect(await verified.json()).toMatchObject({ intact: true, events: 2 });
  });

  it.each([99, 100, 101])("takes %i plans, chunk by chunk", async (count) => {
    for (let index = 0; index < count; index += 1) await make(2, { count: 1 });
    const { text, hash, summary } = await rehearse({ select: { clientId: 2 }, change: { count: 2 } });
    expect(summary).toMatchObject({ plans: count, changed: count });
    expect(text.split("\n")).toHaveLength(count + 3);
    const committed = await commit(text, hash);
    expect(linesOf(committed.text).at(-1)?.summary).toMatchObject({ plans: count, applied: count });
    expect((await app.stores.plans.byId(count))?.rows).toHaveLength(2);
  });

  it("leaves a plan alone that has changed since, and applies the rest", async () => {
    await make(2);
    await make(2);
    await make(2);
    const { text, hash } = await rehearse(FALL);
    await change(2, { count: 7 });
    const committed = await commit(text, hash);
    expect(outcomes(committed.text)).toEqual([
      [1, "applied", 2],
      [2, "changed-since", 2],
      [3, "applied", 2],
    ]);
    expect(await app.stores.plans.byId(2)).toMatchObject({
      version: 2,
      terms: { count: 7, amount: 10_000n },
    });
  });

  it("leaves a plan alone that changes between the read and the write", async () => {
    await make(2);
    await make(2);
    const { text, hash } = await rehearse(FALL);
    const { plans } = app.stores;
    const racing = {
      ...plans,
      byIds: async (ids: readonly number[]) => {
        const read = await plans.byIds(ids);
        if ((await plans.byId(1))?.version === 1) await change(1, { count: 7 });
        return read;
      },
    };
    app = testApp({ stores: { ...app.stores, plans: racing } });
    expect(outcomes((await commit(text, hash)).text)).toEqual([
      [1, "changed-since", 2],
      [2, "applied", 2],
    ]);
    expect(await plans.byId(1)).toMatchObject({ version: 2, terms: { count: 7 } });
  });

  it("knows its own work when it is sent again, whatever others did since, and applies it once", async () => {
    await make(2);
    await make(2);
    const { text, hash } = await rehearse(FALL);
    await commit(text, hash);
    await change(2, { count: 3 });
    expect(outcomes((await commit(text, hash)).text)).toEqual([
      [1, "applied", 2],
      [2, "applied", 2],
    ]);
    expect((await app.stores.plans.byId(1))?.version).toBe(2);
    expect((await app.stores.plans.byId(2))?.version).toBe(3);
  });

  it("needs no Idempotency-Key, and streams with one as without", async () => {
    await make(2);
    const { text, hash } = await rehearse(FALL);
    const headers = { "Idempotency-Key": "k1" };
    for (let sent = 0; sent < 2; sent += 1) {
      expect(outcomes((await commit(text, hash, headers)).text)).toEqual([[1, "applied", 2]]);
    }
    expect((await app.stores.plans.byId(1))?.version).toBe(2);
  });

  it("keeps the day of the rehearsal, whatever day it is committed on", async () => {
    await make(2, { start: "2026-01-01" as Terms["start"] });
    const body = { select: { ids: [1] }, change: { amount: money("50.00") }, arrears: "keep" };
    const { text, hash } = await rehearse(body);
    const { stores } = app;
    app = testApp({ stores, clock: () => Date.parse("2026-03-04T00:00:00.000Z") });
    expect(JSON.parse((await commit(text, hash)).text)).toMatchObject({ code: "REHEARSAL_EXPIRED" });
    app = testApp({ stores, clock: () => Date.parse("2026-01-01T23:59:59.000Z") });
    expect(JSON.parse((await commit(text, hash)).text)).toMatchObject({ code: "REHEARSAL_EXPIRED" });
    app = testApp({ stores, clock: () => Date.parse("2026-01-09T23:00:00.000Z") });
    expect(outcomes((await commit(text, hash)).text)).toEqual([[1, "applied", 2]]);
    const plan = await app.stores.plans.byId(1);
    expect(plan?.rows.slice(0, 2).map((row) => row.amount)).toEqual([10_000n, 5_000n]);
    const history = (await (await app.request("/v1/payment-plans/1/history?after=1")).json()) as {
      items: Json[];
    };
    expect(history.items[0]).toMatchObject({ policy: { arrears: "keep", today: "2026-01-02" } });
  });

  it("refuses whatever is not the whole rehearsal of that hash, and writes nothing", async () => {
    await five();
    const { text, hash } = await rehearse(FALL);
    const before = await everything();
    const lines = text.split("\n");
    const other = `${hash.slice(0, -1)}${hash.endsWith("0") ? "1" : "0"}`;
    for (const [sent, name, code] of [
      [text, other, "REHEARSAL_HASH_DIFFERS"],
      [text.replace('"count":10', '"count":9'), hash, "REHEARSAL_HASH_DIFFERS"],
      [text.replace("800.00", "700.00"), hash, "REHEARSAL_HASH_DIFFERS"],
      [text.replace('"today":"2026-01-02"', '"today":"2026-01-01"'), hash, "REHEARSAL_HASH_DIFFERS"],
      [text.replace('"plans":4', '"plans":5'), hash, "REHEARSAL_HASH_DIFFERS"],
      [lines.filter((_, index) => index !== 1).join("\n"), hash, "REHEARSAL_HASH_DIFFERS"],
      [[lines[0], lines[2], lines[1], ...lines.slice(3)].join("\n"), hash, "REHEARSAL_HASH_DIFFERS"],
      [lines.slice(0, -2).join("\n"), hash, "REHEARSAL_MALFORMED"],
      [lines.slice(1).join("\n"), hash, "REHEARSAL_MALFORMED"],
      [`${text}${lines[1]}\n`, hash, "REHEARSAL_MALFORMED"],
      [text.replace('"outcome":"changed"', '"outcome":"chosen"'), hash, "REHEARSAL_MALFORMED"],
      ["", hash, "REHEARSAL_MALFORMED"],
      ["{", hash, "REHEARSAL_MALFORMED"],
      [`"${"x".repeat(70_000)}"`, hash, "REHEARSAL_MALFORMED"],
    ] as const) {
      const refused = await commit(sent, name);
      expect(JSON.parse(refused.text), sent.slice(0, 200)).toMatchObject({ code });
    }
    expect((await commit(text, "abc")).status).toBe(404);
    expect((await commit(text, hash, { "Content-Type": "application/json" })).status).toBe(415);
    expect((await commit(text, hash, { key: "reader-key" })).status).toBe(403);
    expect(await everything()).toEqual(before);
  });

  it("refuses lines out of order or twice, though the hash is theirs", async () => {
    await five();
    const { text } = await rehearse(FALL);
    const [first = "", second = "", third = "", ...others] = text.trimEnd().split("\n");
    const { summary } = JSON.parse(others.at(-1) ?? "") as { summary: object };
    const before = await everything();
    for (const lines of [
      [first, third, second, ...others.slice(0, -1)],
      [first, second, second, third, ...others.slice(0, -1)],
    ]) {
      const hashes = await Promise.all([...lines, JSON.stringify(summary)].map(sha256));
      const hash = await sha256(hashes.join("\n"));
      const sent = `${[...lines, JSON.stringify({ summary, hash })].join("\n")}\n`;
      const refused = JSON.parse((await commit(sent, hash)).text) as Json;
      expect(refused).toMatchObject({
        code: "REHEARSAL_MALFORMED",
        detail: expect.stringMatching(/^Line 3 /),
      });
    }
    expect(await everything()).toEqual(before);
  });

  it("applies nothing that a rehearsal would not have said now, though hash and version fit", async () => {
    await make(2);
    const { text } = await rehearse(FALL);
    const forged = text.replace("-> 800.00", "-> 900.00");
    const { createHash } = await import("node:crypto");
    const sha = (line: string) => createHash("sha256").update(line).digest("hex");
    const lines = forged.trimEnd().split("\n");
    const summary = JSON.stringify((JSON.parse(lines.at(-1) ?? "") as Json).summary);
    const hash = sha([...lines.slice(0, -1), summary].map(sha).join("\n"));
    expect(outcomes((await commit(forged, hash)).text)).toEqual([[1, "refused", 1, "REHEARSAL_OUTDATED"]]);
    expect((await app.stores.plans.byId(1))?.version).toBe(1);
  });
});

describe("a long rehearsal", () => {
  it("reads no further than the client takes lines, and stops when it goes", async () => {
    await make(2);
    const { plans } = app.stores;
    const plan = await plans.byId(1);
    if (plan === null) throw new Error("no plan");
    let trips = 0;
    const endless = async (_: unknown, { after, limit }: { after: number; limit: number }) => {
      trips += 1;
      const items = Array.from({ length: limit }, (_unused, index) => ({ ...plan, id: after + index + 1 }));
      return { items, next: after + limit };
    };
    app = testApp({ stores: { ...app.stores, plans: { ...plans, matching: endless } } });
    const response = await app.request(PATH, post("application/json", JSON.stringify(FALL)));
    const settled = () => new Promise((resolve) => setTimeout(resolve, 50));
    await settled();
    expect(trips).toBe(1);
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.read();
    await settled();
    expect(trips).toBe(3);
    await reader?.cancel();
    await settled();
    expect(trips).toBe(3);
  });
});

describe("when the database goes away", () => {
  it("answers 503 before the first line, and ends a stream with an error line after it", async () => {
    const { StoreUnavailable } = await import("../../src/domain/ports/store-errors.ts");
    for (let index = 0; index < 101; index += 1) await make(2);
    const { plans } = app.stores;
    let trips = 0;
    const failingAt = (trip: number) => ({
      ...app.stores,
      plans: {
        ...plans,
        matching: (...given: Parameters<typeof plans.matching>) => {
          trips += 1;
          if (trips === trip) throw new StoreUnavailable(new Error("secret"));
          return plans.matching(...given);
        },
      },
    });
    const { stores } = app;
    app = testApp({ stores: failingAt(1) });
    expect((await send(FALL)).status).toBe(503);
    trips = 0;
    app = testApp({ stores: { ...stores, ...failingAt(2) } });
    const { status, text } = await send(FALL);
    const lines = linesOf(text);
    expect(status).toBe(200);
    expect(lines).toHaveLength(1 + 100 + 1);
    expect(lines.at(-1)).toMatchObject({ error: { code: "DATABASE_UNAVAILABLE" } });
    expect(text).not.toContain("secret");
    expect(app.log.at(-1)).toEqual({ requestId: expect.any(String), error: "StoreUnavailable" });
  });
});
