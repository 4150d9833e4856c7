// `npm run twin`: the twin over HTTP, its controls, what they refuse, and who is answered.
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TWIN_KEY } from "../../src/twin/twin-key.ts";
import { type Running, run } from "../support/processes.ts";
import { PLAN, PLANS } from "../twin/twin-client.ts";

let twin: Running;
let url: string;
beforeAll(async () => {
  twin = run("scripts/twin.ts", {}, ["--port", "0", "--clock", "2026-03-01", "--seed", "7", "--demo"]);
  await twin.prints("reference");
  url = /http:\/\/127\.0\.0\.1:\d+/.exec(twin.output())?.[0] ?? "";
});
afterAll(async () => {
  expect(await twin.kill("SIGTERM")).toBe(0);
});

const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
  const response = await fetch(url + path, {
    method,
    headers: { key: TWIN_KEY, "Content-Type": "application/json", ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const told = (await response.json()) as Record<string, unknown> & { readonly items?: readonly unknown[] };
  return { status: response.status, headers: response.headers, body: told };
};
const control = (method: string, name: string, body?: unknown) => call(method, `/_twin/${name}`, body);

it("says where it is and with which key, and is the whole service with its pages", async () => {
  expect(twin.output()).toContain(TWIN_KEY);
  expect(twin.output()).toContain("2026-03-01T00:00:00.000Z, until it is moved");
  expect((await call("GET", `${PLANS}/1`)).body).toMatchObject({ id: 1, totals: { asOf: "2026-03-01" } });
  for (const [path, type] of [
    ["/docs", "text/html"],
    ["/help", "text/html"],
    ["/openapi.json", "application/json"],
    ["/", "text/html"],
  ] as const) {
    const page = await fetch(url + path, { headers: { Accept: "text/html,*/*" } });
    expect([page.status, page.headers.get("content-type")?.split(";")[0]], path).toEqual([200, type]);
    const tag = page.headers.get("etag");
    if (tag !== null)
      expect((await fetch(url + path, { headers: { "If-None-Match": tag } })).status).toBe(304);
  }
});

describe("the controls", () => {
  it("move the clock", async () => {
    expect(await control("POST", "clock", { advance: { months: 1 } })).toMatchObject({
      ...{ status: 200, body: { now: "2026-04-01T00:00:00.000Z" } },
    });
    await control("POST", "clock", { set: "2026-03-01T12:00:00Z" });
    expect((await control("GET", "clock")).body).toEqual({ now: "2026-03-01T12:00:00.000Z" });
  });

  it("set faults, tell them and clear them; one that is cut is a broken connection", async () => {
    await control("POST", "faults", { kind: "answer-lost", route: `POST ${PLANS}` });
    await control("POST", "faults", { kind: "answer-cut", route: `POST ${PLANS}` });
    const set = await control("POST", "faults", { kind: "slow", ms: 5, rate: 0.5, seed: 3 });
    expect(set.body.items).toHaveLength(3);
    const create = () => call("POST", PLANS, PLAN, { "Idempotency-Key": "one" });
    expect((await create()).status).toBe(503);
    const cut = await create().catch((error: unknown) => error);
    expect(cut).toMatchObject({ message: "fetch failed", cause: { code: "UND_ERR_SOCKET" } });
    const replayed = await create();
    expect([replayed.status, replayed.headers.get("idempotency-replayed")]).toEqual([201, "true"]);
    expect((await control("DELETE", "faults")).body).toEqual({ items: [] });
  });

  it("tell the requests, all or those after one", async () => {
    const { items } = (await control("GET", "requests")).body as {
      items: { number: number; path: string }[];
    };
    const last = items.at(-1)?.number ?? 0;
    expect(items.some(({ path }) => path.startsWith("/_twin"))).toBe(false);
    await call("GET", PLANS);
    const since = (await control("GET", `requests?after=${last}`)).body;
    expect(since.items).toMatchObject([{ number: last + 1, path: PLANS, answer: { status: 200 } }]);
    expect(JSON.stringify(items)).not.toContain(TWIN_KEY);
  });

  it("give the state, put it back, reset it and load it", async () => {
    const state = (await control("GET", "state")).body;
    expect((await control("DELETE", "state")).body).toEqual({ now: "2026-03-01T00:00:00.000Z" });
    expect((await call("GET", PLANS)).body.items).toEqual([]);
    expect((await control("PUT", "state", state)).body).toEqual({ now: "2026-03-01T12:00:00.000Z" });
    expect((await control("GET", "state")).body).toEqual(state);
    await control("DELETE", "state");
    expect((await control("POST", "state", { load: { plans: [PLAN] } })).status).toBe(200);
    expect((await call("GET", PLANS)).body.items).toHaveLength(1);
    await control("DELETE", "state");
    expect((await control("POST", "state", { load: "demo" })).status).toBe(200);
  });

  it.each([
    ["POST", "clock", {}, 422, { member: "clock" }],
    ["POST", "clock", { set: "soon" }, 422, { member: "clock.set" }],
    ["POST", "clock", { set: "2026-03-01", advance: {} }, 422, { member: "clock" }],
    ["POST", "clock", [], 422, { member: "body" }],
    ["POST", "faults", { kind: "fire" }, 422, { member: "faults.next.kind" }],
    ["POST", "faults", { kind: "slow", rate: 2 }, 422, { member: "faults.rate.rate" }],
    ["PUT", "state", { format: 2 }, 422, { code: "TWIN_INPUT_INVALID" }],
    ["POST", "state", { load: { plans: [{}] } }, 422, { member: expect.stringMatching(/^load\.plans\[0\]/) }],
    ["POST", "state", {}, 422, { member: "state" }],
    ["GET", "requests?after=x", undefined, 422, { member: "after" }],
    ["DELETE", "requests", undefined, 405, { code: "METHOD_NOT_ALLOWED" }],
    ["GET", "nothing", undefined, 404, { code: "TWIN_CONTROL_UNKNOWN" }],
  ] as const)("refuse %s %s %j", async (method, name, body, status, told) => {
    const answer = await control(method, name, body);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([status, "application/problem+json"]);
    expect(answer.body).toMatchObject({ status, ...told, detail: expect.stringMatching(/\S/) });
  });

  it("take JSON alone, whole", async () => {
    const post = (type: string, body: string) =>
      fetch(`${url}/_twin/clock`, { method: "POST", headers: { "Content-Type": type }, body });
    expect((await post("text/plain", '{"set":"2026-01-01"}')).status).toBe(422);
    expect((await post("application/json", '{"set":')).status).toBe(422);
  });
});

/** As a page of another site, or one whose name was turned to this address, would ask. */
const asked = (headers: Record<string, string>): Promise<number> =>
  new Promise((resolve, reject) => {
    const sent = request(`${url}/_twin/state`, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.once("error", reject);
    sent.end();
  });

it("answers this machine alone, by its own name, and no other site's page", async () => {
  expect(await asked({})).toBe(200);
  expect(await asked({ Host: "rebound.example:80" })).toBe(403);
  expect(await asked({ "Sec-Fetch-Site": "cross-site" })).toBe(403);
  expect(await asked({ "Sec-Fetch-Site": "same-origin" })).toBe(200);
});

it("ends with a line that says why where it is called wrongly", async () => {
  const called: readonly (readonly [readonly string[], number, string])[] = [
    [["--clock", "soon"], 2, "--clock: a day"],
    [["--seed", "x"], 2, "--seed: A whole number"],
    [["--port", "70000"], 2, "--port: a port"],
    [["--host", "0.0.0.0"], 2, "Unknown option '--host'"],
    [["--help"], 0, "Usage: npm run twin"],
  ];
  const ended = called.map(async ([args]) => {
    const other = run("scripts/twin.ts", {}, args);
    return [await other.ended, other.output()];
  });
  expect(await Promise.all(ended)).toEqual(
    called.map(([, code, words]) => [code, expect.stringContaining(words)]),
  );
});

it("says in a line that its port is taken", async () => {
  const other = run("scripts/twin.ts", {}, ["--port", new URL(url).port]);
  expect(await other.ended).toBe(1);
  expect(other.output().trim()).toMatch(/^Cannot listen on 127\.0\.0\.1:\d+: EADDRINUSE\.$/);
});
