// What the commands say when they cannot do what they are asked, and without keys; on every runtime alike.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { DEVELOPMENT_API_KEYS, DEVELOPMENT_KEY } from "../../scripts/development-key.ts";
import { DEVELOPMENT_ZONE, developmentSettings } from "../../scripts/development-settings.ts";
import { todayIn } from "../../src/http/request/clock.ts";
import { SCOPES } from "../../src/http/request/key/api-key.ts";
import { readAllSettings } from "../../src/http/server/all-settings.ts";
import { freePort } from "../../tools/shared/free-port.ts";
import { type Runtime, runtimeCommand } from "../../tools/shared/runtimes.ts";
import { temporaryFolder } from "../support/libsql.ts";
import { ROOT, type Running, run } from "../support/processes.ts";

const folder = temporaryFolder();
let running: Running | undefined;
afterEach(async () => {
  await running?.kill("SIGKILL");
  running = undefined;
});
afterAll(() => folder.remove());

const KEYS = JSON.stringify(DEVELOPMENT_API_KEYS);
const FILE = `file:${join(folder.path, "start.db")}`;

/** Runs a command to its end. */
function ending(
  command: string,
  args: readonly string[],
  env: Record<string, string> = {},
  cwd = ROOT,
): { readonly status: number | null; readonly out: string; readonly err: string } {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    env: { ...process.env, ...env },
    encoding: "utf8",
    timeout: 60_000,
  });
  return { status, out: stdout, err: stderr };
}
const script = (name: string, args: readonly string[] = [], env = {}, cwd = ROOT) =>
  ending(process.execPath, [join(ROOT, name), ...args], env, cwd);

const isOneLine = (text: string): boolean => /^[^\n]+\n$/.test(text);

/** What is wrong in the environment, and what is said of it, on every runtime in one line. */
const WRONG: readonly (readonly [variables: Record<string, string>, line: RegExp])[] = [
  [{ PORT: "abc" }, /PORT: /],
  [{ TIME_ZONE: "Mars/Olympus" }, /TIME_ZONE: not an IANA time zone/],
  [{ DATABASE_URL: "nonsense" }, /DATABASE_URL: not a URL/],
  [{ DATABASE_URL: "https://u:hunter2@h.test" }, /DATABASE_URL: a user/],
  [{ HOST: "0.0.0.0", API_KEYS: KEYS }, /API_KEYS: the dev/],
  [{ API_KEYS: '[{"name":"a","hash":"hunter2","scopes":[],"expiry":1}]' }, /API_KEYS/],
];

it.each(WRONG)("a process reads what is wrong in its environment as one line: %j", (variables, line) => {
  const read = readAllSettings({ DATABASE_URL: FILE, API_KEYS: KEYS, ...variables });
  expect(read).toMatch(/^The environment is wrong: [^\n]+\.$/);
  expect(read).toMatch(line);
  expect(read).not.toMatch(/hunter2|Olympus/);
});

const TOLD_AT_ONCE: readonly [Record<string, string>, RegExp] = [
  { TIME_ZONE: "Mars/Olympus", DATABASE_URL: "https://u:hunter2@h.test", API_KEYS: '[{"hash":"hunter2"}]' },
  /^The environment is wrong: (?=.*DATABASE_URL: a user)(?=.*API_KEYS)(?=.*TIME_ZONE: not an IANA)/,
];

describe("npm start", () => {
  it.each<[string, Record<string, string>, RegExp]>([
    ["what is wrong in the environment, all of it", ...TOLD_AT_ONCE],
    [
      "a file that is no database",
      { DATABASE_URL: `file:${join(ROOT, "package.json")}` },
      /cannot be used: SQLITE_NOTADB\.$/m,
    ],
    [
      "an address of another machine",
      { HOST: "203.0.113.9", API_KEYS: "" },
      /^Cannot listen on 203\.0\.113\.9:\d+: EADDRNOTAVAIL\.$/m,
    ],
  ])("says in one line what is wrong: %s", async (_, env, line) => {
    const { status, out, err } = script("src/http/node.ts", [], {
      DATABASE_URL: FILE,
      API_KEYS: KEYS,
      PORT: String(await freePort()),
      ...env,
    });
    expect(err).toMatch(line);
    expect(isOneLine(err)).toBe(true);
    expect([status, out]).toEqual([expect.toSatisfy((code: unknown) => code === 1 || code === 2), ""]);
    expect(err).not.toMatch(/hunter2|Olympus| at /);
  });

  it("says in one line that a database server does not answer, and that a port is taken", async () => {
    const port = await freePort();
    const away = script("src/http/node.ts", [], { DATABASE_URL: `http://127.0.0.1:${port}`, API_KEYS: KEYS });
    expect([away.status, away.err]).toEqual([
      1,
      `The database 127.0.0.1:${port} cannot be used: ECONNREFUSED.\n`,
    ]);
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(port, "127.0.0.1", resolve));
    try {
      const env = { DATABASE_URL: FILE, API_KEYS: KEYS, PORT: String(port) };
      const { status, err } = script("src/http/node.ts", [], env);
      expect([status, err]).toEqual([1, `Cannot listen on 127.0.0.1:${port}: EADDRINUSE.\n`]);
    } finally {
      taken.close();
    }
  });

  it("without keys says so, and how to make one; what it says works", async () => {
    const port = await freePort();
    const env = { DATABASE_URL: FILE, PORT: String(port) };
    running = run("src/http/node.ts", { ...env, API_KEYS: "" });
    await running.prints("Listening on");
    expect(running.output()).toContain("No API key is configured: everything but /health answers 503.");
    const [, command = ""] = /`npm run key -- ([^`]+)`/.exec(running.output()) ?? [];
    const url = `http://127.0.0.1:${port}`;
    expect((await fetch(`${url}/health`)).status).toBe(200);
    const ready = await fetch(`${url}/ready`);
    expect([ready.status, await ready.json()]).toMatchObject([
      503,
      { detail: "Not set, or set wrongly: API_KEYS." },
    ]);
    await running.kill("SIGTERM");

    const made = script("src/cli/key.ts", command.split(" "));
    expect(made.status).toBe(0);
    const [key = "", entry = ""] = [/rek_\S+/.exec(made.out)?.[0], /\{.*\}/.exec(made.out)?.[0]];
    running = run("src/http/node.ts", { ...env, API_KEYS: `[${entry}]` });
    await running.prints("Listening on");
    expect(running.output()).not.toContain("No API key");
    expect((await fetch(`${url}/v1/payment-plans`, { headers: { key } })).status).toBe(200);
    expect((await fetch(`${url}/ready`)).status).toBe(200);
  });
});

describe("npm run migrate", () => {
  it("has the same default database as start and import", async () => {
    const place = temporaryFolder();
    const unset = { DATABASE_URL: "", API_KEYS: KEYS };
    const migrated = script("src/cli/migrate.ts", [], unset, place.path);
    expect([migrated.status, migrated.err]).toEqual([0, ""]);
    expect(migrated.out).toBe("The database file:.data/receivables.db is up to date.\n");
    expect(existsSync(join(place.path, ".data", "receivables.db"))).toBe(true);
    writeFileSync(join(place.path, "contacts.csv"), "id,name\n7,Seven\n");
    const imported = script("src/cli/import/import.ts", ["--contacts", "contacts.csv"], unset, place.path);
    expect(imported.status).toBe(0);
    const port = await freePort();
    const started = spawnSync(
      "sh",
      [
        "-c",
        `${process.execPath} ${join(ROOT, "src/http/node.ts")} & pid=$!; for i in $(seq 200); do
        curl -sf http://127.0.0.1:${port}/v1/contacts -H 'key: ${DEVELOPMENT_KEY}' && break; sleep 0.1; done; kill $pid; wait $pid`,
      ],
      { cwd: place.path, env: { ...process.env, ...unset, PORT: String(port) }, encoding: "utf8" },
    );
    expect(started.status).toBe(0);
    expect(started.stdout).toContain('"name":"Seven"');
    place.remove();
  });

  it("says in one line what is wrong with the database, and shows no password", () => {
    const url = script("src/cli/migrate.ts", [], { DATABASE_URL: "libsql://u:hunter2@h.test" });
    expect([url.status, isOneLine(url.err)]).toEqual([2, true]);
    expect(url.err).not.toContain("hunter2");
    const none = script("src/cli/migrate.ts", [], { DATABASE_URL: `file:${join(ROOT, "package.json")}` });
    expect([none.status, none.err]).toMatchObject([
      1,
      expect.stringMatching(/cannot be used: SQLITE_NOTADB\.\n$/),
    ]);
  });
});

describe("npm run key", () => {
  it("names the scopes that there are not, and those that there are", () => {
    const wrong = script("src/cli/key.ts", ["--name", "a", "--scopes", "plans:reed,plans:read,plan:write"]);
    expect(wrong.status).toBe(2);
    expect(wrong.err.split("\n")[0]).toBe("There is no scope plans:reed, plan:write.");
    for (const scope of SCOPES) expect(wrong.err).toContain(scope);
    expect(wrong.out).toBe("");
  });

  it.each([
    [["--scopes", "plans:read"], "--name is missing."],
    [["--name", "a"], "--scopes is missing."],
    [["--name", "a", "--scopes", "plans:read", "--expires", "soon"], "--expires is no instant."],
    [["--nome", "a"], "Unknown option '--nome'"],
  ])("%j: %s", (args, line) => {
    const { status, err } = script("src/cli/key.ts", args);
    expect([status, err.split("\n")[0]]).toEqual([2, line]);
    expect(err).not.toContain(" at ");
  });
});

it("every command says with --help how it is called, and does nothing", async () => {
  const files = {
    key: "src/cli/key.ts",
    migrate: "src/cli/migrate.ts",
    import: "src/cli/import/import.ts",
    dev: "scripts/dev.ts",
    demo: "scripts/demo.ts",
    grow: "tools/grow/grow.ts",
    chaos: "tools/chaos/chaos.ts",
    fuzz: "tools/fuzz/fuzz.ts",
  };
  const said = await Promise.all(
    Object.entries(files).map(async ([name, file]) => {
      const called = run(file, {}, ["--help"]);
      return [name, await called.ended, called.output()] as const;
    }),
  );
  for (const [name, status, output] of said) {
    expect([name, status]).toEqual([name, 0]);
    expect(output).toContain(`npm run ${name}`);
  }
});

describe("a local service's zone", () => {
  it("is the deployed one's, unless the environment names another", () => {
    const deployed = /^TIME_ZONE = "(.*)"$/m.exec(readFileSync(join(ROOT, "wrangler.toml"), "utf8"))?.[1];
    expect(deployed).toBe(DEVELOPMENT_ZONE);
    expect(developmentSettings({}).variables.TIME_ZONE).toBe(DEVELOPMENT_ZONE);
    expect(developmentSettings({ TIME_ZONE: "Pacific/Apia" }).variables.TIME_ZONE).toBe("Pacific/Apia");
  });

  it("is what npm run demo counts days in, which ends when it is told to", async () => {
    // Some hours of each day are another date here than anywhere else, and always than on the other side.
    for (const TIME_ZONE of ["Pacific/Kiritimati", "Pacific/Pago_Pago"]) {
      const port = await freePort();
      running = run("scripts/demo.ts", {
        DATA_FOLDER: join(folder.path, "demo"),
        PORT: String(port),
        TIME_ZONE,
      });
      await running.prints("Ctrl-C stops");
      const answer = await fetch(`http://127.0.0.1:${port}/v1/payment-plans/rehearsals`, {
        method: "POST",
        headers: { key: DEVELOPMENT_KEY, "Content-Type": "application/json" },
        body: JSON.stringify({ select: { ids: [1] }, change: { count: 9 } }),
      });
      const [header = ""] = (await answer.text()).split("\n");
      expect(JSON.parse(header)).toMatchObject({ policy: { today: todayIn(TIME_ZONE, Date.now()) } });
      expect(await running.kill("SIGTERM")).toBe(0);
    }
  });
});

it.each<Runtime>(["deno", "bun"])("says in one line what is wrong in the environment: %s", (runtime) => {
  const { command, args, env } = runtimeCommand(runtime, 0, 0, { DATABASE_URL: "http://127.0.0.1:1" }, "");
  const [variables, line] = TOLD_AT_ONCE;
  const { status, err } = ending(command, args, { ...env, ...variables });
  expect(err).toMatch(line);
  expect(isOneLine(err)).toBe(true);
  expect(err).not.toMatch(/hunter2|Olympus/);
  expect(status).toBe(2);
});
