// The faults of the twin: each fails where it really would, so that the answer is the service's own.
import { beforeEach, describe, expect, it } from "vitest";
import { TWIN_KEY } from "../../src/twin/twin-key.ts";
import type { Twin } from "../../src/twin/types.ts";
import { newTwin, PLAN, PLANS, type Send, sendTo } from "./twin-client.ts";

const CREATE = `POST ${PLANS}`;

let twin: Twin;
beforeEach(() => {
  twin = newTwin();
});

const send: Send = (...given) => sendTo(twin)(...given);
const statuses = async (times: number, act: () => Promise<Response>): Promise<readonly number[]> => {
  const found: number[] = [];
  for (let time = 0; time < times; time += 1) found.push((await act()).status);
  return found;
};
const create = (key?: string) =>
  send("POST", PLANS, PLAN, key === undefined ? {} : { "Idempotency-Key": key });
const list = () => send("GET", PLANS);
const count = async (): Promise<number> =>
  ((await (await list()).json()) as { items: readonly unknown[] }).items.length;
const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code;

describe("the answer is lost after the write", () => {
  it("answers 503, has happened, and happens twice without a key", async () => {
    twin.faults.next({ kind: "answer-lost", route: CREATE });
    const lost = await create();
    expect([lost.status, await count()]).toEqual([503, 1]);
    expect(await lost.json()).toMatchObject({
      code: "DATABASE_UNAVAILABLE",
      detail: expect.stringMatching(/It may have happened/),
    });
    expect((await create()).status).toBe(201);
    expect(await count()).toBe(2);
  });

  it("happens once with one, and the repeat is told what came of it", async () => {
    twin.faults.next({ kind: "answer-lost", route: CREATE });
    const lost = await create("one");
    expect([lost.status, lost.headers.get("idempotency-replayed")]).toEqual([503, null]);
    const again = await create("one");
    expect([again.status, again.headers.get("idempotency-replayed")]).toEqual([201, "true"]);
    expect([await count(), ((await again.json()) as { id: number }).id]).toEqual([1, 1]);
  });

  it("waits for a request that writes: neither a refused one nor one that reads is befallen", async () => {
    twin.faults.next({ kind: "answer-lost" });
    expect(await statuses(2, list)).toEqual([200, 200]);
    expect((await send("POST", PLANS, { ...PLAN, count: 0 })).status).toBe(422);
    expect((await send("POST", `${PLANS}?validateOnly=true`, PLAN)).status).toBe(200);
    expect(twin.faults.list()).toEqual([{ kind: "answer-lost", times: 1 }]);
    expect(await statuses(2, create)).toEqual([503, 201]);
    expect(twin.faults.list()).toEqual([]);
  });

  it("may be lost on its way to the caller too", async () => {
    twin.faults.next({ kind: "answer-cut", route: CREATE });
    const cut = await create("one").catch((error: unknown) => error);
    expect(cut).toBeInstanceOf(TypeError);
    expect((cut as Error).cause).toMatchObject({ code: "ECONNRESET" });
    expect(await count()).toBe(1);
    expect(twin.requests()[0]).toMatchObject({ fault: "answer-cut", answer: null, written: [{ seq: 1 }] });
    expect((await create("one")).headers.get("idempotency-replayed")).toBe("true");
  });
});

it("a database that is away reads and writes nothing, and the service says so wherever it is asked", async () => {
  await create();
  twin.faults.next({ kind: "database-away", times: 4 });
  const away = [await create(), await list(), await send("GET", "/ready")];
  expect(away.map(({ status }) => status)).toEqual([503, 503, 503]);
  const contract = await send("GET", "/Billings/PaymentPlan/1");
  expect([contract.status, await contract.text()]).toEqual([503, expect.stringContaining("Try again")]);
  expect([await count(), (await send("GET", "/ready")).status]).toEqual([1, 200]);
  // Without a database nobody asks for one.
  twin.faults.next({ kind: "database-away" });
  expect((await send("GET", "/health")).status).toBe(200);
  expect((await list()).status).toBe(503);
});

describe("a faster writer", () => {
  const patch = (headers: Record<string, string>) =>
    send("PATCH", `${PLANS}/1`, { count: 6 }, { "If-Match": "*", ...headers });

  it("really writes, is faster each time that the service tries, and is in the history", async () => {
    await create();
    twin.faults.next({ kind: "faster-writer" });
    const refused = await patch({});
    expect([refused.status, await codeOf(refused)]).toEqual([409, "VERSION_CONFLICT"]);
    const { items } = (await (await send("GET", `${PLANS}/1/history`)).json()) as {
      items: readonly { actor: string; kind: string }[];
    };
    expect(items.map(({ actor }) => actor)).toEqual(["twin", ...new Array(5).fill("faster writer")]);
    expect(twin.requests().find(({ fault }) => fault !== null)).toMatchObject({ written: [] });
    const again = await patch({});
    expect([again.status, again.headers.get("etag")]).toEqual([200, '"7"']);
    const verified = await send("POST", `${PLANS}/1/history/verify`);
    expect(await verified.json()).toMatchObject({ intact: true, events: 7 });
  });

  it("makes the version that If-Match names an old one, of a plan and of a contact", async () => {
    await create();
    twin.faults.next({ kind: "faster-writer" });
    const plan = await patch({ "If-Match": '"1"' });
    expect([plan.status, await codeOf(plan)]).toEqual([412, "VERSION_STALE"]);
    await send("PUT", "/v1/contacts/7", { name: "Ada" });
    twin.faults.next({ kind: "faster-writer", times: 2 });
    const put = (version: string) => send("PUT", "/v1/contacts/7", { name: "Bea" }, { "If-Match": version });
    expect((await put('"1"')).status).toBe(412);
    const credit = (version: string) =>
      send("PATCH", "/v1/contacts/7/credit", { delay2Pay: 9 }, { "If-Match": version });
    expect(await statuses(1, () => credit('"2"'))).toEqual([412]);
    expect((await put('"3"')).status).toBe(200);
  });

  it("leaves alone what holds to no version", async () => {
    twin.faults.next({ kind: "faster-writer" });
    expect((await create()).status).toBe(201);
    await send("PUT", "/v1/contacts/7", { name: "Ada" });
    const any = await send("PUT", "/v1/contacts/7", { name: "Bea" }, { "If-Match": "*" });
    expect(any.status).toBe(200);
    expect(twin.faults.list()).toEqual([{ kind: "faster-writer", times: 1 }]);
  });

  it("is faster than a commit too, which says of the plan that it changed since", async () => {
    await create();
    const asked = { select: { clientId: 2 }, change: { count: 6 } };
    const text = await (await send("POST", `${PLANS}/rehearsals`, asked)).text();
    const { hash } = JSON.parse(text.trimEnd().split("\n").at(-1) ?? "") as { hash: string };
    twin.faults.next({ kind: "faster-writer" });
    const commit = await twin.fetch(`${PLANS}/rehearsals/${hash}/commit`, {
      method: "POST",
      headers: { key: TWIN_KEY, "Content-Type": "application/x-ndjson" },
      body: text,
    });
    expect(await commit.text()).toContain('"outcome":"changed-since"');
    expect(twin.requests().at(-1)?.answer?.body).toContain('"outcome":"changed-since"');
  });
});

it("a quota that is used up is refused as the limiter refuses it, once", async () => {
  twin.faults.next({ kind: "rate-limited" });
  const refused = await list();
  expect([refused.status, refused.headers.get("retry-after"), await codeOf(refused)]).toEqual([
    ...[429, "60", "RATE_LIMITED"],
  ]);
  expect(refused.headers.get("ratelimit")).toBe('"key";r=0;t=60');
  expect(await statuses(2, list)).toEqual([200, 200]);
});

it("a key that is none is refused, in the form of whoever is called", async () => {
  twin.faults.next({ kind: "wrong-key", times: 2 });
  expect((await send("GET", "/health")).status).toBe(200);
  const refused = await list();
  expect([refused.status, refused.headers.has("www-authenticate"), await codeOf(refused)]).toEqual([
    ...[401, true, "UNAUTHENTICATED"],
  ]);
  const extras = await send("GET", "/v01/services.ashx?action=ContactExtraSave&ContactId=7");
  expect([extras.status, await extras.json()]).toMatchObject([401, { Code: 2 }]);
  expect(twin.requests().map(({ key }) => key)).toEqual([null, null, null]);
  expect((await list()).status).toBe(200);
});

describe("a slow answer", () => {
  it("comes after the write, so that whoever does not wait for it has written all the same", async () => {
    twin.faults.next({ kind: "slow", ms: 60_000, route: CREATE });
    const gone = await twin
      .fetch(PLANS, {
        method: "POST",
        headers: { key: TWIN_KEY, "Content-Type": "application/json" },
        body: JSON.stringify(PLAN),
        signal: AbortSignal.timeout(50),
      })
      .catch((error: unknown) => error);
    expect(gone).toMatchObject({ name: "TimeoutError" });
    expect(await count()).toBe(1);
  });

  it("takes as long as it is told to", async () => {
    twin.faults.next({ kind: "slow", ms: 30 });
    const from = performance.now();
    expect((await list()).status).toBe(200);
    expect(performance.now() - from).toBeGreaterThan(25);
  });
});
