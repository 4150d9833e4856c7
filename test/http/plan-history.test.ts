// A plan's history over HTTP: what happened, version by version, and the call that checks it.
import { createHash } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { changePlan, makePlan } from "../../src/domain/plans/commands/change-plan.ts";
import { ok } from "../../src/domain/values/result.ts";
import { type WholeHistory, wholeHistory } from "../../tools/shared/whole-history.ts";
import { createCommand, STAMP, TODAY, updateCommand, workOn } from "../support/plan-work.ts";
import { type TestApp, testApp } from "../support/test-app.ts";

type Item = Record<string, unknown> & { readonly hash: string; readonly text: string };
type Body = { readonly items: readonly Item[]; readonly next: number | null };

const PATH = "/v1/payment-plans/1/history";
const LATER = { at: "2026-02-03T04:05:06.007Z", by: "desk" };

let app: TestApp;
/** Four versions: made, a payment, a cheaper amount, longer. */
beforeEach(async () => {
  app = testApp();
  const work = workOn(app.stores.plans);
  await makePlan(work, createCommand({ count: 3 }), "nonce");
  const payment = {
    kind: "record-payment",
    amount: 10_000n,
    receivedOn: TODAY,
    note: "",
    instalment: null,
  } as const;
  await changePlan({ ...work, stamp: LATER }, 1, () => ok(payment));
  await changePlan(work, 1, (plan) => ok(updateCommand(plan, { amount: 8_000n })));
  await changePlan(work, 1, (plan) => ok(updateCommand(plan, { count: 5 })));
});

const get = async (query = "") => {
  const response = await app.request(`${PATH}${query}`);
  return { status: response.status, ...((await response.json()) as Body) };
};
const verify = async () => {
  const response = await app.request(`${PATH}/verify`, { method: "POST" });
  return { status: response.status, body: (await response.json()) as unknown };
};
/** The app over the same stores, but with a history that somebody got at. */
const tamper = (change: (kept: WholeHistory) => WholeHistory) => {
  const { plans } = app.stores;
  const changed = async (id: number) => {
    const whole = await wholeHistory(plans, id);
    if (whole === null) throw new Error("no plan");
    return change(whole);
  };
  const keptHead = async (id: number) => {
    const { events, plan } = await changed(id);
    return { plan, count: events.length, newest: events.length };
  };
  /** One event a page. */
  const keptEvents = async (id: number, after: number) => {
    const [first, ...others] = (await changed(id)).events.filter(({ version }) => version > after);
    return {
      items: first === undefined ? [] : [first],
      next: others.length > 0 ? (first?.version ?? null) : null,
    };
  };
  app = testApp({ stores: { ...app.stores, plans: { ...plans, keptHead, keptEvents } } });
};

describe("a plan's history", () => {
  it("tells of each version who, when, which request, and what there was before and after", async () => {
    const { status, items, next } = await get();
    expect(status).toBe(200);
    expect(next).toBeNull();
    expect(items.map(({ version, kind, at, actor }) => [version, kind, at, actor])).toEqual([
      [1, "create", STAMP.at, STAMP.by],
      [2, "record-payment", LATER.at, LATER.by],
      [3, "update", STAMP.at, STAMP.by],
      [4, "update", STAMP.at, STAMP.by],
    ]);
    expect(items[2]).toMatchObject({
      requestHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      policy: { arrears: "roll", today: TODAY },
      difference: {
        terms: {
          before: { amount: { amount: "100.00", currency: "AUD" }, count: 3 },
          after: { amount: { amount: "80.00", currency: "AUD" }, count: 3 },
        },
        text: expect.arrayContaining(["plan total 300.00 -> 260.00"]),
      },
      warnings: [],
      previousHash: items[1]?.hash,
    });
    expect(items[0]).toMatchObject({ previousHash: "nonce", difference: { terms: { before: null } } });
  });

  it("pages from the oldest on, so that no page shifts when a version is added", async () => {
    const first = await get("?limit=3");
    expect(first.items.map((item) => item.version)).toEqual([1, 2, 3]);
    expect(first.next).toBe(3);
    await changePlan(workOn(app.stores.plans), 1, (plan) => ok(updateCommand(plan, { count: 6 })));
    const second = await get(`?limit=3&after=${first.next}`);
    expect(second.items.map((item) => item.version)).toEqual([4, 5]);
    expect(second.next).toBeNull();
    expect((await get("?after=5")).items).toEqual([]);
  });

  it("gives the very text that was hashed, so that anybody can check the chain", async () => {
    const { items } = await get("?text=true");
    let previous = "nonce";
    for (const { text, hash } of items) {
      expect(createHash("sha256").update(text).digest("hex")).toBe(hash);
      expect(JSON.parse(text).previousHash).toBe(previous);
      previous = hash;
    }
    expect((await get()).items[0]?.text).toBeUndefined();
  });

  it("is there for plans that are, and for keys that may read", async () => {
    expect((await app.request("/v1/payment-plans/9/history")).status).toBe(404);
    expect((await app.request("/v1/payment-plans/9/history/verify", { method: "POST" })).status).toBe(404);
    expect((await get("?limit=0")).status).toBe(422);
    const headers = { key: "reader-key" };
    expect((await app.request(PATH, { headers })).status).toBe(200);
    expect((await app.request(`${PATH}/verify`, { method: "POST", headers })).status).toBe(200);
  });
});

describe("its check", () => {
  it("finds the history whole and gives its head", async () => {
    const { items } = await get();
    expect(await verify()).toEqual({
      status: 200,
      body: {
        planId: 1,
        intact: true,
        events: 4,
        head: { version: 4, hash: items[3]?.hash },
        erasures: [],
        broken: null,
      },
    });
  });

  it.each([
    [
      "a text that is no event, with its own hash",
      "TEXT_MALFORMED",
      2,
      (kept: WholeHistory) => withEvent(kept, 2, { text: "{}", hash: sha("{}") }),
    ],
    [
      "an event that is linked to another one, with its own hash",
      "LINK_BROKEN",
      3,
      (kept: WholeHistory) => withEvent(kept, 3, relinked(kept.events[2]?.text ?? "")),
    ],
    [
      "another newest event, with its own hash",
      "HEAD_DIFFERS",
      4,
      (kept: WholeHistory) => withEvent(kept, 4, reworded(kept.events[3]?.text ?? "")),
    ],
    [
      "a text that was changed",
      "HASH_DIFFERS",
      2,
      (kept: WholeHistory) => withEvent(kept, 2, { text: "{}" }),
    ],
    [
      "an actor that was changed",
      "COLUMN_DIFFERS",
      3,
      (kept: WholeHistory) => withEvent(kept, 3, { actor: "x" }),
    ],
    ["an event left out", "VERSION_OUT_OF_ORDER", 2, (kept: WholeHistory) => without(kept, 2)],
    ["the newest event left out", "HEAD_DIFFERS", 4, (kept: WholeHistory) => without(kept, 4)],
    ["no event at all", "HISTORY_EMPTY", 1, (kept: WholeHistory) => ({ ...kept, events: [] })],
    ["rows that cannot be read", "PLAN_UNREADABLE", 4, (kept: WholeHistory) => ({ ...kept, plan: null })],
    [
      "a row that was changed",
      "PLAN_DIFFERS",
      4,
      (kept: WholeHistory) => ({
        ...kept,
        plan: kept.plan && { ...kept.plan, rows: kept.plan.rows.slice(1) },
      }),
    ],
  ])("names the first broken version for %s", async (_, code, version, change) => {
    tamper(change);
    const { status, body } = await verify();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      intact: false,
      head: null,
      broken: { code, version, detail: expect.any(String) },
    });
  });
});

const withEvent = (kept: WholeHistory, version: number, change: object): WholeHistory => ({
  ...kept,
  events: kept.events.map((event) => (event.version === version ? { ...event, ...change } : event)),
});
const without = (kept: WholeHistory, version: number): WholeHistory => ({
  ...kept,
  events: kept.events.filter((event) => event.version !== version),
});

const sha = (text: string): string => createHash("sha256").update(text).digest("hex");
const relinked = (text: string) => {
  const changed = text.replace(/"previousHash":"[^"]*"/, '"previousHash":"other"');
  return { text: changed, previousHash: "other", hash: sha(changed) };
};
const reworded = (text: string) => {
  const changed = text.replace(`"actor":"${STAMP.by}"`, '"actor":"other"');
  return { text: changed, actor: "other", hash: sha(changed) };
};
