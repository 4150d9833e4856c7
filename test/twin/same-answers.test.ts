// W4: the twin answers what the real service over a libSQL server answers, to everything that is sent to both.
import { readFileSync } from "node:fs";
import { fc } from "@fast-check/vitest";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { addDemoData } from "../../scripts/demo-data.ts";
import { type ExampleDocument, exampleCallsOf } from "../../scripts/example-calls.ts";
import { KEYED_WRITES } from "../../tools/shared/keyed-writes.ts";
import { SEED as BEFORE, SINCE } from "../../tools/shared/keyed-writes-seed.ts";
import { anyHistory } from "../domain/plans/history-moves.ts";
import { DOCUMENT } from "../support/conformance.ts";
import { startServerDatabase, type TestDatabase } from "../support/libsql.ts";
import { PLAN_COMPRESSED, PLAN_PATH } from "../support/samples.ts";
import { SEED } from "../support/seed.ts";
import { type Both, bothServices, type Sent, type Told } from "./both-services.ts";
import { type Call, callsOf, creationOf } from "./history-calls.ts";

const HISTORIES = 200;
/** As many of each: the twin is quick, the server is not. */
const MOVES = 4;
/** Histories that the real service is sent at once. */
const AT_ONCE = 8;

let database: TestDatabase;
let both: Both;
beforeAll(async () => {
  database = await startServerDatabase();
});
afterAll(() => database.stop());
beforeEach(async () => {
  await database.empty();
  both = await bothServices(database);
});

/** Where two answers begin to differ, in few words; null where they are the same. */
function difference(one: Told, other: Told): string | null {
  const [a, b] = [JSON.stringify(one), JSON.stringify(other)];
  if (a === b) return null;
  const at = [...a].findIndex((character, index) => character !== b[index]);
  return `${a.slice(Math.max(0, at - 80), at + 80)}\n${b.slice(Math.max(0, at - 80), at + 80)}`;
}

/** To what is sent to the one and then to the other: all alike, hashes and salts too. How often each status was it. */
async function sameAnswers(all: readonly Sent[]): Promise<Map<number, number>> {
  const statuses = new Map<number, number>();
  for (const sent of all) {
    const answer = await both.toTwin(sent);
    const found = difference(answer, await both.toReal(sent));
    expect(found, `${sent.method} ${sent.path} ${String(sent.body).slice(0, 300)}`).toBeNull();
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
  }
  return statuses;
}
const sum = (statuses: ReadonlyMap<number, number>): number =>
  [...statuses.values()].reduce((a, b) => a + b, 0);

/** Each history has chance of its own in the real service, so hashes and salts are others. */
const withoutChance = ({ body, ...rest }: Told): Told => ({
  ...rest,
  body: body.replace(/[0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "#"),
});

it(`to ${HISTORIES} random histories, call by call`, async () => {
  const histories = fc
    .sample(anyHistory, { seed: SEED, numRuns: HISTORIES })
    .map((history) => ({ ...history, moves: history.moves.slice(0, MOVES) }));
  const lists: (readonly Call[])[] = [];
  for (const [index, history] of histories.entries()) {
    const { at, sent } = creationOf(history);
    both.setClock(at);
    expect(await sameAnswers([sent])).toEqual(new Map([[201, 1]]));
    lists.push(callsOf(history, index + 1));
  }
  const answers: Told[][] = [];
  for (const calls of lists) {
    const own: Told[] = [];
    for (const { at, sent } of calls) {
      both.twin.clock.set(at);
      own.push(withoutChance(await both.toTwin(sent)));
    }
    answers.push(own);
  }
  const statuses = new Map<number, number>();
  const waiting = [...lists.entries()];
  const work = async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const [number, calls] = next;
      const real = both.another();
      for (const [index, { at, sent }] of calls.entries()) {
        real.setClock(at);
        const answer = withoutChance(await real.send(sent));
        const found = difference(answers[number]?.[index] ?? answer, answer);
        expect(found, `${number}: ${JSON.stringify(sent)}`).toBeNull();
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  expect(sum(statuses)).toBeGreaterThan(700);
  for (const status of [200, 412, 422]) expect(statuses.get(status)).toBeGreaterThan(20);
}, 120_000);

/** As the calls in a list are made: each asks the twin for what it needs to know. */
async function keyedWrites(): Promise<readonly Sent[]> {
  const ask = async (sent: Sent): Promise<Response> => {
    const { status, headers, body } = await both.toTwin(sent);
    await both.toReal(sent);
    return new Response(body, { status, headers: headers as Record<string, string> });
  };
  const all: Sent[] = [];
  for (const [index, write] of KEYED_WRITES.entries()) {
    const sent = await write.make(ask);
    all.push({ ...sent, headers: { ...sent.headers, "Idempotency-Key": `write-${index}` } });
  }
  return all;
}

it("to every call that writes, in every format, sent again after others have changed everything", async () => {
  both.setClock("2026-01-02T03:04:05.678Z");
  await sameAnswers(BEFORE);
  const writes = await keyedWrites();
  const statuses = await sameAnswers(writes);
  expect(statuses.get(200)).toBeGreaterThan(20);
  both.setClock("2026-01-02T23:00:00Z");
  await sameAnswers(SINCE);
  await sameAnswers(writes);
  // By now the keys are forgotten: each acts anew, where it can.
  both.setClock("2026-01-05T00:00:00Z");
  await sameAnswers([...SINCE, ...writes, ...writes]);
  const paths = ["/v1/events?limit=200", "/v1/contacts?limit=200", "/v1/payment-references?limit=200"];
  await sameAnswers(paths.map((path): Sent => ({ method: "GET", path })));
  // How many bytes there are is a database's own.
  const usage: Sent = { method: "GET", path: "/v1/usage" };
  const [one, other] = [await both.toTwin(usage), await both.toReal(usage)];
  expect(JSON.parse(one.body)).toEqual({ ...JSON.parse(other.body), bytes: null });
  expect(JSON.parse(one.body).counts.events).toBeGreaterThan(50);
});

const recorded = (name: string): readonly Sent[] => {
  const cases = JSON.parse(
    readFileSync(new URL(`../cases/${name}.json`, import.meta.url), "utf8"),
  ) as readonly {
    readonly request: {
      readonly method: string;
      readonly path: string;
      readonly contentType: string | null;
      readonly accept: string | null;
      readonly bodyBase64: string | null;
    };
  }[];
  return cases.map(({ request: { method, path, contentType, accept, bodyBase64 } }) => ({
    method,
    path,
    headers: {
      ...(contentType === null ? {} : { "Content-Type": contentType }),
      ...(accept === null ? {} : { Accept: accept }),
    },
    ...(bodyBase64 === null ? {} : { body: new Uint8Array(Buffer.from(bodyBase64, "base64")) }),
  }));
};

it("to every sample of the contracts, measured and printed, and to every example of the document", async () => {
  await addDemoData(database.database, {
    at: both.twin.clock.now(),
    nonce: both.newText(),
    newSalt: both.newText,
  });
  await both.twin.load("demo");
  const samples = [...recorded("wire-decode-debtrak"), ...recorded("wire-decode-procura")];
  const packed: Sent = {
    method: "POST",
    path: PLAN_PATH,
    headers: { "Content-Type": "application/x-compressed-json" },
    body: PLAN_COMPRESSED,
  };
  const statuses = await sameAnswers([...samples, packed]);
  expect(sum(statuses)).toBe(samples.length + 1);
  expect(statuses.get(200)).toBeGreaterThan(30);
  expect(statuses.get(400)).toBeGreaterThan(100);
  const examples = [...exampleCallsOf(DOCUMENT as unknown as ExampleDocument).values()].map(
    ({ method, url, type, body, versioned }): Sent => ({
      method,
      path: url,
      headers: {
        ...(type === null ? {} : { "Content-Type": type }),
        ...(versioned ? { "If-Match": "*" } : {}),
      },
      ...(body === null ? {} : { body }),
    }),
  );
  const answered = await sameAnswers(examples.filter(({ path }) => !path.startsWith("/v1/usage")));
  expect(sum(answered)).toBeGreaterThan(30);
});
