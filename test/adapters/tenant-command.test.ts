// `npm run tenant` over files and over namespaces of a real server: every verb, and a tenant that is the same to the
// letter after it was backed up, removed and restored.
import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../src/adapters/libsql/connection/database.ts";
import { filePool } from "../../src/adapters/libsql/connection/file-pool.ts";
import { namespaceTokens } from "../../src/adapters/libsql/connection/namespace-token.ts";
import { openOneOfMany } from "../../src/adapters/libsql/connection/open-file.ts";
import { remoteOpener } from "../../src/adapters/libsql/connection/open-replicated.ts";
import { writerQueues } from "../../src/adapters/libsql/connection/writer-queue.ts";
import { libsqlStores } from "../../src/adapters/libsql/stores.ts";
import { isVerb, runVerb } from "../../src/cli/tenant/run-verb.ts";
import { toolsOf } from "../../src/cli/tenant/tools.ts";
import { tursoCommands } from "../../src/cli/tenant/turso.ts";
import type { DatabasePlace } from "../../src/http/settings/database-place.ts";
import { serviceOf } from "../../src/http/tenant-apps.ts";
import { startNamespacedSqld } from "../../tools/shared/sqld-namespaces.ts";
import { temporaryFolder } from "../support/libsql.ts";
import { ROOT } from "../support/processes.ts";
import { settingsOf } from "../support/tenants-service.ts";
import { askedOf, type Known, makeData, type Send } from "../support/two-owners.ts";

const OWNER = { mark: "acme-first", contactId: 100, accountId: 1, businessUnitId: 3, clientId: 2 };

type Said = { readonly code: number | null; readonly text: string };

type World = {
  readonly tenant: (verb: string, ...words: readonly string[]) => Promise<Said>;
  /** The same as a process of its own. */
  readonly typed: (...words: readonly string[]) => Promise<Said>;
  /** A service that was started just now, and the way to it with a key. */
  readonly as: (entry: string, key: string) => Send;
  readonly path: (name: string) => string;
  readonly stop: () => Promise<void>;
};

/** The command without a process of its own: what it says, and its exit code. */
function command(variables: Record<string, string>) {
  return async (verb: string, ...words: readonly string[]): Promise<Said> => {
    const at = words.indexOf("--yes-remove");
    const { SQLD_ADMIN_URL: _url, SQLD_ADMIN_KEY: _key, ...own } = variables;
    const said: string[] = [];
    if (!isVerb(verb)) throw new Error(`${verb} is no verb`);
    const code = await runVerb(
      verb,
      words.slice(0, at < 0 ? undefined : at),
      toolsOf(settingsOf(own), variables),
      {
        confirmed: at < 0 ? undefined : words[at + 1],
        ask: async () => "nobody",
        say: (line) => said.push(line),
        complain: (line) => said.push(line),
        signer: "",
      },
    );
    return { code, text: `${said.join("\n")}\n` };
  };
}

/** The command as it is typed. */
function typed(variables: Record<string, string>, ...words: readonly string[]): Promise<Said> {
  const child = spawn(process.execPath, ["src/cli/tenant/tenant.ts", ...words], {
    cwd: ROOT,
    env: { ...process.env, ...variables },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (text += String(chunk)));
  child.stdin.end("nobody\n");
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, text })));
}

function service(variables: Record<string, string>, open: (place: DatabasePlace) => Database) {
  return (entry: string, key: string): Send => {
    const { SQLD_ADMIN_URL: _url, SQLD_ADMIN_KEY: _key, ...own } = variables;
    const made = serviceOf({
      settings: settingsOf({ ...own, API_KEYS: `[${entry}]` }),
      openStores: ({ database }, claim) => libsqlStores(open(database), claim),
      ready: async () => {},
      clock: () => Date.parse("2026-01-02T03:04:05.678Z"),
      randomId: () => crypto.randomUUID(),
      log: () => {},
    });
    return async (path, init = {}) => {
      const headers = new Headers(init.headers);
      headers.set("key", key);
      headers.set("x-request-id", "same");
      return made.fetch(new Request(`http://service.test${path}`, { ...init, headers }));
    };
  };
}

async function files(): Promise<World> {
  const folder = temporaryFolder();
  const variables = { TENANTS: `file:${folder.path}/{tenant}.db` };
  const pool = filePool(4, openOneOfMany);
  return {
    tenant: command(variables),
    typed: (...words) => typed(variables, ...words),
    as: service(variables, (place) => pool.open(place.url)),
    path: (name) => join(folder.path, name),
    stop: async () => {
      pool.close();
      folder.remove();
    },
  };
}

async function namespaces(): Promise<World> {
  const folder = temporaryFolder();
  const sqld = await startNamespacedSqld(join(folder.path, "sqld"));
  const variables = { ...sqld.variables, TENANTS: '{"*":{"DATABASE_NAMESPACE":"{tenant}"}}' };
  const tokenFor = namespaceTokens(sqld.variables.DATABASE_SIGNING_KEY, Date.now);
  const open = remoteOpener({ timeoutMs: 10_000, tokenFor, queueOf: writerQueues() }, Date.now);
  return {
    tenant: command(variables),
    typed: (...words) => typed(variables, ...words),
    as: service(variables, (place) => open(place, undefined, "newest")),
    path: (name) => join(folder.path, name),
    stop: async () => {
      await sqld.stop();
      folder.remove();
    },
  };
}

/** What every reading call says of what the owner has. */
async function answersTo(send: Send, known: Known): Promise<readonly string[]> {
  const reads = askedOf(known).filter(({ name }) => name.startsWith("GET /v1/") || name.startsWith("GET /b"));
  const answers: string[] = [];
  for (const { name, path, init } of reads) {
    // Bytes are of the file, which is laid out anew.
    if (name === "GET /v1/usage") continue;
    const response = await send(path, init);
    answers.push(
      `${name} ${response.status} ${JSON.stringify([...response.headers])} ${await response.text()}`,
    );
  }
  const verified = await send(`/v1/payment-plans/${known.planId}/history/verify`, { method: "POST" });
  return [...answers, await verified.text()];
}

const keyIn = (said: string) => ({
  key: /^ {2}(rek_\S+)$/m.exec(said)?.[1] ?? "",
  entry: /^ {2}(\{"name".*\})$/m.exec(said)?.[1] ?? "",
});

describe.each([
  ["files", files],
  ["namespaces of a server", namespaces],
] as const)("npm run tenant, over %s", (kind, start) => {
  let world: World;
  beforeAll(async () => {
    world = await start();
  }, 60_000);
  afterAll(() => world.stop());

  it("makes a tenant whose first key is let in; a second of the name is refused", async () => {
    const made = await world.typed("add", "acme");
    expect(made).toMatchObject({ code: 0, text: expect.stringContaining("acme was made.") });
    const { key, entry } = keyIn(made.text);
    const send = world.as(entry, key);
    expect((await send("/v1/contacts")).status).toBe(200);
    const again = await world.tenant("add", "acme");
    expect(again).toMatchObject({ code: 1, text: expect.stringContaining("there already") });
    const usage = await send("/v1/usage");
    expect(await usage.json()).toMatchObject({ tenant: "acme", counts: { plans: 0 } });
  }, 60_000);

  it("gives back every answer to the letter after backup, removal and restoration", async () => {
    const { key, entry } = keyIn((await world.tenant("add", "moved")).text);
    const known = await makeData(world.as(entry, key), { ...OWNER, mark: "moved-first" });
    const before = await answersTo(world.as(entry, key), known);
    expect(before.length).toBeGreaterThan(20);
    expect(before.join()).toContain("moved-first note");
    const file = world.path("moved.backup");
    expect((await world.tenant("backup", "moved", file)).code).toBe(0);
    expect((await world.tenant("backup", "moved", file)).text).toContain("there already");
    expect((await world.tenant("restore", "moved", file)).text).toContain("There is a database already.");

    expect(await world.typed("remove", "moved")).toMatchObject({
      code: 1,
      text: expect.stringContaining("Nothing"),
    });
    expect((await world.tenant("remove", "moved", "--yes-remove", "other")).code).toBe(1);
    expect(await answersTo(world.as(entry, key), known)).toEqual(before);
    expect((await world.tenant("remove", "moved", "--yes-remove", "moved")).code).toBe(0);
    expect((await world.as(entry, key)("/v1/contacts")).status).toBe(503);

    expect((await world.tenant("restore", "moved", file)).text).toContain("as it was");
    expect(await answersTo(world.as(entry, key), known)).toEqual(before);
    // Numbers go on where they were.
    const next = await makeData(world.as(entry, key), {
      ...OWNER,
      mark: "next-first",
      contactId: 101,
      clientId: 102,
    });
    expect([next.planId, next.referenceId]).toEqual([known.planId + 1, known.referenceId + 1]);
  }, 120_000);

  it("blocks a tenant at once, and opens it again; another goes on", async () => {
    const { key, entry } = keyIn((await world.tenant("add", "shut")).text);
    const send = world.as(entry, key);
    expect((await send("/v1/contacts")).status).toBe(200);
    expect((await world.tenant("block", "shut")).code).toBe(0);
    for (const init of [
      {},
      { method: "PUT", body: '{"name":"x"}', headers: { "Content-Type": "application/json" } },
    ]) {
      const response = await send("/v1/contacts/1", init);
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({ code: "TENANT_BLOCKED" });
    }
    expect((await world.tenant("unblock", "shut")).code).toBe(0);
    expect((await send("/v1/contacts")).status).toBe(200);
  }, 60_000);

  it("lists all, and brings all up to date, each told", async () => {
    const list = await world.tenant("list");
    expect(list.text).toMatch(/^acme +(file|namespace)/m);
    const migrated = await world.tenant("migrate");
    expect(migrated.code).toBe(0);
    expect(migrated.text).toMatch(/acme: up to date/);
    expect(migrated.text).toContain("3 of 3 are up to date.");
    const one = await world.tenant("migrate", "acme", "nobody");
    expect(one.code).toBe(1);
    expect(one.text).toContain("1 of 2 are up to date.");
  }, 60_000);

  it("takes no name that is a path", async () => {
    for (const name of ["..%2fx", "../x", "A", "", "a".repeat(41), "_tenants"]) {
      const said = await world.tenant("add", name);
      expect(said, name).toMatchObject({ code: 1, text: expect.stringContaining("a name has 1 to 40") });
    }
    if (kind === "files")
      expect(readdirSync(world.path("..")).some((file) => file.includes("%2f"))).toBe(false);
    expect(existsSync(world.path("../x.db"))).toBe(false);
  }, 60_000);
});

it("prints the platform's own commands for Turso, and does nothing", async () => {
  const tenant = command({ TENANTS: "libsql://{tenant}-acme.turso.io" });
  const said = await tenant("add", "bravo");
  expect(said).toMatchObject({ code: 0, text: expect.stringContaining("turso db create bravo") });
  expect((await tenant("backup", "bravo", "/tmp/none.db")).text).toContain(
    "turso db export bravo --output-file",
  );
  const place = {
    url: "libsql://a-b-acme.turso.io",
    namespace: undefined,
    token: undefined,
    replicaUrl: undefined,
  };
  expect(tursoCommands("block", place)[0]).toContain("/organizations/acme/databases/a-b/configuration");
  expect(tursoCommands("remove", place)).toEqual(["turso db destroy a-b"]);
});

it("says where TENANTS has no place for a name", async () => {
  const said = await command({ DATABASE_URL: "file:none.db", TENANTS: "" })("add", "bravo");
  expect(said).toMatchObject({ code: 1, text: expect.stringContaining("TENANTS has no place for bravo") });
});

it.each([
  [["grow", "acme"], "There is no verb grow."],
  [[], "Say what to do."],
  [["add", "acme", "--size"], "Unknown option '--size'."],
])("says how it is called: %j", async (words, line) => {
  const said = await typed({}, ...words);
  expect([said.code, said.text]).toEqual([2, expect.stringMatching(/^.*\nUsage: npm run tenant/)]);
  expect(said.text.startsWith(line)).toBe(true);
});
