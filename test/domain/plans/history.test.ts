import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { decodeEvent } from "../../../src/domain/plans/event-text.ts";
import type { PlanRecord } from "../../../src/domain/plans/plan-command.ts";
import { eventText, type PlanEvent, recordOf } from "../../../src/domain/plans/plan-event.ts";
import { replay } from "../../../src/domain/plans/replay.ts";
import { accepted, createCommand, ROLL, refused, STAMP } from "./builders.ts";
import { walk } from "./histories.ts";
import { anyHistory } from "./history-moves.ts";

import { digest, eventsOf, RECORDS } from "./recorded.ts";

describe("an event", () => {
  it("tells version, kind, actor, instant, request, command, policy and difference", async () => {
    const [first, second] = await eventsOf(RECORDS);
    expect(first).toMatchObject({ version: 1, kind: "create", previousHash: "nonce", actor: "tester" });
    expect(second).toMatchObject({
      version: 2,
      kind: "record-payment",
      at: STAMP.at,
      actor: "desk",
      requestHash: "request 1",
      command: RECORDS[1]?.command,
      policy: ROLL,
      warnings: [],
      previousHash: first?.hash,
    });
    expect(second?.difference.refilled).toHaveLength(1);
    expect(second?.hash).toBe(await digest(eventText(second as PlanEvent)));
    expect(recordOf(second as PlanEvent)).toEqual(RECORDS[1]);
  });

  test.prop([anyHistory], { numRuns: 200 })("reads back from its text", async (history) => {
    for (const { hash, ...event } of await eventsOf(walk(history).records)) {
      const text = eventText(event);
      expect(eventText({ ...event, hash })).toBe(text);
      expect(decodeEvent(text)).toEqual({ ok: true, value: event });
    }
  });

  it("does not read back from a damaged text", async () => {
    const [first] = await eventsOf(RECORDS);
    const text = eventText(first as PlanEvent);
    expect(decodeEvent(text.replace('"pastDue":false', '"pastDue":0')).ok).toBe(false);
    expect(decodeEvent(text.replace('"added":[', '"added":[{},')).ok).toBe(false);
    expect(decodeEvent(text.replace('"moved":[]', '"moved":{}'))).toEqual({
      ok: false,
      error: { tag: "TEXT_MALFORMED", reason: "$.difference.moved is not a list" },
    });
  });
});

describe("replay", () => {
  test.prop([anyHistory], { numRuns: 400 })("of the recorded commands gives the plan of today", (history) => {
    const { records, state } = walk(history);
    expect(accepted(replay(records))).toEqual(state);
  });

  it("needs one creation, first", () => {
    const [create, pay] = RECORDS as [PlanRecord, PlanRecord];
    expect(refused(replay([]))).toEqual({ tag: "REPLAY_WITHOUT_CREATE" });
    expect(refused(replay([pay]))).toEqual({ tag: "REPLAY_WITHOUT_CREATE" });
    expect(refused(replay([create, create]))).toEqual({ tag: "REPLAY_CREATED_TWICE", index: 1 });
  });

  it("tells which record is refused", () => {
    const [create] = RECORDS as [PlanRecord];
    const bad = { ...create, command: createCommand({ amount: 0n }) };
    const failure = { tag: "AMOUNT_NOT_POSITIVE", amount: 0n };
    expect(refused(replay([bad]))).toEqual({ tag: "REPLAY_REFUSED", index: 0, failure });
    const nobody = { ...create, command: { kind: "reverse-payment", payment: 1 } as const };
    expect(refused(replay([create, nobody]))).toMatchObject({ tag: "REPLAY_REFUSED", index: 1 });
  });
});

test.prop([fc.string()])(
  "two plans made alike have different chains when their nonces differ",
  async (nonce) => {
    fc.pre(nonce !== "nonce");
    const [[one], [other]] = [
      await eventsOf(RECORDS.slice(0, 1)),
      await eventsOf(RECORDS.slice(0, 1), nonce),
    ];
    expect(one?.hash).not.toBe(other?.hash);
  },
);
