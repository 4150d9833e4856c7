// What only a real database can show: all or nothing, one event a version, and how its errors are told apart.

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ConstraintBroken, type Database, type Row } from "../../src/adapters/libsql/connection/database.ts";
import { openRemote } from "../../src/adapters/libsql/connection/open-remote.ts";
import { libsqlStores } from "../../src/adapters/libsql/stores.ts";
import { changePlan, makePlan } from "../../src/domain/plans/commands/change-plan.ts";
import { differenceOf } from "../../src/domain/plans/difference/difference.ts";
import { planEvent, sealEvent } from "../../src/domain/plans/history/plan-event.ts";
import { StoreUnavailable } from "../../src/domain/ports/store-errors.ts";
import { DEFAULT_IDENTITY } from "../../src/domain/references/identity.ts";
import { draftReference } from "../../src/domain/references/save-reference.ts";
import { ok } from "../../src/domain/values/result.ts";
import { sha256 } from "../../src/http/request/key/api-key.ts";
import { TABLES } from "../../tools/shared/tables.ts";
import { startServerDatabase, type TestDatabase } from "../support/libsql.ts";
import { createCommand, STAMP, TODAY, updateCommand, workOn } from "../support/plan-work.ts";
import { putContacts } from "../support/store-harness.ts";

let test: TestDatabase;
beforeAll(async () => {
  test = await startServerDatabase();
});
afterAll(() => test.stop());
beforeEach(() => test.empty());

const rows = async (sql: string): Promise<Row[]> => (await test.database.read([{ sql, args: [] }]))[0] ?? [];
const everything = async () =>
  Promise.all(TABLES.map((table) => rows(`select * from ${table} order by 1, 2`)));

async function madePlan() {
  const made = await makePlan(workOn(libsqlStores(test.database).plans), createCommand(), "nonce");
  if (!made.ok) throw new Error(made.error.tag);
  return made.value.plan;
}

describe("a write batch", () => {
  it("keeps nothing of a save whose last statement fails", async () => {
    const plan = await madePlan();
    const before = await everything();
    const failing: Database = {
      ...test.database,
      write: (statements) =>
        test.database.write([...statements, { sql: "insert into plans (id) values (1)", args: [] }]),
    };
    const work = workOn(libsqlStores(failing).plans);
    const change = changePlan(work, plan.id, (current) =>
      ok(updateCommand(current, { amount: 1n, count: 20 })),
    );
    await expect(change).rejects.toThrow(ConstraintBroken);
    expect(await everything()).toEqual(before);
  });

  it("refuses an event whose version is taken, whatever else the batch holds", async () => {
    const plan = await madePlan();
    const work = workOn(libsqlStores(test.database).plans);
    await changePlan(work, plan.id, (current) => ok(updateCommand(current, { amount: 5n })));
    const before = await everything();
    const change = { after: plan, changed: true, difference: differenceOf(plan, plan, TODAY), warnings: [] };
    const record = { command: createCommand(), policy: work.policy, stamp: STAMP };
    const late = await sealEvent(planEvent(2, record, change, "request", plan.eventHash), sha256);
    const stale = await libsqlStores(test.database).plans.save(plan, plan, late);
    expect(stale).toBe("version-conflict");
    expect(await everything()).toEqual(before);
  });
});

describe("events", () => {
  it("has one for each version of a plan, each naming the hash of the one before", async () => {
    const plan = await madePlan();
    const work = workOn(libsqlStores(test.database).plans);
    for (const amount of [1n, 2n, 3n]) {
      await changePlan(work, plan.id, (current) => ok(updateCommand(current, { amount })));
    }
    const events = await rows("select * from events order by seq");
    expect(events.map((event) => [event.subject, event.subject_id, event.version, event.kind])).toEqual([
      ["plan", plan.id, 1, "create"],
      ["plan", plan.id, 2, "update"],
      ["plan", plan.id, 3, "update"],
      ["plan", plan.id, 4, "update"],
    ]);
    for (const [index, event] of events.entries()) {
      expect(event.hash).toBe(await sha256(String(event.body)));
      expect(event.previous_hash).toBe(index === 0 ? "nonce" : events[index - 1]?.hash);
    }
    const [stored] = await rows("select version, event_hash from plans");
    expect(stored).toEqual({ version: 4, event_hash: events[3]?.hash });
  });

  it("has one for a created reference, without its CRN, and none for one that was there", async () => {
    const { references } = libsqlStores(test.database);
    const request = {
      accountId: 1,
      contactId: 2,
      crn: "SECRET-1",
      benefitGroupId: null,
      statusId: null,
      createId: null,
      createSessionId: null,
    };
    const draft = draftReference(request, { scheme: "any", identity: DEFAULT_IDENTITY });
    if (!draft.ok) throw new Error("refused");
    for (let time = 0; time < 3; time += 1) await references.save(draft.value, STAMP);
    const events = await rows("select subject, subject_id, version, kind, actor, body from events");
    expect(events).toHaveLength(1);
    const [{ id }] = (await rows("select id from payment_references")) as [{ id: number }];
    expect(events[0]).toMatchObject({ subject: "reference", subject_id: id, version: 1, kind: "created" });
    expect(JSON.stringify(events)).not.toMatch(/SECRET/);
  });

  it("has one for a saved extra, with the facts before and the change", async () => {
    await putContacts(libsqlStores(test.database).contacts, [{ id: 7, reference: null, name: "Joe" }]);
    const { contacts } = libsqlStores(test.database);
    await contacts.saveExtra({ by: "id", id: 7 }, { delay2Pay: 3 }, STAMP);
    await contacts.saveExtra({ by: "id", id: 7 }, { delay2Pay: 4, flaggedReason: null }, STAMP);
    await contacts.saveExtra({ by: "id", id: 8 }, { delay2Pay: 4 }, STAMP);
    const events = await rows("select version, body from events order by seq");
    expect(events.map((event) => event.version)).toEqual([1, 2, 3]);
    expect(JSON.parse(String(events[2]?.body))).toMatchObject({
      before: { delay2Pay: 3, creditLimitMinor: null },
      change: { delay2Pay: 4, flaggedReason: null },
    });
    expect((await contacts.byId(7))?.version).toBe(3);
  });
});

describe("the identity of references", () => {
  it("is held by a partial unique index of the database", async () => {
    const [index] = await rows("select sql from sqlite_master where name = 'payment_references_identity'");
    expect(index?.sql).toMatch(/UNIQUE INDEX.*identity_key.*inactivated_at is null/);
  });
});

describe("24 writers at once", () => {
  it("are all served, without a stand-still", { timeout: 20_000 }, async () => {
    const startedAt = Date.now();
    const statement = {
      sql: `insert into contacts (id, name, created_at, created_by, updated_at, updated_by)
        select coalesce(max(id), 0) + 1, ?, 'b', 'c', 'd', 'e' from contacts`,
      args: ["x".repeat(4_000)],
    };
    const writer = async () => {
      for (let write = 0; write < 60; write += 1) {
        // As long as a request has by default: what takes longer is refused.
        const database = openRemote({ url: test.url, token: undefined, timeoutMs: 1_800 });
        await database.write([statement]);
      }
    };
    await Promise.all(Array.from({ length: 24 }, writer));
    expect(await rows("select count(*) as count from contacts")).toEqual([
      expect.objectContaining({ count: 24 * 60 }),
    ]);
    expect(Date.now() - startedAt).toBeLessThan(20_000);
  });
});

describe("an unavailable database", () => {
  const read = (url: string, timeoutMs = 300) =>
    openRemote({ url, token: undefined, timeoutMs }).read([{ sql: "select 1", args: [] }]);

  it("is told when nobody listens", async () => {
    await expect(read("http://127.0.0.1:1")).rejects.toThrow(StoreUnavailable);
  });

  it.each([
    ["never answers", () => {}],
    ["answers no JSON", (end: (body: string, status?: number) => void) => end("<html>")],
    ["answers other JSON", (end: (body: string, status?: number) => void) => end('{"results":5}')],
    ["answers 502", (end: (body: string, status?: number) => void) => end("", 502)],
  ])("is told when the server %s", async (_, behave) => {
    const server = createServer((_request, response) => {
      behave((body, status = 200) => {
        response.writeHead(status, { "Content-Type": "application/json" }).end(body);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      const { port } = server.address() as AddressInfo;
      await expect(read(`http://127.0.0.1:${port}`)).rejects.toThrow(StoreUnavailable);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it("is not one that is busy for a moment: a 429 did not begin, so it is asked again", async () => {
    let busy = 3;
    const server = createServer((request, response) => {
      busy -= 1;
      if (busy >= 0) {
        response.writeHead(429).end();
        return;
      }
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", async () => {
        const answer = await fetch(`${test.url}${request.url}`, {
          method: "POST",
          body: Buffer.concat(chunks),
        });
        response.writeHead(answer.status, { "Content-Type": "application/json" }).end(await answer.text());
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      const { port } = server.address() as AddressInfo;
      expect(await read(`http://127.0.0.1:${port}`, 3_000)).toEqual([[{ "1": 1 }]]);
      expect(busy).toBe(-1);
      busy = Number.POSITIVE_INFINITY;
      await expect(read(`http://127.0.0.1:${port}`)).rejects.toThrow(StoreUnavailable);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });

  it("is not what a wrong statement of ours is called", async () => {
    const wrong = test.database.read([{ sql: "select nothing from nowhere", args: [] }]);
    await expect(wrong).rejects.not.toThrow(StoreUnavailable);
  });
});
