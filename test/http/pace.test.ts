// Long work gives way to others between its steps, and does nothing more once its caller has gone.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { PlanCursor } from "../../src/domain/plans/bulk/plan-lists-port.ts";
import { makePlan } from "../../src/domain/plans/commands/change-plan.ts";
import type { Stores } from "../../src/domain/ports/stores.ts";
import { CallerGone, paceOf, STEPS_A_TURN } from "../../src/http/request/pace.ts";
import { createCommand, workOn } from "../support/plan-work.ts";
import { post, type TestApp, testApp } from "../support/test-app.ts";

const REHEARSALS = "/v1/payment-plans/rehearsals";
const CHANGE = { select: { clientId: 2 }, change: { amount: { amount: "80.00", currency: "AUD" } } };
const ROWS = 600;
const PLANS = 12;

describe("a pace", () => {
  it("gives way after so many steps, and only then", async () => {
    let turns = 0;
    const pace = paceOf(new AbortController().signal, async () => {
      turns += 1;
    });
    await pace(STEPS_A_TURN - 1);
    expect(turns).toBe(0);
    await pace(1);
    expect(turns).toBe(1);
    for (let plan = 0; plan < 100; plan += 1) await pace(ROWS);
    expect(turns).toBe(1 + Math.floor(100 / Math.ceil(STEPS_A_TURN / ROWS)));
  });

  it("ends when the caller has gone, before the turn of others and after it", async () => {
    const gone = new AbortController();
    const pace = paceOf(gone.signal, async () => gone.abort());
    await pace(0);
    await expect(pace(STEPS_A_TURN)).rejects.toBeInstanceOf(CallerGone);
    let turns = 0;
    const late = paceOf(gone.signal, async () => {
      turns += 1;
    });
    await expect(late(0)).rejects.toBeInstanceOf(CallerGone);
    await expect(late(STEPS_A_TURN)).rejects.toBeInstanceOf(CallerGone);
    expect(turns).toBe(0);
  });
});

let app: TestApp;
beforeEach(async () => {
  app = testApp();
  const work = workOn(app.stores.plans);
  for (let plan = 0; plan < PLANS; plan += 1) {
    const made = await makePlan(work, createCommand({ count: ROWS, recurrence: "Weekly" }), "nonce");
    if (!made.ok) throw new Error(made.error.tag);
  }
});
afterEach(() => vi.restoreAllMocks());

/** The app over the same stores, a plan a page; `onTrip` is told of each trip of long work before it is made. */
function slowly(onTrip: (name: string, count: number) => void): TestApp {
  const { plans } = app.stores;
  let count = 0;
  const trip = (name: string) => {
    count += 1;
    onTrip(name, count);
  };
  const onePage = (given: PlanCursor): PlanCursor => ({ ...given, limit: 1 });
  const slow: Stores["plans"] = {
    ...plans,
    byIds: (ids) => {
      trip("byIds");
      const [first = 0] = ids;
      return plans.byIds([first]).then(({ items }) => ({ items, next: ids.length > 1 ? first : null }));
    },
    matching: (filter, cursor) => {
      trip("matching");
      return plans.matching(filter, onePage(cursor));
    },
    saveTerms: (saves) => {
      trip("saveTerms");
      return plans.saveTerms(saves);
    },
    saveAndTell: (saves, asked) => {
      trip("saveAndTell");
      return plans.saveAndTell(saves, asked);
    },
    keptEvents: (...given) => {
      trip("keptEvents");
      return plans.keptEvents(...given);
    },
    summaries: (filter, asOf, cursor) => {
      trip("summaries");
      return plans.summaries(filter, asOf, onePage(cursor));
    },
    instalments: async (filter, part, after) => {
      trip("instalments");
      return { ...(await plans.instalments(filter, part, after)), next: after + 1 };
    },
  };
  return testApp({ stores: { ...app.stores, plans: slow } });
}

const rehearse = (of: TestApp, init: RequestInit = {}) =>
  of.request(REHEARSALS, { ...post("application/json", JSON.stringify(CHANGE)), ...init });

async function rehearsal(): Promise<{ text: string; hash: string }> {
  const text = await (await rehearse(app)).text();
  return { text, hash: JSON.parse(text.trimEnd().split("\n").at(-1) ?? "").hash };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 30));

describe("long work", () => {
  it("lets others in at least every few plans: rehearsals, commits, lists and checks", async () => {
    const { text, hash } = await rehearsal();
    const turnsOf = async (work: () => Promise<Response>): Promise<number> => {
      const turns = vi.spyOn(globalThis, "setImmediate");
      const response = await work();
      await response.text();
      const count = turns.mock.calls.length;
      turns.mockRestore();
      expect(response.status).toBe(200);
      return count;
    };
    const fewest = Math.floor((PLANS * ROWS) / (STEPS_A_TURN + ROWS));
    expect(fewest).toBeGreaterThan(2);
    expect(await turnsOf(() => rehearse(app))).toBeGreaterThanOrEqual(fewest);
    const commit = post("application/x-ndjson", text);
    expect(await turnsOf(() => app.request(`${REHEARSALS}/${hash}/commit`, commit))).toBeGreaterThan(fewest);
    const slow = slowly(() => {});
    const list = await turnsOf(() => slow.request("/v1/payment-plans?limit=200"));
    expect(list).toBeGreaterThanOrEqual(PLANS - 1);
    const verify = await turnsOf(() => app.request("/v1/payment-plans/1/history/verify", { method: "POST" }));
    expect(verify).toBeGreaterThanOrEqual(2);
  });

  it.each<[string, (of: TestApp, init: RequestInit) => Promise<Response>]>([
    ["matching", rehearse],
    ["summaries", (of, init) => of.request("/v1/payment-plans", init)],
    ["instalments", (of, init) => of.request("/Billings/PaymentInstallments?ClientID=2", init)],
    [
      "keptEvents",
      (of, init) => of.request("/v1/payment-plans/1/history/verify", { ...init, method: "POST" }),
    ],
  ])("makes no further trip for %s once the caller has gone", async (name, send) => {
    const gone = new AbortController();
    const trips: string[] = [];
    const slow = slowly((trip) => {
      trips.push(trip);
      gone.abort();
    });
    const response = await send(slow, { signal: gone.signal }).catch(() => null);
    await response?.text().catch(() => "");
    await settled();
    expect(trips).toEqual([name]);
  });

  it("writes at most two long plans of a commit at a time, and others have their turn between", async () => {
    const { text, hash } = await rehearsal();
    const rows: number[] = [];
    const turns = vi.spyOn(globalThis, "setImmediate");
    const turnsAt: number[] = [];
    const note = (saves: readonly { readonly after: { readonly rows: readonly unknown[] } }[]): void => {
      rows.push(saves.reduce((sum, { after }) => sum + after.rows.length, 0));
      turnsAt.push(turns.mock.calls.length);
    };
    const plans: Stores["plans"] = {
      ...app.stores.plans,
      saveTerms: (saves) => {
        note(saves);
        return app.stores.plans.saveTerms(saves);
      },
      saveAndTell: (saves, asked) => {
        note(saves);
        return app.stores.plans.saveAndTell(saves, asked);
      },
    };
    const writing = testApp({ stores: { ...app.stores, plans } });
    const commit = post("application/x-ndjson", text);
    const answer = await writing.request(`${REHEARSALS}/${hash}/commit`, commit);
    expect((await answer.text()).trimEnd().split("\n").at(-1)).toContain(`"applied":${PLANS}`);
    expect(rows.reduce((sum, one) => sum + one, 0)).toBe(PLANS * ROWS);
    expect(Math.max(...rows)).toBeLessThanOrEqual(2 * ROWS);
    for (const [index, at] of turnsAt.entries()) expect(at).toBeGreaterThan(turnsAt[index - 1] ?? -1);
  });

  it("writes no further once the caller of a commit has gone; what was written stands, and can be gone on with", async () => {
    const { text, hash } = await rehearsal();
    const path = `${REHEARSALS}/${hash}/commit`;
    const gone = new AbortController();
    const trips: string[] = [];
    const slow = slowly((trip) => {
      trips.push(trip);
      if (trips.filter((one) => one === "saveTerms").length === 3) gone.abort();
    });
    const sent = { ...post("application/x-ndjson", text), signal: gone.signal };
    const cut = await slow.request(path, sent).catch(() => null);
    await cut?.text().catch(() => "");
    await settled();
    // Two plans are as many rows as a trip takes; they are written when the next one is read.
    const two = new Array(2).fill("byIds");
    expect(trips).toEqual(["byIds", ...two, "saveTerms", ...two, "saveTerms", ...two, "saveTerms"]);
    const versions = async () =>
      (
        await app.stores.plans.matching(
          { clientId: 2, businessUnitId: null, state: null, active: null },
          { after: 0, limit: 100 },
        )
      ).items.map(({ version }) => version);
    expect(await versions()).toEqual([...new Array(6).fill(2), ...new Array(PLANS - 6).fill(1)]);
    const again = await app.request(path, post("application/x-ndjson", text));
    expect((await again.text()).trimEnd().split("\n").at(-1)).toContain(`"applied":${PLANS}`);
    expect(await versions()).toEqual(new Array(PLANS).fill(2));
  });

  it("writes no further once the stream of a commit is cancelled", async () => {
    const work = workOn(app.stores.plans);
    // More than are answered together.
    for (let plan = 0; plan < 100; plan += 1) await makePlan(work, createCommand({ count: 1 }), "nonce");
    const { text, hash } = await rehearsal();
    const trips: string[] = [];
    const slow = slowly((trip) => trips.push(trip));
    const response = await slow.request(`${REHEARSALS}/${hash}/commit`, post("application/x-ndjson", text));
    const reader = response.body?.getReader();
    await reader?.read();
    const writes = () => trips.filter((trip) => trip.startsWith("save")).length;
    const written = writes();
    expect(written).toBeGreaterThan(3);
    // At most the one under way: the first lines were made before the response began.
    await reader?.cancel();
    await settled();
    expect(writes()).toBeLessThanOrEqual(written + 1);
    const { items } = await app.stores.plans.matching(
      { clientId: 2, businessUnitId: null, state: null, active: null },
      { after: PLANS + 60, limit: 100 },
    );
    expect(new Set(items.map(({ version }) => version))).toEqual(new Set([1]));
    expect(slow.log.filter((line) => "error" in line)).toEqual([]);
  });

  it("is logged as a request that its caller has left", async () => {
    const gone = new AbortController();
    const slow = slowly(() => gone.abort());
    await slow.request("/v1/payment-plans", { signal: gone.signal }).catch(() => null);
    await settled();
    expect(slow.log.at(-1)).toMatchObject({ status: 499 });
  });
});
