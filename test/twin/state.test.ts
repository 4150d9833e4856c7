// A twin's state: one JSON value that gives everything back.
import { fc } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { TWIN_KEY } from "../../src/twin/twin-key.ts";
import type { Twin, TwinState } from "../../src/twin/types.ts";
import { KEYED_WRITES } from "../../tools/shared/keyed-writes.ts";
import { SEED as BEFORE, type Sent, SINCE } from "../../tools/shared/keyed-writes-seed.ts";
import { anyHistory } from "../domain/plans/history-moves.ts";
import { SEED } from "../support/seed.ts";
import { callsOf, creationOf } from "./history-calls.ts";
import { newTwin, PAYMENT, PLAN, PLANS, sendTo } from "./twin-client.ts";

const UNITS = { BUSINESS_UNIT_CURRENCIES: '{"3":"AUD","4":"JPY","5":"KWD"}' };
const asked = ({ method, path, headers = {}, body }: Sent, more: Record<string, string> = {}) =>
  [
    path,
    { method, headers: { key: TWIN_KEY, ...headers, ...more }, ...(body === undefined ? {} : { body }) },
  ] as const;
const copied = (state: TwinState): TwinState => JSON.parse(JSON.stringify(state));

/** Everything that a twin tells of what it holds. */
async function all(twin: Twin, plans: number): Promise<readonly string[]> {
  const send = sendTo(twin);
  const paths = [
    ...["/v1/events?limit=200", "/v1/contacts", "/v1/payment-references", "/v1/usage"],
    ...Array.from({ length: plans }, (_, at) => [
      `${PLANS}/${at + 1}`,
      `${PLANS}/${at + 1}/history?text=true`,
      `/Billings/PaymentInstallments?PaymentPlanIDs=${at + 1}`,
    ]).flat(),
  ];
  const told: string[] = [];
  for (const path of paths)
    told.push(await (await send("GET", path, undefined, { "X-Request-Id": "x" })).text());
  return told;
}

describe("a snapshot", () => {
  it("of random histories gives everything back in another twin, and what comes after is the same too", async () => {
    const histories = fc.sample(anyHistory, { seed: SEED, numRuns: 12 });
    const twin = newTwin({ settings: UNITS, seed: 3 });
    for (const history of histories) {
      const { at, sent } = creationOf(history);
      twin.clock.set(at);
      expect((await twin.fetch(...asked(sent))).status).toBe(201);
    }
    for (const [index, history] of histories.entries()) {
      for (const { at, sent } of callsOf(history, index + 1)) {
        twin.clock.set(at);
        await twin.fetch(...asked(sent));
      }
    }
    const other = newTwin({ settings: UNITS });
    const state = copied(twin.snapshot());
    other.restore(state);
    expect(copied(other.snapshot())).toEqual(state);
    expect(await all(other, histories.length)).toEqual(await all(twin, histories.length));
    for (const one of [twin, other]) await sendTo(one)("POST", PLANS, PLAN);
    expect(other.snapshot()).toEqual(twin.snapshot());
  });

  it("of every kind of write gives back what its keys came to, ids, faults, clock and chance", async () => {
    const twin = newTwin({ clock: "2026-01-02T03:04:05.678Z", seed: 99 });
    for (const sent of BEFORE) await twin.fetch(...asked(sent));
    const writes: Sent[] = [];
    for (const write of KEYED_WRITES) writes.push(await write.make((sent) => twin.fetch(...asked(sent))));
    const send = async (to: Twin) => {
      const told: string[] = [];
      for (const [at, sent] of writes.entries()) {
        const answer = await to.fetch(
          ...asked(sent, { "Idempotency-Key": `write-${at}`, "X-Request-Id": "x" }),
        );
        const text = await answer.text();
        // One that was refused has not used its key.
        if (answer.ok) told.push(`${answer.status} ${text}`);
      }
      expect(told.length).toBeGreaterThan(20);
      return told;
    };
    const first = await send(twin);
    for (const sent of SINCE) await twin.fetch(...asked(sent));
    twin.faults.next({ kind: "slow", ms: 1, route: "GET /health", times: 3 });
    twin.faults.rate({ kind: "wrong-key", route: "GET /v1/usage", rate: 0.5 });
    await twin.fetch("/health");
    for (let time = 0; time < 9; time += 1) await twin.fetch("/v1/usage");
    const other = newTwin();
    other.restore(copied(twin.snapshot()));
    expect(other.faults.list()).toEqual(twin.faults.list());
    expect(other.clock.now()).toBe(twin.clock.now());
    expect(await all(other, 5)).toEqual(await all(twin, 5));
    expect(await send(other)).toEqual(first);
    expect(await send(twin)).toEqual(first);
    expect(other.snapshot()).toEqual(twin.snapshot());
  });

  it("is of the moment: what comes after it does not change it, and restoring brings it back", async () => {
    const twin = newTwin();
    const send = sendTo(twin);
    await send("POST", PLANS, PLAN);
    const state = twin.snapshot();
    const text = JSON.stringify(state);
    await send("POST", `${PLANS}/1/payments`, PAYMENT, { "If-Match": "*" });
    twin.clock.advance({ years: 1 });
    expect(JSON.stringify(state)).toBe(text);
    twin.restore(state);
    const plan = (await (await send("GET", `${PLANS}/1`)).json()) as { version: number };
    expect([plan.version, twin.clock.now()]).toEqual([1, "2026-03-01T00:00:00.000Z"]);
    expect(twin.requests()).toHaveLength(3);
  });

  it("is at its beginning what a reset makes of a twin", async () => {
    const twin = newTwin({ clock: "2026-03-01", seed: 5 });
    const first = copied(twin.snapshot());
    expect(first).toEqual({
      ...{ format: 1, clock: "2026-03-01T00:00:00.000Z", seed: 5, drawn: 0 },
      ...{ faults: [], events: [], idempotencyKeys: [] },
    });
    await twin.load("demo");
    await sendTo(twin)("POST", PLANS, PLAN, { "Idempotency-Key": "one" });
    expect(twin.snapshot()).not.toEqual(first);
    twin.reset();
    expect(twin.snapshot()).toEqual(first);
  });
});
