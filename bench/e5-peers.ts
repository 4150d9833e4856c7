// E5: requests a second of the three calls, against the same written the way most would.
import { join } from "node:path";
import { atLeast, type Bar } from "./bar.ts";
import type { Bench } from "./context.ts";
import { filledFile } from "./filled.ts";
import { CALL_NAMES, type CallName, contest, contestOf, type Load, ratiosOf, SIZE } from "./load.ts";
import { startOurs, startPeer } from "./servers.ts";

type Peer = {
  readonly name: string;
  readonly script: string;
  /** How many times as many requests a second ours must answer. */
  readonly least: Readonly<Record<CallName, number>>;
};

const PEERS: readonly Peer[] = [
  {
    name: "Fastify + better-sqlite3",
    script: "fastify-server.js",
    least: { reference: 1.25, plan: 1.5, extra: 1.5 },
  },
  { name: "Express + Knex", script: "express-server.js", least: { reference: 1, plan: 1, extra: 1 } },
];

export async function e5(bench: Bench, load: Load): Promise<readonly Bar[]> {
  bench.progress("E5 starting the servers");
  const urls = [(await startOurs(bench, await filledFile(bench, "e5-ours"))).url];
  for (const { script } of PEERS) {
    urls.push((await startPeer(bench, script, join(bench.folder(script), "peer.db"), SIZE)).url);
  }
  const entrants = urls.map((url) => ({ url, pid: null }));
  const bars: Bar[] = [];
  for (const call of CALL_NAMES) {
    bench.progress(`E5 ${call}`);
    const [ours, ...others] = await contest(load, entrants, call, contestOf(bench));
    PEERS.forEach(({ name, least }, at) => {
      const peer = others[at];
      if (ours === undefined || peer === undefined) return;
      bars.push(atLeast("E5", `${call}: times ${name}`, ratiosOf(ours.rates, peer.rates), least[call]));
    });
  }
  return bars;
}
