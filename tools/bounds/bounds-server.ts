// The service on Node as a process of its own, whose memory can be watched, over a file or a libSQL server.
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { DEVELOPMENT_API_KEYS, DEVELOPMENT_KEY } from "../../scripts/development-key.ts";
import type { Database } from "../../src/adapters/libsql/connection/database.ts";
import { migrateDatabase } from "../../src/adapters/libsql/connection/migrate.ts";
import { openFile } from "../../src/adapters/libsql/connection/open-file.ts";
import { openRemote } from "../../src/adapters/libsql/connection/open-remote.ts";
import { freePort } from "../shared/free-port.ts";
import { startSqld } from "../shared/sqld.ts";
import { startTethered, type Tethered } from "../shared/tethered.ts";
import { answers, waitUntilReady } from "../shared/wait-until-ready.ts";

export type Over = "file" | "server";

export type BoundsServer = {
  readonly url: string;
  readonly databaseUrl: string;
  /** The database itself, each time with a deadline of its own. */
  readonly open: () => Database;
  /** Starts the service; before that the database is only filled. */
  readonly start: () => Promise<void>;
  readonly fetch: (path: string, init?: RequestInit) => Promise<Response>;
  /** Bytes of memory that the service's process holds. */
  readonly memory: () => Promise<number>;
  /**
   * The longest time since then, in ms of `Date.now()`, that nothing else had a turn: in all, and without what the
   * service itself waited for a processor that others had. 0 where it was never long.
   */
  readonly heldSince: (then: number) => Held;
  readonly stop: () => Promise<void>;
};

export type Held = { readonly worst: number; readonly own: number };

const PROBE = fileURLToPath(new URL("./bounds-held.ts", import.meta.url));
const ENTRY = fileURLToPath(new URL("../../src/http/node.ts", import.meta.url));
const PATIENCE_MS = 120_000;

export async function boundsServer(over: Over): Promise<BoundsServer> {
  const folder = mkdtempSync(join(tmpdir(), "receivables-bounds-"));
  const sqld = over === "server" ? await startSqld(join(folder, "data"), await freePort()) : null;
  const databaseUrl = sqld?.url ?? `file:${join(folder, "bounds.db")}`;
  await migrateDatabase(databaseUrl);
  const file = sqld === null ? await openFile(databaseUrl) : null;
  const open = (): Database =>
    file ?? openRemote({ url: databaseUrl, token: undefined, timeoutMs: PATIENCE_MS });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const notes = join(folder, "held");
  let service: Tethered | undefined;
  return {
    url,
    databaseUrl,
    open,
    start: async () => {
      file?.close();
      service = startTethered(process.execPath, ["--import", PROBE, ENTRY], {
        env: {
          DATABASE_URL: databaseUrl,
          DATABASE_TIMEOUT_MS: "30000",
          PORT: String(port),
          API_KEYS: JSON.stringify(DEVELOPMENT_API_KEYS),
          RATE_LIMITS: "off",
          BOUNDS_HELD: notes,
        },
      });
      const isReady = () => answers(`${url}/ready`, {}, 3_000);
      const { ended } = service;
      if (!(await waitUntilReady(isReady, { timeoutMs: PATIENCE_MS, pauseMs: 50, ended }))) {
        throw new Error("the service did not start");
      }
    },
    fetch: (path, init = {}) => {
      const headers = new Headers(init.headers);
      headers.set("key", DEVELOPMENT_KEY);
      return fetch(`${url}${path}`, { ...init, headers });
    },
    memory: () => memoryUnder(service?.process.pid ?? 0),
    heldSince: (then) => longest(existsSync(notes) ? readFileSync(notes, "utf8") : "", then),
    stop: async () => {
      if (service === undefined) file?.close();
      await service?.stop();
      await sqld?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Of the probe's notes: lines of when it began, how long it was and how long without waiting for a processor. */
function longest(notes: string, then: number): Held {
  const since = notes
    .split("\n")
    .map((line) => line.split(" ").map(Number))
    .filter(([at = 0]) => at >= then);
  const most = (column: number) => Math.round(Math.max(0, ...since.map((note) => note[column] ?? 0)));
  return { worst: most(1), own: most(2) };
}

const run = promisify(execFile);

/** Resident memory of the service, which is the largest child of its tether. */
async function memoryUnder(parent: number): Promise<number> {
  const { stdout } = await run("ps", ["-eo", "ppid=,rss="]);
  const children = stdout.split("\n").map((line) => line.trim().split(/\s+/).map(Number));
  return 1024 * Math.max(0, ...children.filter(([of]) => of === parent).map(([, rss = 0]) => rss));
}
