// `npm start` over a file that is taken away, exchanged, spoiled or full: 503 and one line of log each, nothing that is
// not on the disk acknowledged, /ready says so, and the service is back without a restart.
import { spawn, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, expect, it } from "vitest";
import { DEVELOPMENT_API_KEYS, DEVELOPMENT_KEY } from "../../scripts/development-key.ts";
import { openFile } from "../../src/adapters/libsql/connection/open-file.ts";
import { freePort } from "../../tools/shared/free-port.ts";
import { temporaryFolder } from "../support/libsql.ts";
import { ROOT } from "../support/processes.ts";

const folder = temporaryFolder();
afterAll(() => folder.remove());
let stop: () => Promise<unknown> = async () => {};
afterEach(() => stop());

type Line = { readonly status: number; readonly code?: string; readonly route: string };

/** A service with a log that can be read; `command` comes before the one that starts it. */
async function start(path: string, command = "") {
  const port = await freePort();
  const child = spawn("sh", ["-c", `${command} exec "$@"`, "sh", process.execPath, "src/http/node.ts"], {
    cwd: ROOT,
    env: {
      ...process.env,
      DATABASE_URL: `file:${path}`,
      PORT: String(port),
      API_KEYS: JSON.stringify(DEVELOPMENT_API_KEYS),
      RATE_LIMITS: "off",
    },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const ended = new Promise((resolve) => child.once("exit", resolve));
  stop = () => {
    child.kill("SIGKILL");
    return ended;
  };
  await expect.poll(() => output, { timeout: 30_000 }).toContain("Listening on");
  const url = `http://127.0.0.1:${port}`;
  let made = 0;
  const lines = () =>
    output
      .split("\n")
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line) as Line);
  const headers = { key: DEVELOPMENT_KEY, "Content-Type": "application/json" };
  return {
    pid: child.pid,
    /** What a save of a new reference is answered with. */
    save: async () => {
      made += 1;
      const body = JSON.stringify({ accountId: 1, contactId: 1, crn: `FILE ${made}` });
      const answer = await fetch(`${url}/v1/payment-references`, { method: "POST", headers, body });
      await answer.text();
      return answer.status;
    },
    read: async () => {
      const answer = await fetch(`${url}/v1/payment-references?limit=200`, { headers });
      const body = (await answer.json()) as { items?: { crn: string }[] };
      return answer.status === 200 ? (body.items ?? []).map(({ crn }) => crn) : answer.status;
    },
    /** Long enough after the last look that the answer is a new one. */
    ready: async () => {
      await new Promise((resolve) => setTimeout(resolve, 1_050));
      const answer = await fetch(`${url}/ready`);
      await answer.text();
      return answer.status;
    },
    lines,
    /** The log's lines of failed requests since the last time, as status and code. */
    failures: (() => {
      let seen = 0;
      return async (count: number) => {
        const failed = () => lines().filter(({ status }) => status >= 500);
        await expect.poll(() => failed().length).toBe(seen + count);
        const found = failed().slice(seen);
        seen += count;
        return found.map(({ status, code }) => `${status} ${code}`);
      };
    })(),
  };
}

const crnsIn = async (path: string): Promise<unknown[]> => {
  const database = await openFile(`file:${path}`);
  const [rows = []] = await database.read([
    { sql: "select crn from payment_references order by id", args: [] },
  ]);
  database.close();
  return rows.map(({ crn }) => crn);
};

it("is away while its file is, and back with it", async () => {
  const path = join(folder.path, "away", "own.db");
  const service = await start(path);
  expect([await service.save(), await service.ready()]).toEqual([201, 200]);
  renameSync(path, `${path}.elsewhere`);
  expect([await service.save(), await service.read(), await service.ready()]).toEqual([503, 503, 503]);
  expect(existsSync(path)).toBe(false);
  const missing = "503 FILE_MISSING";
  expect(await service.failures(3)).toEqual([missing, missing, missing]);
  renameSync(`${path}.elsewhere`, path);
  expect([await service.save(), await service.ready()]).toEqual([201, 200]);
  expect(await service.read()).toEqual(["FILE 1", "FILE 3"]);
});

it("serves a backup that takes the place of its file", async () => {
  const path = join(folder.path, "replaced", "own.db");
  const service = await start(path);
  expect(await service.save()).toBe(201);
  spawnSync(
    process.execPath,
    [
      "-e",
      `const L = require("libsql"); new L(process.argv[1]).exec("vacuum into '" + process.argv[2] + "'")`,
      path,
      `${path}.backup`,
    ],
    { cwd: ROOT },
  );
  expect([await service.save(), await service.save()]).toEqual([201, 201]);
  renameSync(path, `${path}.before`);
  renameSync(`${path}.backup`, path);
  expect(await service.save()).toBe(503);
  expect(await service.failures(1)).toEqual(["503 FILE_REPLACED"]);
  expect(await service.ready()).toBe(200);
  expect(await service.read()).toEqual(["FILE 1"]);
  expect(await service.save()).toBe(201);
  await stop();
  expect(await crnsIn(path)).toEqual(["FILE 1", "FILE 5"]);
  // What was acknowledged before is in the file that it was acknowledged for.
  expect(await crnsIn(`${path}.before`)).toEqual(["FILE 1", "FILE 2", "FILE 3"]);
});

it("serves nothing of a file that was spoiled, and all of it when it is whole again", async () => {
  const path = join(folder.path, "spoiled", "own.db");
  const service = await start(path);
  expect(await service.save()).toBe(201);
  const good = readFileSync(path);
  writeFileSync(path, Buffer.alloc(good.length, 0x55));
  expect([await service.save(), await service.read(), await service.ready()]).toEqual([503, 503, 503]);
  const corrupt = "503 FILE_CORRUPT";
  expect(await service.failures(3)).toEqual([corrupt, corrupt, corrupt]);
  writeFileSync(path, good);
  expect([await service.save(), await service.ready()]).toEqual([201, 200]);
  expect(await service.read()).toEqual(["FILE 1", "FILE 3"]);
});

it("is full when it is, loses nothing that it acknowledged, and goes on when there is room", async () => {
  const path = join(folder.path, "full", "own.db");
  await start(path);
  await stop();
  // No file may grow beyond a megabyte or half of one: the log is there soon.
  const service = await start(path, "ulimit -S -f 1000;");
  const acknowledged: string[] = [];
  let status = 201;
  for (let n = 1; status === 201 && n < 2_000; n += 1) {
    status = await service.save();
    if (status === 201) acknowledged.push(`FILE ${n}`);
  }
  expect(status).toBe(503);
  expect(await service.failures(1)).toEqual([expect.stringMatching(/^503 SQLITE_(?:FULL|IOERR)/)]);
  expect(await service.ready()).toBe(503);
  expect(acknowledged.length).toBeGreaterThan(10);
  copyFileSync(path, `${path}.copy`);
  copyFileSync(`${path}-wal`, `${path}.copy-wal`);
  expect(await crnsIn(`${path}.copy`)).toEqual(acknowledged);
  if (process.platform !== "linux") return;
  expect(spawnSync("prlimit", ["--pid", String(service.pid), "--fsize=unlimited"]).status).toBe(0);
  expect(await service.ready()).toBe(200);
  expect(await service.save()).toBe(201);
});
