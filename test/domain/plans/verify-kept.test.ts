// A kept history is whole only if every text, every column beside it, the chain and the plan of today agree.
import { describe, expect, it } from "vitest";
import type { KeptEvent } from "../../../src/domain/plans/history/kept-histories-port.ts";
import type { KeptHistory } from "../../../src/domain/plans/history/kept-history.ts";
import { eventText, type SealedEvent } from "../../../src/domain/plans/history/plan-event.ts";
import { replay } from "../../../src/domain/plans/history/replay.ts";
import { verifyKept } from "../../../src/domain/plans/history/verify-kept.ts";
import type { Plan } from "../../../src/domain/plans/plan.ts";
import { accepted, payment, refused } from "./builders.ts";
import { digest, eventsOf, RECORDS } from "./recorded.ts";

async function kept(): Promise<{ readonly events: readonly SealedEvent[]; readonly plan: Plan }> {
  const events = await eventsOf(RECORDS);
  const [first, last] = [events[0], events.at(-1)];
  if (first === undefined || last === undefined) throw new Error("no events");
  const plan = {
    ...accepted(replay(RECORDS)),
    id: 1,
    version: last.version,
    eventHash: last.hash,
    created: { at: first.at, by: first.actor },
    lastUpdated: { at: last.at, by: last.actor },
  };
  return { events, plan };
}

const broken = async (history: KeptHistory) => refused(await verifyKept(history, digest));

/** The history with one event replaced, hash and all, and every later event linked anew: a clever forger's work. */
async function forged(version: number, change: (event: SealedEvent) => SealedEvent): Promise<KeptHistory> {
  const { events, plan } = await kept();
  const made: SealedEvent[] = [];
  for (const event of events) {
    const changed = event.version === version ? change(event) : event;
    const linked = { ...changed, previousHash: made.at(-1)?.hash ?? changed.previousHash };
    const text = eventText(linked);
    made.push({ ...linked, text, hash: await digest(text) });
  }
  return { events: made, plan: { ...plan, eventHash: made.at(-1)?.hash ?? "" } };
}

const withEvent = (events: readonly SealedEvent[], version: number, change: Partial<KeptEvent>) =>
  events.map((event): KeptEvent => (event.version === version ? { ...event, ...change } : event));

describe("a kept history", () => {
  it("that is whole gives its head", async () => {
    const { events, plan } = await kept();
    expect(await verifyKept({ events, plan }, digest)).toEqual({
      ok: true,
      value: { version: 4, hash: events[3]?.hash },
    });
  });

  it("that is empty, cut or out of order is broken", async () => {
    const { events, plan } = await kept();
    expect(await broken({ events: [], plan })).toEqual({ tag: "HISTORY_EMPTY", version: 1, member: null });
    const order = { tag: "VERSION_OUT_OF_ORDER", member: null };
    expect(await broken({ events: events.slice(1), plan })).toEqual({ ...order, version: 1 });
    const hole = events.filter(({ version }) => version !== 3);
    expect(await broken({ events: hole, plan })).toEqual({ ...order, version: 3 });
    const cut = events.slice(0, 3);
    const head = { tag: "HEAD_DIFFERS", version: 4, member: "version" };
    expect(await broken({ events: cut, plan })).toEqual(head);
    const ahead = { ...plan, version: 2 };
    expect(await broken({ events, plan: ahead })).toEqual(head);
  });

  it("shows a text or a hash that was changed", async () => {
    const { events, plan } = await kept();
    const text = (events[1]?.text ?? "").replace("desk", "task");
    for (const change of [{ text }, { hash: "0" }, { hash: null }]) {
      expect(await broken({ events: withEvent(events, 2, change), plan })).toEqual({
        tag: "HASH_DIFFERS",
        version: 2,
        member: null,
      });
    }
    const nonsense = { text: "{}", hash: await digest("{}") };
    expect(await broken({ events: withEvent(events, 2, nonsense), plan })).toEqual({
      tag: "TEXT_MALFORMED",
      version: 2,
      member: null,
    });
  });

  it.each<[keyof KeptEvent, unknown]>([
    ["kind", "update"],
    ["at", "2026-01-15T08:38:50.084Z"],
    ["actor", "somebody"],
    ["previousHash", "0"],
    ["previousHash", null],
  ])("shows a column %s that is not the text's: %s", async (member, value) => {
    const { events, plan } = await kept();
    const change = { [member]: value } as Partial<KeptEvent>;
    expect(await broken({ events: withEvent(events, 2, change), plan })).toEqual({
      tag: "COLUMN_DIFFERS",
      version: 2,
      member,
    });
  });

  it("shows a version in the text that is not the event's", async () => {
    const { events, plan } = await kept();
    const [, , third] = events;
    if (third === undefined) throw new Error("no third event");
    const { text, hash } = third;
    expect(await broken({ events: withEvent(events, 2, { text, hash }), plan })).toEqual({
      tag: "COLUMN_DIFFERS",
      version: 2,
      member: "version",
    });
  });

  it("shows an event of another history", async () => {
    const { events, plan } = await kept();
    const [, other] = await eventsOf(RECORDS, "another nonce");
    if (other === undefined) throw new Error("no event");
    const mixed = events.map((event) => (event.version === 2 ? other : event));
    expect(await broken({ events: mixed, plan })).toEqual({ tag: "LINK_BROKEN", version: 2, member: null });
  });

  it.each<[string, Partial<Plan>]>([
    ["eventHash", { eventHash: "0" }],
    ["created", { created: { at: "2026-01-15T08:38:50.084Z", by: "tester" } }],
    ["created", { created: { at: "2026-01-15T08:38:50.083Z", by: "somebody" } }],
    ["lastUpdated", { lastUpdated: { at: "2026-01-15T08:38:50.084Z", by: "tester" } }],
    ["lastUpdated", { lastUpdated: { at: "2026-01-15T08:38:50.083Z", by: "somebody" } }],
  ])("shows a plan whose %s is not the events': %j", async (member, change) => {
    const { events, plan } = await kept();
    expect(await broken({ events, plan: { ...plan, ...change } })).toEqual({
      tag: "HEAD_DIFFERS",
      version: 4,
      member,
    });
  });

  it("shows a plan that cannot be read, or that its commands do not make", async () => {
    const { events, plan } = await kept();
    expect(await broken({ events, plan: null })).toEqual({
      tag: "PLAN_UNREADABLE",
      version: 4,
      member: null,
    });
    expect(await broken({ events, plan: { ...plan, method: "Cheque" } })).toEqual({
      tag: "PLAN_DIFFERS",
      version: 4,
      member: "method",
    });
  });

  it("shows what a forger wrote, whose hashes are all right", async () => {
    const refilled = await forged(2, (event) => ({
      ...event,
      difference: { ...event.difference, rows: [] },
    }));
    expect(await broken(refilled)).toEqual({ tag: "EVENT_DIFFERS", version: 2, member: null });
    const [create] = RECORDS;
    if (create === undefined) throw new Error("no record");
    const failed = { tag: "REPLAY_FAILED", member: "command" };
    const twice = await forged(3, (event) => ({ ...event, kind: "create", command: create.command }));
    expect(await broken(twice)).toEqual({ ...failed, version: 3 });
    const unknown = await forged(4, (event) => ({
      ...event,
      command: { kind: "reverse-payment", payment: 9 },
    }));
    expect(await broken(unknown)).toEqual({ ...failed, version: 4 });
    const orphan = await forged(1, (event) => ({ ...event, kind: "record-payment", command: payment(1n) }));
    expect(await broken(orphan)).toEqual({ ...failed, version: 1 });
  });
});
