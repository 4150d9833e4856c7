// P6: requests a second of the three calls, against the same written the way most would.
import { join } from "node:path";
import type { Bar } from "./bar.ts";
import { spreadText } from "./bar.ts";
import type { Bench } from "./context.ts";
import { CALL_NAMES, contest, contestOf, type Load, SIZE } from "./load.ts";
import { filledFile } from "./p3-routes.ts";
import { startOurs, startPeer } from "./servers.ts";

const PEERS = {
  "Fastify + better-sqlite3": "fastify-server.js",
  "Express + Knex": "express-server.js",
} as const;

export async function p6(bench: Bench, load: Load): Promise<readonly Bar[]> {
  bench.progress("P6 starting the servers");
  const urls = [(await startOurs(bench, await filledFile(bench, "p6-ours"))).url];
  for (const script of Object.values(PEERS)) {
    urls.push((await startPeer(bench, script, join(bench.folder(script), "peer.db"), SIZE)).url);
  }
  const bars: Bar[] = [];
  for (const call of CALL_NAMES) {
    bench.progress(`P6 ${call}`);
    const ratios = await contest(load, urls, call, contestOf(bench));
    Object.keys(PEERS).forEach((peer, at) => {
      const ratio = ratios[at];
      if (ratio === undefined) return;
      const measured = spreadText(ratio);
      bars.push({
        id: "P6",
        what: `${call}: times ${peer}`,
        measured,
        bar: "above 1",
        holds: ratio.median > 1,
      });
    });
  }
  return bars;
}
