// S6: every call that writes, its answer lost in every way: sent again it has one effect and the one answer.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database, Row } from "../../src/adapters/libsql/connection/database.ts";
import { StoreUnavailable } from "../../src/domain/ports/store-errors.ts";
import { KEYED_WRITES, type KeyedWrite } from "../../tools/shared/keyed-writes.ts";
import { callsByName, templateOf } from "../support/declared-calls.ts";
import { operations } from "../support/described-calls.ts";
import { startFileDatabase, type TestDatabase } from "../support/libsql.ts";
import {
  AS_WRITER,
  everything,
  expectReplay,
  prepared,
  readable,
  rowsOf,
  sender,
  serviceOver,
  type Told,
  told,
} from "../support/repeats.ts";
import { testApp } from "../support/test-app.ts";

let test: TestDatabase;
beforeAll(async () => {
  test = await startFileDatabase();
});
afterAll(() => test.stop());

/** Does the writes from the `at`-th on, and then whatever `lose` does instead of telling of it. */
const losing = (database: Database, lose: () => Promise<never>, at = 1): Database => {
  let writes = 0;
  return {
    ...database,
    write: async (statements, effect) => {
      const done = await database.write(statements, effect);
      writes += 1;
      return writes >= at ? lose() : done;
    },
  };
};
const unavailable = () => Promise.reject(new StoreUnavailable(new Error("the connection was cut")));
const nothing = () => new Promise<never>(() => {});

type Undisturbed = {
  readonly answer: Told;
  readonly after: Awaited<ReturnType<typeof everything>>;
  readonly kept: Row[];
};
const known = new Map<KeyedWrite, Undisturbed>();

/** What the write is answered when all goes well, and what it leaves behind. */
async function undisturbed(write: KeyedWrite): Promise<Undisturbed> {
  const before = known.get(write);
  if (before !== undefined) return before;
  const sent = await prepared(test, write);
  const response = await sender(serviceOver(test.database), AS_WRITER)(sent);
  expect(response.headers.get("idempotency-replayed")).toBeNull();
  const answer = await told(response);
  expect(answer.status, answer.body).toBeLessThan(300);
  const kept = await rowsOf(test.database, "select * from idempotency_keys");
  const all = { answer, after: await everything(test.database), kept };
  known.set(write, all);
  return all;
}

describe.each(KEYED_WRITES)("$call: $name", (write) => {
  it("has one effect and one answer when the database's answer is lost after the write", async () => {
    const { answer, after } = await undisturbed(write);
    const sent = await prepared(test, write);
    const lost = await sender(serviceOver(losing(test.database, unavailable)), AS_WRITER)(sent);
    expect(lost.status, await lost.clone().text()).toBe(503);
    expect(await readable(lost)).toContain("same Idempotency-Key is safe");
    expect(await everything(test.database)).toEqual(after);
    await expectReplay(test.database, sent, answer);
  });

  it("has one effect and one answer when the process is killed between write and answer", async () => {
    const { answer, after } = await undisturbed(write);
    const sent = await prepared(test, write);
    let killed: () => void = () => {};
    const death = new Promise<void>((resolve) => {
      killed = resolve;
    });
    const dying = losing(test.database, () => {
      killed();
      return nothing();
    });
    void sender(serviceOver(dying), AS_WRITER)(sent);
    await death;
    expect(await everything(test.database)).toEqual(after);
    await expectReplay(test.database, sent, answer);
  });

  it("has one effect and one answer when the answer is lost on its way, or asked for twice", async () => {
    const sent = await prepared(test, write);
    const first = await told(await sender(serviceOver(test.database), AS_WRITER)(sent));
    await expectReplay(test.database, sent, first);
  });

  it("has one effect and one answer when it is sent twice at once", async () => {
    const { answer, after } = await undisturbed(write);
    const sent = await prepared(test, write);
    const both = await Promise.all([1, 2, 3].map(() => sender(serviceOver(test.database), AS_WRITER)(sent)));
    for (const response of both) expect(await told(response)).toEqual(answer);
    expect(await everything(test.database)).toEqual(after);
    await expectReplay(test.database, sent, answer);
  });

  it("keeps little with its key", async () => {
    const { kept } = await undisturbed(write);
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept).length).toBeLessThan(1_024);
  });
});

describe("the list of writes", () => {
  const listed = callsByName().flatMap(([call, { write }]) => (write === undefined ? [] : [call]));
  /** Calls of a writing method that write nothing. */
  const READING = new Set([
    "POST /v1/schedules",
    "POST /v1/search",
    "POST /v1/payment-plans/rehearsals",
    "POST /v1/payment-plans/{id}/history/verify",
    "POST /v1/contacts/{id}/credit-decisions",
  ]);
  const routes = testApp()
    .routes.filter(({ method }) => method !== "ALL")
    .map(({ method, path }) => `${method} ${templateOf(path)}`);

  it("has every route of the app that can write, and no other", () => {
    const writing = routes.filter((route) => !route.startsWith("GET ") || route.includes("services.ashx"));
    expect([...new Set(writing)].filter((route) => !READING.has(route)).sort()).toEqual([...listed].sort());
  });

  it("is tried whole by these tests", () => {
    const tried = new Set(
      KEYED_WRITES.map(({ call }) =>
        call.replace(/^(\w+) (.*)$/, (_, verb, path) => `${verb} ${path.toLowerCase()}`),
      ),
    );
    expect([...tried].sort()).toEqual([...listed].sort());
  });

  it("is what the document says takes a key", () => {
    const keyed = operations()
      .filter(({ operation }) =>
        operation.parameters.some(
          ({ name, $ref }) => name === "Idempotency-Key" || $ref?.endsWith("/IdempotencyKey") === true,
        ),
      )
      .map(({ method, path }) => `${method} ${path.toLowerCase()}`);
    expect(keyed.sort()).toEqual([...listed].sort());
  });
});
