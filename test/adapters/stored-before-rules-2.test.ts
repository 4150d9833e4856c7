// What was stored before rules 2 goes on: it reads, verifies, is explained, and changes under the rules of today.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../src/adapters/libsql/connection/database.ts";
import { openFile } from "../../src/adapters/libsql/connection/open-file.ts";
import { libsqlStores } from "../../src/adapters/libsql/stores.ts";
import { changePlan } from "../../src/domain/plans/commands/change-plan.ts";
import type { ChangePlan } from "../../src/domain/plans/commands/plan-command.ts";
import { ONLY_AN_OVERRIDE } from "../../src/domain/plans/difference/sentences.ts";
import { dueOf } from "../../src/domain/plans/due-dates/grid.ts";
import { explainInstalment } from "../../src/domain/plans/explain/explanation.ts";
import { decodeEvent } from "../../src/domain/plans/history/event-text.ts";
import { keptHistory } from "../../src/domain/plans/history/kept-history.ts";
import { eventText, recordOf, type UnsealedEvent } from "../../src/domain/plans/history/plan-event.ts";
import { replay } from "../../src/domain/plans/history/replay.ts";
import { verifyKept } from "../../src/domain/plans/history/verify-kept.ts";
import type { Plan } from "../../src/domain/plans/plan.ts";
import type { Stores } from "../../src/domain/ports/stores.ts";
import type { LocalDate } from "../../src/domain/values/local-date.ts";
import { ok } from "../../src/domain/values/result.ts";
import { sha256 } from "../../src/http/request/key/api-key.ts";
import { eventDifferenceJson } from "../../src/http/v1/plans/plan-event-json.ts";
import { planFacts } from "../domain/plans/facts.ts";
import { STAMP, updateCommand } from "../support/plan-work.ts";
import { databaseBeforeRules2, STORED } from "../support/stored-before-rules-2.ts";

let stored: { readonly url: string; readonly remove: () => void };
let database: Database;
let stores: Stores;
beforeAll(async () => {
  stored = await databaseBeforeRules2();
  database = await openFile(stored.url);
  stores = libsqlStores(database);
});
afterAll(() => {
  database.close();
  stored.remove();
});

const PLANS = STORED.map(({ note, plans: [{ id }] }) => ({ note, id: Number(id) }));
const read = async (id: number): Promise<Plan> => {
  const plan = await stores.plans.byId(id);
  if (plan === null) throw new Error(`no plan ${id}`);
  return plan;
};
const eventsOf = async (id: number) => {
  const kept = await keptHistory(() => stores.plans, id);
  const events: { readonly text: string; readonly event: UnsealedEvent }[] = [];
  for await (const { text } of kept?.events ?? []) {
    const event = decodeEvent(text);
    if (!event.ok) throw new Error(event.error.reason);
    events.push({ text, event: event.value });
  }
  return events;
};
const isIntact = async (id: number) => {
  const kept = await keptHistory(() => stores.plans, id);
  if (kept === null) throw new Error(`no plan ${id}`);
  const verified = await verifyKept(kept, sha256);
  return verified.ok ? "intact" : verified.error;
};

/** Under the rules of today the same commands would have made another plan. */
const OTHERWISE = [
  "a payment taken back after its instalments were past due and the amount had fallen: they took the new amount",
  "a past-due instalment that left its batch took the new amount",
  "a moved start was forgotten by a new recurrence after a reversal",
  "a week grid that met 28 February was taken to wish for the 31st",
  "a waiver withdrawn took money from a later instalment, which took the new amount",
  "a reversal on a closed plan",
];

describe("a plan from before rules 2", () => {
  it.each(PLANS)("reads and verifies, and its events read back to the letter: $note", async ({ id }) => {
    const plan = await read(id);
    expect(plan.rows.every(({ amountSince, freedIn }) => amountSince === null && freedIn === null)).toBe(
      true,
    );
    expect(plan.anchors.every(({ cause }) => cause === null)).toBe(true);
    expect(await isIntact(id)).toBe("intact");
    for (const { text, event } of await eventsOf(id)) {
      expect(event.policy.rules).toBe(1);
      expect(eventText(event)).toBe(text);
      const said = eventDifferenceJson(event, plan.currency).text;
      expect(said).not.toContain("nothing changes");
      if (said.includes(ONLY_AN_OVERRIDE)) expect(event.kind).toBe("set-instalment");
    }
  });

  it.each(PLANS)("is explained, also where what made it is not known: $note", async ({ id }) => {
    const plan = await read(id);
    for (const { ordinal, due } of plan.rows) {
      const explained = explainInstalment(plan, ordinal);
      if (!explained.ok) throw new Error(explained.error.tag);
      const { anchor, cause, amountSince } = explained.value;
      expect(dueOf([anchor], ordinal)).toBe(due);
      const isUntouched = plan.version === 1;
      expect(anchor.cause).toEqual(isUntouched ? { kind: "creation", version: 1 } : null);
      expect(amountSince).toBe(isUntouched ? 1 : null);
      expect(cause.text).toContain(isUntouched ? "(version 1)" : "is not known");
    }
  });

  it.each(PLANS)("changes under the rules of today and still verifies: $note", async ({ id }) => {
    const today = "9998-12-31" as LocalDate;
    const perform = async (commandFor: (plan: Plan) => ChangePlan) => {
      const work = {
        plans: stores.plans,
        digest: sha256,
        newSalt: () => "salt",
        policy: { arrears: "roll", today },
        stamp: STAMP,
      } as const;
      const changed = await changePlan(work, id, (plan) => ok(commandFor(plan)));
      if (!changed.ok) throw new Error(changed.error.tag);
      return changed.value;
    };
    const before = await read(id);
    const { plan: dearer } = await perform((plan) =>
      updateCommand(plan, { amount: plan.terms.amount + 1n, state: "Active" }),
    );
    expect(await read(id)).toEqual(dearer);
    for (const [index, row] of dearer.rows.entries()) {
      expect(row.amountSince).toBe(row.amount === before.rows[index]?.amount ? null : before.version + 1);
    }
    await perform(() => ({
      kind: "record-payment",
      amount: dearer.terms.amount,
      receivedOn: today,
      note: "",
      instalment: null,
    }));
    const { plan: reversed } = await perform((plan) => ({
      kind: "reverse-payment",
      payment: plan.payments.length,
      reason: "bounced",
      on: today,
    }));
    expect(await read(id)).toEqual(reversed);
    expect(reversed.payments.at(-1)?.reversed).toEqual({ ...STAMP, reason: "bounced", on: today });
    expect(await isIntact(id)).toBe("intact");
  });

  it.each(OTHERWISE)("would be another under the rules of today: %s", async (note) => {
    const id = PLANS.find((plan) => plan.note === note)?.id ?? 0;
    const records = (await eventsOf(id))
      .map(({ event }) => recordOf(event))
      .filter(({ policy }) => policy.rules === 1);
    expect(records.length).toBeGreaterThan(2);
    const then = replay(records);
    const today = replay(
      records.map(({ policy: { rules: _, ...policy }, ...record }) => ({ ...record, policy })),
    );
    if (!then.ok || !today.ok) throw new Error("a command is refused");
    expect(planFacts(today.value)).not.toEqual(planFacts(then.value));
  });
});
