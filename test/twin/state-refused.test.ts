// A twin's state is put back where everything in it follows, and refused otherwise, with the place where it does not.
import { beforeEach, describe, expect, it } from "vitest";
import { TwinInputError } from "../../src/twin/twin-input-error.ts";
import type { Twin, TwinState } from "../../src/twin/types.ts";
import { newTwin, PAYMENT, PLANS, sendTo } from "./twin-client.ts";

const copied = (state: TwinState): TwinState => JSON.parse(JSON.stringify(state));

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
