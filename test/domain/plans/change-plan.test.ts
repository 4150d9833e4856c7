// The way of every change through a store: what is asked of it, in which order, and what becomes of races.
import { describe, expect, it } from "vitest";
import {
  changePlan,
  makePlan,
  NEWEST,
  type PlanWork,
} from "../../../src/domain/plans/commands/change-plan.ts";
import { UNSAVED_ID } from "../../../src/domain/plans/commands/preview.ts";
import { encodeCommand } from "../../../src/domain/plans/history/command-text.ts";
import { eventText, type PlanEvent } from "../../../src/domain/plans/history/plan-event.ts";
import type { Plan, PlanState } from "../../../src/domain/plans/plan.ts";
import type { PaymentPlans } from "../../../src/domain/plans/plans-port.ts";
import { err, ok } from "../../../src/domain/values/result.ts";
import { accepted, createCommand, newPlan, ROLL, refused, STAMP, updateCommand } from "./builders.ts";

const LATER = { at: "2026-02-01T00:00:00.000Z", by: "another" };
const digest = async (text: string) => `digest of ${text.length} ${text.slice(0, 40)}`;

/** A store with one plan; the first `conflicts` saves find that somebody else was faster. */
function storeWith(plan: Plan | null, conflicts = 0) {
  const calls: string[] = [];
  const texts: string[] = [];
  const events: PlanEvent[] = [];
  const states: PlanState[] = [];
  let current = plan;
  const plans: PaymentPlans = {
    byId: async (id) => {
      calls.push(`read ${id}`);
      return current;
    },
    create: async (state, event, kept) => {
      calls.push("create");
      if (kept) texts.push(kept);
      states.push(state);
      events.push(event);
      return 7;
    },
    save: async (before, after, event, kept) => {
      calls.push(`save ${before.version}`);
      if (kept) texts.push(kept);
      if (conflicts > 0) {
        conflicts -= 1;
        if (current !== null) current = { ...current, version: current.version + 1, eventHash: "of another" };
        return "version-conflict";
      }
      states.push(after);
      events.push(event);
      return "saved";
    },
    keepUnchanged: async (same, kept) => {
      calls.push(`keep ${same.version} ${kept}`);
    },
  };
  const work: PlanWork = { plans, digest, newSalt: () => "salt", policy: ROLL, stamp: LATER };
  return { calls, events, states, work, kept: texts };
}

const stored = (version = 3): Plan => ({
  ...newPlan(),
  id: 7,
  version,
  eventHash: `hash ${version}`,
  created: STAMP,
  lastUpdated: STAMP,
});
const dearer = (plan: Plan) => ok(updateCommand(plan, { amount: 20_000n }));

describe("makePlan", () => {
  it("creates the plan with its first event in one call", async () => {
    const { calls, events, states, work } = storeWith(null);
    const { plan, change } = accepted(await makePlan(work, createCommand(), "nonce"));
    expect(calls).toEqual(["create"]);
    const [event] = events;
    expect(event).toMatchObject({
      version: 1,
      kind: "create",
      previousHash: "nonce",
      command: createCommand(),
    });
    expect(event).toMatchObject({ at: LATER.at, actor: LATER.by });
    expect(event?.requestHash).toBe(await digest(encodeCommand(createCommand())));
    expect(event === undefined ? "" : await digest(eventText(event))).toBe(event?.hash);
    expect(states).toEqual([change.after]);
    expect(plan).toEqual({
      ...change.after,
      id: 7,
      version: 1,
      eventHash: event?.hash,
      created: LATER,
      lastUpdated: LATER,
    });
  });

  it("asks the store nothing for a preview", async () => {
    const { calls, work } = storeWith(null);
    const { plan, change } = accepted(await makePlan(work, createCommand(), "nonce", true));
    expect(calls).toEqual([]);
    expect(plan).toEqual({
      ...change.after,
      id: UNSAVED_ID,
      version: 1,
      eventHash: "",
      created: LATER,
      lastUpdated: LATER,
    });
  });

  it("refuses what cannot be a plan, and writes nothing", async () => {
    const { calls, work } = storeWith(null);
    const failure = refused(await makePlan(work, createCommand({ count: 0 }), "nonce"));
    expect(failure.tag).toBe("COUNT_OUT_OF_RANGE");
    expect(calls).toEqual([]);
  });
});

describe("changePlan", () => {
  it("reads the plan, and saves the next version with its event", async () => {
    const { calls, events, states, work } = storeWith(stored());
    const { plan, change } = accepted(await changePlan(work, 7, dearer));
    expect(calls).toEqual(["read 7", "save 3"]);
    const command = updateCommand(stored(), { amount: 20_000n });
    const [event] = events;
    expect(event).toMatchObject({ version: 4, kind: "update", previousHash: "hash 3", command });
    expect(event?.requestHash).toBe(await digest(encodeCommand(command)));
    expect(states).toEqual([change.after]);
    expect(change.after.terms.amount).toBe(20_000n);
    expect(plan).toEqual({
      ...stored(),
      ...change.after,
      version: 4,
      lastUpdated: LATER,
      eventHash: event?.hash,
    });
  });

  it("writes nothing for a preview, nor when nothing changes", async () => {
    const preview = storeWith(stored());
    const shown = accepted(await changePlan(preview.work, 7, dearer, { expected: null, preview: true }));
    expect(preview.calls).toEqual(["read 7"]);
    expect(shown.plan).toEqual({ ...stored(), ...shown.change.after, version: 3 });
    expect(shown.change.after.terms.amount).toBe(20_000n);
    const same = storeWith(stored());
    const kept = accepted(await changePlan(same.work, 7, (plan) => ok(updateCommand(plan))));
    expect(same.calls).toEqual(["read 7"]);
    expect(kept.change.changed).toBe(false);
    expect(kept.plan).toEqual(stored());
  });

  it("keeps a key with a change of nothing, and what is kept of any other with its write", async () => {
    const keyed = (kept: (plan: Plan) => string | null) => {
      const store = storeWith(stored());
      return { ...store, work: { ...store.work, kept } };
    };
    const same = keyed((plan) => `of version ${plan.version}`);
    await changePlan(same.work, 7, (plan) => ok(updateCommand(plan)));
    expect(same.calls).toEqual(["read 7", "keep 3 of version 3"]);
    const preview = keyed(() => "kept");
    await changePlan(preview.work, 7, (plan) => ok(updateCommand(plan)), { expected: null, preview: true });
    expect(preview.calls).toEqual(["read 7"]);
    const changed = keyed((plan) => `of version ${plan.version} at ${plan.lastUpdated.at}`);
    await changePlan(changed.work, 7, dearer);
    expect(changed.kept).toEqual([`of version 4 at ${LATER.at}`]);
    const made = keyed((plan) => `of plan ${plan.id}`);
    await makePlan(made.work, createCommand(), "nonce");
    expect(made.kept).toEqual([`of plan ${UNSAVED_ID}`]);
  });

  it("tells what it cannot do, each with its evidence, and writes nothing", async () => {
    const none = storeWith(null);
    expect(refused(await changePlan(none.work, 9, dearer))).toEqual({ tag: "PLAN_NOT_FOUND", id: 9 });
    const stale = storeWith(stored());
    const expected = { expected: [1, 2], preview: false };
    expect(refused(await changePlan(stale.work, 7, dearer, expected))).toEqual({
      tag: "VERSION_STALE",
      id: 7,
      version: 3,
    });
    const nothing = storeWith(stored());
    expect(refused(await changePlan(nothing.work, 7, dearer, { expected: [], preview: false })).tag).toBe(
      "VERSION_STALE",
    );
    const unread = storeWith(stored());
    expect(refused(await changePlan(unread.work, 7, () => err({ tag: "NOT_READ" as const })))).toEqual({
      tag: "NOT_READ",
    });
    const wrong = storeWith(stored());
    const failure = refused(await changePlan(wrong.work, 7, (plan) => ok(updateCommand(plan, { count: 0 }))));
    expect(failure.tag).toBe("COUNT_OUT_OF_RANGE");
    for (const { calls } of [none, stale, nothing, unread, wrong]) expect(calls).toHaveLength(1);
  });

  it("takes the version that is expected", async () => {
    const { calls, work } = storeWith(stored());
    accepted(await changePlan(work, 7, dearer, { expected: [2, 3], preview: false }));
    expect(calls).toEqual(["read 7", "save 3"]);
    expect(NEWEST).toEqual({ expected: null, preview: false });
  });

  it("decides anew on the newer plan when somebody was faster", async () => {
    const { calls, events, work } = storeWith(stored(), 4);
    const { plan } = accepted(await changePlan(work, 7, dearer));
    expect(calls).toEqual([3, 4, 5, 6, 7].flatMap((version) => ["read 7", `save ${version}`]));
    expect(events[0]).toMatchObject({ version: 8, previousHash: "of another" });
    expect(plan.version).toBe(8);
  });

  it("gives up after five times", async () => {
    const { calls, events, work } = storeWith(stored(), 5);
    expect(refused(await changePlan(work, 7, dearer))).toEqual({ tag: "VERSION_CONFLICT", id: 7 });
    expect(calls).toHaveLength(10);
    expect(events).toEqual([]);
  });
});
