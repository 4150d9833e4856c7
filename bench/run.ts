// `npm run bench [-- --quick] [--only P1,E2] [--grown file:…]`: measures the bars P1 to P7 of performance, those of the
// Worker's size and start, and the twin's (W1), in one run,
// shows them as a table and writes bench/results.md. The exit code says whether every bar held.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Bar } from "./bar.ts";
import { openBench, ROOT } from "./context.ts";
import { type EdgeCost, edgeCosts } from "./edge-cost.ts";
import { startLoad } from "./load.ts";
import { p1 } from "./p1-recalculation.ts";
import { p2 } from "./p2-decoding.ts";
import { p3 } from "./p3-routes.ts";
import { p4, startProxied } from "./p4-trips.ts";
import { p6 } from "./p6-peers.ts";
import { p7 } from "./p7-growth.ts";
import { installPeers } from "./peer-packages.ts";
import { resultsText, tableText } from "./results.ts";
import { type StartCost, workerStart } from "./start.ts";
import { w1 } from "./w1-twin.ts";
import { allBundles } from "./workerd.ts";

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    /** Some bars alone; nothing is written then. */
    only: { type: "string" },
    /** A database that `npm run grow` filled, instead of growing one. */
    grown: { type: "string" },
  },
});
const only = values.only?.split(",");
const wanted = (id: string): boolean => only === undefined || only.includes(id);
const bench = openBench(values.quick);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, () => void bench.close().then(() => process.exit(130)));
}

const bars: Bar[] = [];
let costs: readonly EdgeCost[] = [];
let startCosts: readonly StartCost[] = [];
/** What cannot be measured does not hold; the others are measured all the same. */
async function measure(
  ids: string | readonly string[],
  work: () => readonly Bar[] | Promise<readonly Bar[]>,
): Promise<void> {
  const asked = [ids].flat().filter(wanted);
  if (asked.length === 0) return;
  try {
    bars.push(...(await work()).filter(({ id }) => asked.includes(id)));
  } catch (error) {
    const measured = error instanceof Error ? error.message : String(error);
    for (const id of asked) bars.push({ id, what: "could not be measured", measured, bar: "", holds: false });
  }
}

try {
  installPeers(bench.progress);
  await measure("P1", () => p1(bench));
  await measure("P2", () => p2(bench));
  bench.progress("bundling the Workers");
  const bundles = await allBundles(bench);
  await measure("P3", () => p3(bench, bundles));
  await measure("P4", async () => {
    const { url, proxy, pid } = await startProxied(bench, bundles.ours);
    const trips = await p4(bench, url, proxy);
    costs = await edgeCosts(bench, url, proxy, pid);
    return trips;
  });
  await measure(["P5", "E1", "E2"], async () => {
    const start = await workerStart(bench, bundles);
    startCosts = start.costs;
    return start.bars;
  });
  await measure("P6", () => p6(bench, startLoad(bench)));
  await measure("P7", () => p7(bench, values.grown));
  await measure("W1", () => w1(bench));
} finally {
  await bench.close();
}
console.log(tableText(bars));
if (costs.length > 0) console.table(costs);
if (startCosts.length > 0) console.table(startCosts);
if (only === undefined) writeFileSync(join(ROOT, "bench/results.md"), resultsText(bars, costs, values.quick));
process.exit(bars.every((bar) => bar.holds) ? 0 : 1);
