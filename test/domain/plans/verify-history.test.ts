import { test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import type { PlanRecord } from "../../../src/domain/plans/commands/plan-command.ts";
import { decodeEvent } from "../../../src/domain/plans/history/event-text.ts";
import type { PlanEvent } from "../../../src/domain/plans/history/plan-event.ts";
import { replay } from "../../../src/domain/plans/history/replay.ts";
import { verifyChain, verifyReplay } from "../../../src/domain/plans/history/verify-history.ts";
import type { PlanState } from "../../../src/domain/plans/plan.ts";
import { accepted, payment, ROLL, refused, STAMP } from "./builders.ts";
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
        { policy: { ...event.policy, rules: 1 } },
        { difference: { ...event.difference, nextDue: { before: null, after: null } } },
        { difference: { ...event.difference, rows: event.difference.rows.slice(1) } },
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

describe("events of rules 1", () => {
  const records = RECORDS.map((record) => ({ ...record, policy: { ...record.policy, rules: 1 as const } }));

  it("name no rules, keep their warnings in the text, and go on under the rules of today", async () => {
    const old = await eventsOf(records);
    for (const { text } of old) expect(Object.keys(JSON.parse(text).policy)).toEqual(["arrears", "today"]);
    const [first] = old;
    const warnings = [{ tag: "OVERRIDE_DROPPED", ordinal: 1, override: 1n }] as const;
    const warned = [{ ...(first as PlanEvent), warnings }, ...old.slice(1)];
    expect(refused(await verifyChain(warned, digest))).toEqual({ tag: "HASH_DIFFERS", version: 1 });
    const pay = { command: payment(1n), policy: ROLL, stamp: STAMP };
    const later = await eventsOf([...records, pay]);
    expect(JSON.parse(later[4]?.text ?? "").policy).toEqual({ arrears: "roll", rules: 2, today: ROLL.today });
    const plan = accepted(replay([...records, pay]));
    expect(plan.rows.map(({ amountSince }) => amountSince)).toEqual([null, null, null]);
    expect(plan.anchors.map(({ cause }) => cause)).toEqual([null]);
    expect(accepted(verifyReplay(later, plan))).toEqual(plan);
  });

  test.prop([anyHistory], { numRuns: 100 })("verify in any honest history", async (history) => {
    const { records: today } = walk(history);
    const kept: PlanRecord[] = [];
    for (const record of today) {
      // A command that rules 1 refused was never recorded under them.
      const old = { ...record, policy: { ...record.policy, rules: 1 as const } };
      if (replay([...kept, old]).ok) kept.push(old);
    }
    const events = await eventsOf(kept);
    const decoded = events.map(({ text, hash }) => ({ ...accepted(decodeEvent(text)), hash }));
    expect(accepted(verifyReplay(decoded, accepted(replay(kept))))).toEqual(accepted(replay(kept)));
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
      event.version === 2 ? { ...event, difference: { ...event.difference, rows: [] } } : event,
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
      { rows: [{ ...row, amountSince: 9 }, ...rest] },
      { rows: [{ ...row, amountSince: null }, ...rest] },
      { rows: [{ ...row, freedIn: 1 }, ...rest] },
      { anchors: today.anchors.map((anchor) => ({ ...anchor, cause: null })) },
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
