// The servers that take part: ours as it is started, on Node and in workerd, bare ones, and the peers; all on loopback.
import { join } from "node:path";
import { migrateDatabase } from "../src/adapters/libsql/connection/migrate.ts";
import { freePort } from "../tools/shared/free-port.ts";
import { startSqld } from "../tools/shared/sqld.ts";
import { startTethered, type Tethered } from "../tools/shared/tethered.ts";
import { answers, waitUntilReady } from "../tools/shared/wait-until-ready.ts";
import { BENCH_API_KEYS } from "./bench-key.ts";
import { type Bench, ROOT } from "./context.ts";
import { peerFile } from "./peer-packages.ts";

export type Server = { readonly url: string } & Pick<Tethered, "process" | "stop">;

export const VARIABLES = {
  API_KEYS: JSON.stringify(BENCH_API_KEYS),
  RATE_LIMITS: "off",
  DATABASE_TIMEOUT_MS: "10000",
};

const READY_TIMEOUT_MS = 60_000;

/** Waits until a server answers on its health path. */
export async function untilReady(url: string): Promise<void> {
  const isReady = () => answers(`${url}/health`);
  if (!(await waitUntilReady(isReady, { timeoutMs: READY_TIMEOUT_MS, pauseMs: 20 }))) {
    throw new Error(`no answer from ${url}`);
  }
}

async function startNode(
  bench: Bench,
  script: string,
  port: number,
  args: readonly string[],
  env: Record<string, string>,
  flags: readonly string[] = [],
): Promise<Server> {
  const url = `http://127.0.0.1:${port}`;
  const words = [...flags, script, ...args];
  const { process: child, stop } = bench.keep(startTethered(process.execPath, words, { env }));
  await untilReady(url);
  return { url, process: child, stop };
}

/** The service on Node over a database, as `npm start` runs it; `flags` are Node's own. */
export async function startOurs(
  bench: Bench,
  databaseUrl: string,
  flags: readonly string[] = [],
): Promise<Server> {
  const port = await freePort();
  const env = { ...VARIABLES, DATABASE_URL: databaseUrl, HOST: "127.0.0.1", PORT: String(port) };
  return startNode(bench, join(ROOT, "src/http/node.ts"), port, [], env, flags);
}

/** The bare routes on Node over a database. */
export async function startBare(
  bench: Bench,
  databaseUrl: string,
  flags: readonly string[] = [],
): Promise<Server> {
  const port = await freePort();
  return startNode(bench, join(ROOT, "bench/bare/node.ts"), port, [String(port), databaseUrl], {}, flags);
}

/** A peer over a file of its own, filled with `size` contacts and plans. */
export async function startPeer(bench: Bench, script: string, file: string, size: number): Promise<Server> {
  const port = await freePort();
  const env = { NODE_ENV: "production" };
  return startNode(bench, peerFile(script), port, [file, String(port), String(size)], env);
}

/** A libSQL server with an empty, migrated database. */
export async function startDatabase(bench: Bench, name: string): Promise<string> {
  const sqld = bench.keep(await startSqld(join(bench.folder(name), "data"), await freePort()));
  await migrateDatabase(sqld.url);
  return sqld.url;
}
