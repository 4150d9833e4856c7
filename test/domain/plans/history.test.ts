import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import type { PlanCommand, PlanRecord } from "../../../src/domain/plans/commands/plan-command.ts";
import { plainDifference } from "../../../src/domain/plans/history/difference-text.ts";
import { decodeEvent } from "../../../src/domain/plans/history/event-text.ts";
import { eventText, type PlanEvent, recordOf } from "../../../src/domain/plans/history/plan-event.ts";
import { replay } from "../../../src/domain/plans/history/replay.ts";
import type { Currency } from "../../../src/domain/values/currency.ts";
import {
  accepted,
  change,
  createCommand,
  date,
  newPlan,
  payment,
  ROLL,
  refused,
  STAMP,
  updateCommand,
} from "./builders.ts";
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
    expect(second?.difference.rows).toHaveLength(1);
    expect(second?.hash).toBe(await digest(eventText(second as PlanEvent)));
    expect(recordOf(second as PlanEvent)).toEqual(RECORDS[1]);
  });

  test.prop([anyHistory], { numRuns: 200 })("reads back from its text", async (history) => {
    for (const { hash, text, ...event } of await eventsOf(walk(history).records)) {
      expect(eventText(event)).toBe(text);
      expect(eventText({ ...event, hash })).toBe(text);
      expect(decodeEvent(text)).toEqual({ ok: true, value: event });
    }
  });

  it("keeps the lines in the order of the rows, whatever became different of each", () => {
    const plan = newPlan({ count: 2 });
    const { difference } = change(plan, updateCommand(plan, { count: 4, amount: 8000n }));
    const { rows } = plainDifference(difference) as { readonly rows: readonly string[] };
    expect(rows.map((line) => line.split(" ")[0])).toEqual(["1", "2", "3", "4"]);
  });

  it.each(["x2 2025-02-28", " 2 2025-02-28", "2  2025-02-28"])("does not read a line %j", async (start) => {
    const [, , update] = await eventsOf(RECORDS);
    const text = update?.text ?? "";
    expect(decodeEvent(text).ok).toBe(true);
    expect(decodeEvent(text.replace('"2 2025-02-28', `"${start}`)).ok).toBe(false);
    expect(decodeEvent(text.replace('8000 - 0 -"', '8000 - 0 -\\n"')).ok).toBe(false);
  });

  it.each(["AUD", "JPY"] as const)("keeps a change of all of 52 rows in 6 KiB, in %s", async (currency) => {
    const terms = { count: 52, amount: 123_456_789n, recurrence: "Weekly" as const };
    const plan = newPlan(terms, { currency: currency as Currency });
    const commands = [
      updateCommand(plan, { start: date("2025-03-05"), amount: 987_654_321n, recurrence: "Monthly" }),
      payment(52n * terms.amount),
    ];
    const created = createCommand(terms, { currency: currency as Currency });
    for (const command of commands) {
      const records = [created, command].map((one) => ({ command: one, policy: ROLL, stamp: STAMP }));
      const [, event] = await eventsOf(records, "0".repeat(64));
      expect(event?.difference.rows).toHaveLength(52);
      expect(event?.text.length).toBeLessThan(6 * 1024);
    }
    const paid = { command: commands[1] as PlanCommand, policy: ROLL, stamp: STAMP };
    const cheaper = { command: updateCommand(plan, { amount: 1n }), policy: ROLL, stamp: STAMP };
    const late = { ...ROLL, today: date("2030-01-01") };
    const bounced = { command: { kind: "reverse-payment", payment: 1 } as const, policy: late, stamp: STAMP };
    const create = { command: created, policy: ROLL, stamp: STAMP };
    const reversal = (await eventsOf([create, paid, cheaper, bounced], "0".repeat(64))).at(-1);
    expect(reversal?.warnings).toHaveLength(52);
    expect(reversal?.text.length).toBeLessThan(6 * 1024);
  });

  it("keeps each changed row once, in a line", async () => {
    const [, , update] = await eventsOf(RECORDS);
    const { difference } = JSON.parse(eventText(update as PlanEvent));
    expect(difference.rows).toEqual([
      "2 2025-02-28 10000 - 0 - > 2025-02-28 8000 - 0 -",
      "3 2025-03-31 10000 - 0 - > 2025-03-31 8000 - 0 -",
    ]);
  });

  const ROW = "1 none > 2025-01-31 10000 - 0 -";
  it.each([
    ["a row that is no text", `"${ROW}"`, "5", "rows[0] is not text"],
    ["a row without one half", " > 2025-01-31 10000 - 0 -", "", "rows[0] is not a row before and after"],
    ["a row without its number", ROW, ROW.slice(2), "rows[0] is not a row before and after"],
    ["a line too long", ROW, `${ROW} -`, "rows[0] is not a row"],
    ["a line too short", ROW, ROW.slice(0, -2), "rows[0] is not a row"],
    ["another batch", ROW, `${ROW.slice(0, -1)}x`, "rows[0] is not a row"],
    ["no date", "2025-01-31 10000", "2025-01-32 10000", "rows[0] is not a date"],
    ["an override that is no number", "10000 - 0 -", "10000 x 0 -", "rows[0] is not an integer in text"],
    ["rows that are no list", '"rows":[', '"rows":{"x":[', "JSON"],
  ])("does not read back from %s", async (_name, from, to, reason) => {
    const [first] = await eventsOf(RECORDS);
    const read = decodeEvent(eventText(first as PlanEvent).replace(from, to));
    expect(read.ok ? "no failure" : read.error.reason).toContain(reason);
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
