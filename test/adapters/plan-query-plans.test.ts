// How the database goes about each query over many plans: one statement, by an index, never through a table.
import { createClient } from "@libsql/client/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database, Statement } from "../../src/adapters/libsql/connection/database.ts";
import { libsqlStores } from "../../src/adapters/libsql/stores.ts";
import type { TermsSave } from "../../src/domain/plans/bulk/many-plans-port.ts";
import { rehearse } from "../../src/domain/plans/bulk/terms-patch.ts";
import { makePlan } from "../../src/domain/plans/commands/change-plan.ts";
import { planEvent, sealEvent } from "../../src/domain/plans/history/plan-event.ts";
import type { Stores } from "../../src/domain/ports/stores.ts";
import { dueWithin } from "../../src/domain/worklist/ages.ts";
import { sha256 } from "../../src/http/request/key/api-key.ts";
import { startFileDatabase, type TestDatabase } from "../support/libsql.ts";
import { createCommand, STAMP, TODAY, workOn } from "../support/plan-work.ts";

let test: TestDatabase;
let save: TermsSave;
beforeAll(async () => {
  test = await startFileDatabase();
  const made = await makePlan(workOn(libsqlStores(test.database).plans), createCommand(), "nonce");
  if (!made.ok) throw new Error(made.error.tag);
  const before = made.value.plan;
  const policy = { arrears: "roll", today: TODAY } as const;
  const rehearsed = rehearse(before, { count: 3 }, policy);
  if (rehearsed.tag !== "changed") throw new Error(rehearsed.tag);
  const record = { command: rehearsed.command, policy, stamp: STAMP };
  const event = await sealEvent(planEvent(2, record, rehearsed.change, "r", before.eventHash), sha256);
  save = { before, after: rehearsed.change.after, event };
});
afterAll(() => test.stop());

async function statementsOf(call: (stores: Stores) => Promise<unknown>): Promise<readonly Statement[]> {
  const trips: (readonly Statement[])[] = [];
  const recording =
    (run: Database["read"]): Database["read"] =>
    (statements) => {
      trips.push(statements);
      return run(statements);
    };
  const { read, write } = test.database;
  await call(libsqlStores({ ...test.database, read: recording(read), write: recording(write) }));
  expect(trips).toHaveLength(1);
  return trips[0] ?? [];
}

async function stepsOf({ sql, args }: Statement): Promise<string[]> {
  const client = createClient({ url: test.url });
  const { rows } = await client.execute({ sql: `explain query plan ${sql}`, args });
  client.close();
  return rows.map((row) => String(row.detail));
}

const PAGE = { after: 5, limit: 10 };
const EVERY = { from: null, to: null, paid: null, inBatch: null };
const OPEN = { from: TODAY, to: TODAY, paid: true, inBatch: false };
const FILTERS = [null, 2].flatMap((clientId) =>
  [null, 3].flatMap((businessUnitId) =>
    [null, "Active", "Deleted"].flatMap((state) =>
      [null, true, false].map((active) => ({ clientId, businessUnitId, state, active })),
    ),
  ),
);

const OF_ANYBODY = { clientId: null, businessUnitId: null, state: null, active: null };
const OVERDUE = [
  ["of all", {}],
  ["of a unit", { businessUnitId: 3 }],
  ["of a client", { clientId: 2 }],
  ["of several units", { within: [3, 4] }],
] as const;
const ASKED_WORK = {
  filter: { ...OF_ANYBODY, today: TODAY, ...dueWithin("31-60", TODAY), atLeast: null },
  overdue: { after: { day: "2024-11-15", id: 3 } },
  ...{ stopped: null, sums: false, names: "linked" as const, limit: 10 },
};

const ASKED = { plans: [{ id: 1, version: 1 }], requestHash: "r" };

type Call = readonly [name: string, call: (stores: Stores) => Promise<unknown>, statements: number];

const CALLS: readonly Call[] = [
  ...FILTERS.flatMap((filter): Call[] => [
    [`summaries of ${JSON.stringify(filter)}`, ({ plans }) => plans.summaries(filter, TODAY, PAGE), 1],
    [`whole plans of ${JSON.stringify(filter)}`, ({ plans }) => plans.matching(filter, PAGE), 1],
    [`a count of ${JSON.stringify(filter)}`, ({ plans }) => plans.count(filter, 10), 1],
  ]),
  ["plans by id", ({ plans }) => plans.byIds([1, 2]), 1],
  ["where plans stand", ({ plans }) => plans.standing(ASKED, 5), 1],
  ["a plan with the mark of its newest event", ({ plans }) => plans.keptHead(1), 4],
  ["a page of a kept history", ({ plans }) => plans.keptEvents(1, -1, 1_000), 1],
  [
    "all instalments of plans",
    ({ plans }) => plans.instalments({ ...EVERY, planIds: [1], clientId: null }, { offset: 0, limit: 9 }, 0),
    1,
  ],
  [
    "all instalments of a client",
    ({ plans }) => plans.instalments({ ...EVERY, planIds: null, clientId: 2 }, { offset: 0, limit: 9 }, 0),
    1,
  ],
  [
    "instalments of plans",
    ({ plans }) => plans.instalments({ ...OPEN, planIds: [1], clientId: null }, { offset: 0, limit: 9 }, 0),
    1,
  ],
  [
    "instalments of a client",
    ({ plans }) => plans.instalments({ ...OPEN, planIds: null, clientId: 2 }, { offset: 0, limit: 9 }, 0),
    1,
  ],
  [
    "instalments of a client's plans",
    ({ plans }) => plans.instalments({ ...OPEN, planIds: [1], clientId: 2 }, { offset: 0, limit: 9 }, 0),
    1,
  ],
  ...OVERDUE.map(
    ([name, owners]): Call => [
      `the oldest that is overdue, ${name}`,
      ({ worklist }) => worklist({ ...ASKED_WORK, filter: { ...ASKED_WORK.filter, ...owners } }),
      1,
    ],
  ),
  ...OVERDUE.map(
    ([name, owners]): Call => [
      `plans by what is overdue, ${name}`,
      ({ plans }) =>
        plans.overdue({ ...OF_ANYBODY, ...owners }, TODAY, { after: { day: "", id: 0 }, limit: 9 }),
      1,
    ],
  ),
  [
    "the largest that is overdue, and contacts on stop",
    ({ worklist }) =>
      worklist({ ...ASKED_WORK, overdue: { largestFrom: 0 }, stopped: { after: { day: "", id: 0 } } }),
    2,
  ],
  ...(["linked", "contact-ids"] as const).map(
    (clientIds): Call => [
      `a contact's account, clients ${clientIds}`,
      ({ clients }) => clients.account(7, { clientIds, after: 3, limit: 10, within: [3] }),
      2,
    ],
  ),
  ["changes of many plans", ({ plans }) => plans.saveTerms([save]), 4],
];

const WALK = /^SCAN (?:plans|contacts|clients|instalments|payments|events|row)\b/;

describe("one trip, by an index", () => {
  it.each(CALLS)("for %s", async (_, call, count) => {
    const statements = await statementsOf(call);
    expect(statements).toHaveLength(count);
    for (const statement of statements) {
      const steps = await stepsOf(statement);
      expect(
        steps.filter((step) => /^SEARCH/.test(step)),
        steps.join("\n"),
      ).not.toEqual([]);
      expect(steps.filter((step) => WALK.test(step))).toEqual([]);
    }
  });

  it.each([
    ["plans_by_client", { clientId: 2, businessUnitId: null, state: null, active: null }],
    ["plans_by_business_unit", { clientId: null, businessUnitId: 3, state: null, active: null }],
    ["plans_by_state", { clientId: null, businessUnitId: null, state: "Deleted", active: null }],
    ["plans_by_state", { clientId: null, businessUnitId: null, state: null, active: true }],
    ["plans_closed", { clientId: null, businessUnitId: null, state: null, active: false }],
    ["INTEGER PRIMARY KEY", { clientId: null, businessUnitId: null, state: null, active: null }],
  ])("%s serves the list it is there for, already in order", async (index, filter) => {
    for (const list of [
      ({ plans }: Stores) => plans.summaries(filter, TODAY, PAGE),
      ({ plans }: Stores) => plans.matching(filter, PAGE),
    ]) {
      const [statement] = await statementsOf(list);
      const steps = statement === undefined ? [] : await stepsOf(statement);
      // The way from one plan of the list to the following one, for the first and for each further.
      const following = steps.filter((step) => /^SEARCH plans USING .*(?:rowid|id)>\?/.test(step));
      expect(following, steps.join("\n")).toHaveLength(2);
      for (const step of following) expect(step).toContain(index);
      expect(steps.filter((step) => /TEMP B-TREE/.test(step))).toEqual([]);
    }
  });

  it.each([
    ["plans_by_oldest_unpaid", {}],
    ["plans_by_unit_unpaid", { businessUnitId: 3 }],
    ["plans_by_client_unpaid", { clientId: 2 }],
    ["plans_by_unit_unpaid", { within: [3, 4] }],
  ])("%s serves what is overdue, from the place on and already in order: %j", async (index, owners) => {
    const [statement] = await statementsOf(({ worklist }) =>
      worklist({ ...ASKED_WORK, filter: { ...ASKED_WORK.filter, ...owners } }),
    );
    const steps = statement === undefined ? [] : await stepsOf(statement);
    const found = steps.filter((step) => /plans_by_\w+_unpaid/.test(step));
    expect(found, steps.join("\n")).toHaveLength(1);
    expect(found[0]).toContain(index);
    expect(found[0]).toMatch(/\(oldest_unpaid,rowid\)>\(\?,\?\) AND oldest_unpaid<\?|oldest_unpaid>/);
    const at = steps.indexOf(found[0] ?? "");
    if (!("within" in owners)) expect(steps[at + 1]).not.toMatch(/TEMP B-TREE FOR ORDER/);
  });

  it("contacts_on_stop serves contacts on stop, from the place on and already in order", async () => {
    const [statement] = await statementsOf(({ worklist }) =>
      worklist({ ...ASKED_WORK, overdue: null, stopped: { after: { day: "2025-01-01", id: 2 } } }),
    );
    const steps = statement === undefined ? [] : await stepsOf(statement);
    expect(steps).toEqual([expect.stringContaining("USING INDEX contacts_on_stop (")]);
  });

  it("would show a walk through a table", async () => {
    const [step = ""] = await stepsOf({ sql: "select * from instalments where due = 'x'", args: [] });
    expect(step).toMatch(WALK);
  });
});
