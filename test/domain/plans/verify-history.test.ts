import { test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import type { PlanState } from "../../../src/domain/plans/plan.ts";
import type { PlanEvent } from "../../../src/domain/plans/plan-event.ts";
import { replay } from "../../../src/domain/plans/replay.ts";
import { verifyChain, verifyReplay } from "../../../src/domain/plans/verify-history.ts";
import { accepted, payment, refused } from "./builders.ts";
import { walk } from "./histories.ts";
import { anyHistory } from "./history-moves.ts";

import { digest, eventsOf, RECORDS } from "./recorded.ts";

describe("verifyChain", () => {
  it("gives the head of a chain that holds", async () => {
    const events = await eventsOf(RECORDS);
    expect(await verifyChain(events, digest)).toEqual({
      ok: true,
      value: { version: 4, hash: events[3]?.hash },
    });
  });

  it("finds an event left out, put in, or out of place", async () => {
    const events = await eventsOf(RECORDS);
    const [first, second, third] = events as unknown as [PlanEvent, PlanEvent, PlanEvent];
    const order = { tag: "VERSION_OUT_OF_ORDER" };
    expect(refused(await verifyChain([], digest))).toEqual({ tag: "HISTORY_EMPTY" });
    expect(refused(await verifyChain([second], digest))).toEqual({ ...order, expected: 1, found: 2 });
    expect(refused(await verifyChain([first, third], digest))).toEqual({ ...order, expected: 2, found: 3 });
    expect(refused(await verifyChain([first, second, second], digest))).toEqual({
      ...order,
      expected: 3,
      found: 2,
    });
    const [, other] = await eventsOf(RECORDS, "another nonce");
    const link = { tag: "LINK_BROKEN", version: 2 };
    expect(refused(await verifyChain([first, other as PlanEvent], digest))).toEqual(link);
  });

  it("finds a change of any member of any event", async () => {
    const events = await eventsOf(RECORDS);
    for (const [index, event] of events.entries()) {
      const changes: Partial<PlanEvent>[] = [
        { kind: event.kind === "update" ? "create" : "update" },
        { at: "2026-01-15T08:38:50.084Z" },
        { actor: "somebody" },
        { requestHash: "other" },
        { command: payment(1n) },
        { policy: { ...event.policy, arrears: "keep" } },
        { difference: { ...event.difference, nextDue: { before: null, after: null } } },
        { warnings: [{ tag: "OVERRIDE_DROPPED", ordinal: 1, override: 1n }] },
        { hash: "0" },
      ];
      for (const changed of changes) {
        const tampered = events.map((one) => (one === event ? { ...one, ...changed } : one));
        expect(refused(await verifyChain(tampered, digest)), JSON.stringify(Object.keys(changed))).toEqual({
          tag: "HASH_DIFFERS",
          version: index + 1,
        });
      }
    }
  });
});

describe("verifyReplay", () => {
  test.prop([anyHistory], { numRuns: 100 })("agrees with every honest history", async (history) => {
    const { records, state } = walk(history);
    const events = await eventsOf(records);
    expect((await verifyChain(events, digest)).ok).toBe(true);
    expect(accepted(verifyReplay(events, state))).toEqual(state);
  });

  it("finds a difference that the command does not make, though its hash is right", async () => {
    const events = await eventsOf(RECORDS);
    const today = accepted(replay(RECORDS));
    const lied = events.map((event) =>
      event.version === 2 ? { ...event, difference: { ...event.difference, refilled: [] } } : event,
    );
    expect(refused(verifyReplay(lied, today))).toEqual({ tag: "EVENT_DIFFERS", version: 2 });
  });

  it("finds a plan that is not what its commands make", async () => {
    const events = await eventsOf(RECORDS);
    const today = accepted(replay(RECORDS));
    const [row, ...rest] = today.rows;
    if (row === undefined) throw new Error("no row");
    const others: Partial<PlanState>[] = [
      { clientId: 9 },
      { businessUnitId: 9 },
      { currency: "JPY" as PlanState["currency"] },
      { terms: { ...today.terms, count: 2 } },
      { method: "Cheque" },
      { anchors: [] },
      { rows: [{ ...row, received: 1n }, ...rest] },
      { payments: [] },
      { asWritten: { start: "", amount: "" } },
    ];
    for (const other of others) {
      const [member] = Object.keys(other);
      expect(refused(verifyReplay(events, { ...today, ...other }))).toEqual({ tag: "PLAN_DIFFERS", member });
    }
  });

  it("finds no history, and one that cannot be applied", async () => {
    const events = await eventsOf(RECORDS);
    const today = accepted(replay(RECORDS));
    expect(refused(verifyReplay([], today))).toEqual({ tag: "HISTORY_EMPTY" });
    expect(refused(verifyReplay(events.slice(1), today))).toEqual({ tag: "REPLAY_WITHOUT_CREATE" });
  });
});
