// `npm run bench [-- --quick] [--only P1,E3] [--grown file:…]`: measures the bars of performance in one run, shows them
// as a table and writes bench/results.md. The exit code says whether every bar held.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Bar } from "./bar.ts";
import { openBench, ROOT } from "./context.ts";
import type { EdgeCost } from "./edge-cost.ts";
import { MEASURES, type Measure, type Run } from "./measures.ts";
import { installPeers } from "./peer-packages.ts";
import { resultsText, tableText } from "./results.ts";
import type { StartCost } from "./start.ts";
import { allBundles, type Bundles } from "./workerd.ts";

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
const known = MEASURES.flatMap(({ ids }) => ids);
const unknown = (only ?? []).filter((id) => !known.includes(id));
if (unknown.length > 0) {
  console.error(`No such bar: ${unknown.join(", ")}. There are ${known.join(", ")}.`);
  process.exit(2);
}
const wanted = (id: string): boolean => only === undefined || only.includes(id);
const bench = openBench(values.quick);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, () => void bench.close().then(() => process.exit(130)));
}

const bars: Bar[] = [];
let costs: readonly EdgeCost[] = [];
let startCosts: readonly StartCost[] = [];
let made: Promise<Bundles> | undefined;
const run: Run = {
  bench,
  wanted,
  bundles: () => {
    if (made === undefined) bench.progress("bundling the Workers");
    made ??= allBundles(bench);
    return made;
  },
  grown: values.grown,
  keepCosts: (found) => {
    costs = found;
  },
  keepStart: (found) => {
    startCosts = found;
  },
};

/** What cannot be measured does not hold; the others are measured all the same. */
async function measured({ ids, take, peers }: Measure): Promise<readonly Bar[]> {
  try {
    if (peers) installPeers(bench.progress);
    return await take(run);
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return [{ id: ids.join(", "), what: "could not be measured", measured: said, bar: "", holds: false }];
  }
}

try {
  for (const measure of MEASURES) if (measure.ids.some(wanted)) bars.push(...(await measured(measure)));
} finally {
  await bench.close();
}
console.log(tableText(bars));
if (costs.length > 0) console.table(costs);
if (startCosts.length > 0) console.table(startCosts);
if (only === undefined)
  writeFileSync(join(ROOT, "bench/results.md"), resultsText(bars, { costs, startCosts }, values.quick));
process.exit(bars.every((bar) => bar.holds) ? 0 : 1);
