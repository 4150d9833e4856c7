// P3: requests a second of each contract call, against bare Hono routes with the same SQL, client and runtime.
import { join } from "node:path";
import { migrateDatabase } from "../src/adapters/libsql/connection/migrate.ts";
import { grow } from "../tools/grow/grow-run.ts";
import { atLeast, type Bar } from "./bar.ts";
import type { Bench } from "./context.ts";
import { CALL_NAMES, contest, contestOf, SIZE, startLoad } from "./load.ts";
import { startBare, startDatabase, startOurs, untilReady, VARIABLES } from "./servers.ts";
import { type Bundle, type Bundles, startWorkerd } from "./workerd.ts";

/** The contacts and plans that the load is made for. */
export const fill = (url: string): Promise<void> =>
  grow({ url, token: undefined, references: SIZE * 10, plans: SIZE, seed: 1 }, () => {});

/** A migrated and filled file, to be opened by a server. */
export async function filledFile(bench: Bench, name: string): Promise<string> {
  const url = `file:${join(bench.folder(name), "bench.db")}`;
  await migrateDatabase(url);
  await fill(url);
  return url;
}

const LEAST = 0.85;

async function startWorker(bench: Bench, name: string, made: Bundle): Promise<string> {
  const database = await startDatabase(bench, `${name}-sqld`);
  await fill(database);
  const folder = bench.folder(`${name}-workerd`);
  const { url } = bench.keep(await startWorkerd(folder, made, { ...VARIABLES, DATABASE_URL: database }));
  await untilReady(url);
  return url;
}

export async function p3(bench: Bench, { ours, bare }: Bundles): Promise<readonly Bar[]> {
  bench.progress("P3 starting the servers");
  const runtimes = {
    "Node, embedded file": [
      (await startOurs(bench, await filledFile(bench, "p3-ours"))).url,
      (await startBare(bench, await filledFile(bench, "p3-bare"))).url,
    ],
    "workerd, sqld": [await startWorker(bench, "p3-ours", ours), await startWorker(bench, "p3-bare", bare)],
  };
  const bars: Bar[] = [];
  for (const [runtime, urls] of Object.entries(runtimes)) {
    for (const call of CALL_NAMES) {
      bench.progress(`P3 ${runtime}: ${call}`);
      const what = `${call}, ${runtime}: part of a bare route`;
      try {
        const [ratio] = await contest(startLoad(bench), urls, call, contestOf(bench));
        if (ratio !== undefined) bars.push(atLeast("P3", what, ratio, LEAST));
      } catch (error) {
        const measured = error instanceof Error ? error.message : String(error);
        bars.push({ id: "P3", what, measured, bar: `at least ${LEAST}`, holds: false });
      }
    }
  }
  return bars;
}
