// A twin's state: one JSON value that gives everything back, and nothing that is not right.
import { fc } from "@fast-check/vitest";
import { beforeEach, describe, expect, it } from "vitest";
import { TwinInputError } from "../../src/twin/twin-input-error.ts";
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

describe("a state is refused", () => {
  let twin: Twin;
  let good: TwinState;
  beforeEach(async () => {
    twin = newTwin();
    const send = sendTo(twin);
    await twin.load("demo");
    await send(
      "POST",
      `${PLANS}/1/payments`,
      { ...PAYMENT, note: "cash" },
      { "If-Match": "*", "Idempotency-Key": "k" },
    );
    await send("PATCH", "/v1/contacts/38759340/credit", { creditLimit: { amount: "9.00", currency: "AUD" } });
    await send("POST", "/v1/payment-references/1/deactivate");
    twin.faults.next({ kind: "slow" });
    good = copied(twin.snapshot());
  });

  type Loose = Record<string, unknown> & { events: Record<string, unknown>[] };
  const CHANGES: readonly [string, (state: Loose) => unknown, string][] = [
    ["nothing", () => null, "state"],
    ["text", () => JSON.stringify({}), "state"],
    ["another format", (state) => ({ ...state, format: 2 }), "state.format"],
    ["a member too many", (state) => ({ ...state, keys: [] }), "state"],
    ["a member too few", ({ drawn: _, ...state }) => state, "state"],
    ["a wrong clock", (state) => ({ ...state, clock: "2026-03-01" }), "state.clock"],
    ["a wrong seed", (state) => ({ ...state, seed: -1 }), "state.seed"],
    ["a wrong fault", (state) => ({ ...state, faults: [{ kind: "boredom" }] }), "state.faults[0].kind"],
    ["an event left out", (state) => ({ ...state, events: state.events.slice(1) }), "state.events[0].seq"],
    ["a key use of nothing", (state) => ({ ...state, idempotencyKeys: [{}] }), "state.idempotencyKeys[0]"],
  ];
  it.each(CHANGES)("for %s", (_, change, member) => {
    expect(() => twin.restore(change(copied(good) as unknown as Loose))).toThrow(TwinInputError);
    const error = (() => {
      try {
        return twin.restore(change(copied(good) as unknown as Loose));
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(error).toMatchObject({ code: "TWIN_INPUT_INVALID", member });
    expect(copied(twin.snapshot())).toEqual(good);
  });

  it.each([
    ["subject", "order"],
    ["version", 7],
    ["text", "{}"],
    ["hash", "0"],
    ["subjectId", 9],
    ["at", "yesterday"],
    ["change", { kind: "created", before: null, after: { name: 1 } }],
    ["normalisedCrn", "OTHER"],
    ["kind", "erased"],
    ["facts", {}],
    ["actor", 3],
    ["texts", [{ member: "note", salt: "s" }]],
    ["contactId", 9],
    ["reason", 3],
  ])("for events whose %s is %j, whichever has it", (member, value) => {
    // A contact may have any id that none has, and a client any.
    const isFree = ({ subject }: Readonly<Record<string, unknown>>) =>
      member === "subjectId" && (subject === "contact" || subject === "client");
    const having = good.events.flatMap((event, at) => (member in event && !isFree(event) ? [at] : []));
    expect(having.length).toBeGreaterThan(0);
    for (const at of having) {
      const state = copied(good) as unknown as Loose;
      const event = state.events[at];
      if (event === undefined) throw new Error("it is there");
      event[member] = value;
      const isLast = !good.events.slice(at + 1).some(({ text }) => text !== undefined);
      // The hash of the newest event is what it is: nothing names it yet.
      if (member === "hash" && isLast) continue;
      expect(() => twin.restore(state), `${at}`).toThrow(/^state\.events\[\d+\]/);
    }
    expect(copied(twin.snapshot())).toEqual(good);
  });

  it("for a plan's change that its command does not make", () => {
    const state = copied(good) as unknown as Loose;
    const at = state.events.findIndex(({ text }) => text !== undefined);
    const event = state.events[at];
    if (event === undefined) throw new Error("it is there");
    event.text = String(event.text).replace('"amount":"750"', '"amount":"751"');
    expect(() => twin.restore(state)).toThrow(
      `state.events[${at}].text: what its command does (EVENT_DIFFERS)`,
    );
  });
});
