// The service as it is deployed, in processes that can be killed and started again where they were.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { DEVELOPMENT_API_KEYS } from "../../scripts/development-key.ts";
import type { Database } from "../../src/adapters/libsql/connection/database.ts";
import { openFile } from "../../src/adapters/libsql/connection/open-file.ts";
import { openRemote } from "../../src/adapters/libsql/connection/open-remote.ts";
import { type Sqld, startSqld } from "../shared/sqld.ts";
import { startTethered, type Tethered } from "../shared/tethered.ts";
import { answers, waitUntilReady } from "../shared/wait-until-ready.ts";

const ENTRY = fileURLToPath(new URL("../../src/http/node.ts", import.meta.url));
const READY_TIMEOUT_MS = 30_000;
const PATIENCE_MS = 30_000;

/** A process with a fixed place: started again, it has the same port and the same data. */
export type Killable = {
  readonly url: string;
  start(): Promise<void>;
  kill(): Promise<void>;
  stop(): Promise<void>;
};

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A server of ours, and the memory that it holds. */
export type ServerProcess = Killable & { heldKiB(): Promise<number> };

/** The server on Node over the database of `databaseUrl`; started when it is ready to serve. */
export function serverProcess(
  port: number,
  databaseUrl: string,
  variables: Readonly<Record<string, string>> = {},
): ServerProcess {
  const url = `http://127.0.0.1:${port}`;
  let running: Tethered | undefined;
  return {
    url,
    start: async () => {
      let output = "";
      running = startTethered(process.execPath, [ENTRY], {
        env: {
          DATABASE_URL: databaseUrl,
          PORT: String(port),
          RATE_LIMITS: "off",
          API_KEYS: JSON.stringify(DEVELOPMENT_API_KEYS),
          ...variables,
        },
        onOutput: (text) => {
          output = (output + text).slice(-4_000);
        },
      });
      const isReady = () => answers(`${url}/ready`, {}, 3_000);
      if (!(await waitUntilReady(isReady, { timeoutMs: READY_TIMEOUT_MS, pauseMs: 20 }))) {
        throw new Error(`the server did not start:\n${output}`);
      }
    },
    kill: async () => running?.kill(),
    stop: async () => running?.stop(),
    heldKiB: async () => heldBelow(running?.process.pid ?? 0),
  };
}

/** Resident memory of the processes that a process started: the tether's one child is the server. */
async function heldBelow(pid: number): Promise<number> {
  const { stdout } = await promisify(execFile)("ps", ["-o", "rss=", "--ppid", String(pid)]);
  return Math.max(0, ...stdout.split("\n").map(Number));
}

/** A libSQL server with its data in the folder. */
export function databaseProcess(folder: string, port: number): Killable {
  let running: Sqld | undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    start: async () => {
      running = await startSqld(folder, port);
    },
    kill: async () => running?.tethered.kill(),
    stop: async () => running?.stop(),
  };
}

/** A way to look at the database that does not give up as soon as a request would. */
export async function patientDatabase(url: string): Promise<Database> {
  if (url.startsWith("file:")) return openFile(url);
  const open = () => openRemote({ url, token: undefined, timeoutMs: PATIENCE_MS });
  return {
    read: (statements) => open().read(statements),
    write: (statements) => open().write(statements),
    close: () => {},
  };
}
