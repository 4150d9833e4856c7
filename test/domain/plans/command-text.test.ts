// Commands to text and back: canonical, exact, and strict about anything else.
import { test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import type { PlanCommand } from "../../../src/domain/plans/commands/plan-command.ts";
import { encodeCommand } from "../../../src/domain/plans/history/command-text.ts";
import { createCommand, date, newPlan, payment, ROLL, STAMP, updateCommand } from "./builders.ts";
import { walk } from "./histories.ts";
import { anyHistory } from "./history-moves.ts";
import { RUNS } from "./law-checks.ts";
import { decodeCommand, decodeRecord, encodeRecord } from "./record-text.ts";

const COMMANDS: readonly PlanCommand[] = [
  createCommand(),
  updateCommand(newPlan(), {}, { clientId: 0, businessUnitId: null }),
  payment(1n, { note: 'a "note"\n\ud800 ', instalment: 3 }),
  payment(999_999_999_999_999n),
  { kind: "reverse-payment", payment: 12 },
  { kind: "reverse-payment", payment: 12, reason: "bounced", on: date("2025-02-01") },
  { kind: "reverse-payment", payment: 12, on: date("2025-02-01") },
  { kind: "set-instalment", instalment: 1, override: 0n, inBatch: true },
  { kind: "set-instalment", instalment: 1, override: null, inBatch: false },
];

describe("the text of a command", () => {
  it("is JSON with sorted members and money in strings", () => {
    expect(encodeCommand(payment(5n, { instalment: 2, note: "desk" }))).toBe(
      '{"amount":"5","instalment":2,"kind":"record-payment","note":"desk","receivedOn":"2025-01-01"}',
    );
    expect(encodeCommand(createCommand({ count: 2 }))).toBe(
      '{"asWritten":{"amount":"100.00","start":"2025-01-31"},"businessUnitId":3,"clientId":2,"currency":"AUD",' +
        '"kind":"create","method":"Cash","terms":{"amount":"10000","count":2,"recurrence":"Monthly",' +
        '"start":"2025-01-31","state":"Active"}}',
    );
  });

  it.each(COMMANDS)("reads back: $kind", (command) => {
    expect(decodeCommand(encodeCommand(command))).toEqual({ ok: true, value: command });
  });

  it("does not depend on the order in which the command was built", () => {
    const command = payment(5n);
    const turned = Object.fromEntries(Object.entries(command).reverse()) as typeof command;
    expect(encodeCommand(turned)).toBe(encodeCommand(command));
  });

  test.prop([anyHistory], RUNS)("reads back for every record of a history", (history) => {
    for (const record of walk(history).records) {
      const text = encodeRecord(record);
      expect(decodeRecord(text)).toEqual({ ok: true, value: record });
      expect(encodeCommand(record.command)).toBe(encodeCommand(JSON.parse(text).command));
    }
  });
});

describe("a damaged text", () => {
  const text = encodeCommand({ kind: "set-instalment", instalment: 1, override: 5n, inBatch: true });

  it.each([
    ["no JSON", "{", "JSON"],
    ["no object", "[]", "$.kind is not the kind of a command"],
    ["nothing", "null", "$.kind is not the kind of a command"],
    ["another kind", '{"kind":"toString"}', "$.kind is not the kind of a command"],
    ["a kind that is no text", '{"kind":5}', "$.kind is not the kind of a command"],
    [
      "a member missing",
      text.replace(',"override":"5"', ""),
      "$ is not just kind, instalment, override, inBatch",
    ],
    [
      "a member too many",
      text.replace("{", '{"more":1,'),
      "$ is not just kind, instalment, override, inBatch",
    ],
    ["a member by another name", text.replace("override", "Override"), "$.override is not there"],
    ["money as a number", text.replace('"5"', "5"), "$.override is not an integer in text"],
    ["money not in canonical digits", text.replace('"5"', '"05"'), "$.override is not an integer in text"],
    ["money with decimals", text.replace('"5"', '"5.0"'), "$.override is not an integer in text"],
    [
      "text for a number",
      text.replace('"instalment":1', '"instalment":"1"'),
      "$.instalment is not an integer",
    ],
    [
      "part of a number",
      text.replace('"instalment":1', '"instalment":1.5'),
      "$.instalment is not an integer",
    ],
    ["text for a boolean", text.replace("true", '"true"'), "$.inBatch is not a boolean"],
  ])("%s", (_name, damaged, reason) => {
    const read = decodeCommand(damaged);
    expect(read).toMatchObject({ ok: false, error: { tag: "TEXT_MALFORMED" } });
    expect(!read.ok && read.error.reason).toContain(reason);
  });

  it("of a reversal names what may be left out, and refuses anything else", () => {
    const reverse = encodeCommand({ kind: "reverse-payment", payment: 1, reason: "bounced" });
    const reasonOf = (from: string, to: string): string => {
      const read = decodeCommand(reverse.replace(from, to));
      return read.ok ? "none" : read.error.reason;
    };
    const members = "$ is not just kind, payment, reason, on";
    expect(reasonOf('"reason"', '"because"')).toBe(members);
    expect(reasonOf(',"reason":"bounced"', "")).toBe("none");
    expect(reasonOf('"bounced"', "null")).toBe("$.reason is not a text, or a commitment to one");
    expect(reasonOf('"payment":1,', "")).toBe("$.payment is not there");
    expect(reasonOf("{", '{"a":1,"b":2,"c":3,')).toBe(members);
    expect(reasonOf("{", '{"toString":1,')).toBe(members);
  });

  it("in the terms names the place", () => {
    const create = encodeCommand(createCommand());
    const reasonOf = (from: string, to: string): string => {
      const read = decodeCommand(create.replace(from, to));
      return read.ok ? "none" : read.error.reason;
    };
    expect(reasonOf('"2025-01-31","state"', '"2025-02-30","state"')).toBe("$.terms.start is not a date");
    expect(reasonOf('"2025-01-31","state"', '"2025-01-31T00","state"')).toBe("$.terms.start is not a date");
    expect(reasonOf("Monthly", "Daily")).toContain("$.terms.recurrence is not one of Weekly, Fortnightly");
    expect(reasonOf('"AUD"', '"XXX"')).toBe("$.currency is not a currency");
    expect(reasonOf('"terms":{', '"terms":[{')).toContain("JSON");
    expect(reasonOf('"method":"Cash"', '"method":null')).toBe("$.method is not text");
  });

  it("of a record", () => {
    const record = encodeRecord({ command: payment(5n), policy: ROLL, stamp: STAMP });
    expect(JSON.parse(record).policy).toEqual({ arrears: "roll", rules: 2, today: "2025-01-01" });
    const unknown = decodeRecord(record.replace('"rules":2', '"rules":3'));
    expect(!unknown.ok && unknown.error.reason).toBe("$.policy.rules is not 2");
    const unnamed = decodeRecord(record.replace('"rules":2,', ""));
    expect(unnamed.ok && unnamed.value.policy).toEqual({ ...ROLL, rules: 1 });
    const read = decodeRecord(record.replace('"roll"', '"bake"'));
    expect(read).toEqual({
      ok: false,
      error: { tag: "TEXT_MALFORMED", reason: "$.policy.arrears is not one of roll, keep" },
    });
  });
});

it("anything that is no plain data is a bug", () => {
  expect(() => encodeCommand(payment(5n, { instalment: 1.5 }))).toThrow(
    "no canonical text for the number 1.5",
  );
  expect(() => encodeCommand(payment(5n, { note: undefined as unknown as string }))).toThrow(TypeError);
  expect(() => encodeCommand(payment(5n, { receivedOn: (() => date("")) as never }))).toThrow(TypeError);
});
